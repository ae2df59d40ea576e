/** The schema of a check's form: its fields, the session's values, and the request's body. */
import {
  beneficiary,
  knownCheck,
  payee,
  type CheckCapture,
  type KnownCheck,
} from '../../../../contract/check.js'
import type { FieldName } from '../../../protocol/messages.js'
import { normalizeValue } from '../../form/normalize.js'
import type { Choices, FormOptions, FormSchema, MethodForm, Values } from '../../form/values.js'
import type { Confirmation } from './confirmation.js'

const beneficiaryFields = Object.keys(beneficiary) as (keyof typeof beneficiary)[]
const payeeFields = Object.keys(payee) as (keyof typeof payee)[]
/** The longest printed line that the contract allows, in characters. */
export const MAX_LENGTH = 255
/** The fields that are printed as lines of text. */
export const printedFields = [...beneficiaryFields, ...payeeFields].filter(
  (name) => !/state|zip|phone/.test(name),
) as FieldName[]

function parseKnownCheck({ check = {} }: FormOptions): KnownCheck {
  return knownCheck.safeParse(check).data ?? {}
}

/** The schema for a session and the cardholder's choice of the payee, by default the beneficiary. */
export function createCheckSchema(
  session: FormOptions,
  choices: Choices,
  confirmation: Confirmation,
): FormSchema {
  const known = parseKnownCheck(session)
  const decided = known.recipient_is_beneficiary
  const isBeneficiary = decided ?? choices.recipient_is_beneficiary ?? 1
  const hidden = session.recipient_fields === 'hidden'
  const singleName = known.single_name === true
  const prefill: Values = { ...known.beneficiary, ...(isBeneficiary === 0 && known.recipient) }
  const readonlyValues = session.recipient_fields === 'readonly' ? prefill : {}
  const payeePart = isBeneficiary === 0 ? payeeFields : []
  const names = beneficiaryFields.filter((name) => !singleName || name !== 'beneficiary_last_name')
  const fields: FieldName[] = hidden ? [] : [...names, ...payeePart]
  const method: MethodForm = {
    accountType: 'check',
    fields,
    asksPayee: !hidden && decided === undefined,
    singleName,
    schemas: { ...beneficiary, ...payee },
    toRequestBody: (typed) => toRequestBody(typed, isBeneficiary, fields, readonlyValues),
    // No review step if the session hides the address.
    ...(!hidden && { confirm: confirmation.ask }),
    cancel: () => {
      confirmation.answer(false)
    },
  }
  return {
    cvv: 'off',
    expiration_date: 'off',
    recipient: !hidden,
    business: false,
    prefill,
    readonlyValues,
    method,
  }
}

/** Empty values are left out, except the second address line, which is empty in Ingo's sample too. */
function toRequestBody(
  typed: Values,
  isBeneficiary: 0 | 1,
  fields: FieldName[],
  readonlyValues: Values,
): Partial<CheckCapture> {
  const pickFields = (names: readonly FieldName[]) => {
    const editable = names.filter((name) => fields.includes(name) && !Object.hasOwn(readonlyValues, name))
    const entries = editable.map((name) => [name, normalizeValue(name, typed[name])] as const)
    return Object.fromEntries(entries.filter(([name, value]) => value !== '' || name.endsWith('address2')))
  }
  return {
    account_type: 'check',
    recipient_is_beneficiary: isBeneficiary,
    beneficiary: pickFields(beneficiaryFields) as CheckCapture['beneficiary'],
    ...(isBeneficiary === 0 && { recipient: pickFields(payeeFields) as CheckCapture['recipient'] }),
  }
}
