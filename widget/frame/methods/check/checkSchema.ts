/** Which fields a check's form has, what of them is known, and what is sent. */
import {
  beneficiary,
  knownCheck,
  payee,
  type CheckCapture,
  type KnownCheck,
} from '../../../../contract/check.js'
import type { FieldName } from '../../../protocol/messages.js'
import { normalizeValue } from '../../form/normalize.js'
import { type Values } from '../../form/values.js'
import type { Choices } from '../../form/values.js'
import type { MethodForm } from '../../form/values.js'
import type { FormOptions } from '../../form/values.js'
import type { FormSchema } from '../../form/values.js'
import type { Confirmation } from './confirmation.js'

const beneficiaryFields = Object.keys(beneficiary) as (keyof typeof beneficiary)[]
const payeeFields = Object.keys(payee) as (keyof typeof payee)[]
/** Printed lines: they have a longest length. */
export const LONGEST = 255
export const printed = [...beneficiaryFields, ...payeeFields].filter(
  (name) => !/state|zip|phone/.test(name),
) as FieldName[]

function parseKnownCheck({ check = {} }: FormOptions): KnownCheck {
  return knownCheck.safeParse(check).data ?? {}
}

export function createCheckSchema(session: FormOptions, choices: Choices, review: Confirmation): FormSchema {
  const known = parseKnownCheck(session)
  const decided = known.recipient_is_beneficiary
  // 1 where nobody has said otherwise.
  const own = decided ?? choices.recipient_is_beneficiary ?? 1
  const hidden = session.recipient_fields === 'hidden'
  const values: Values = { ...known.beneficiary, ...(own === 0 && known.recipient) }
  const readonlyValues = session.recipient_fields === 'readonly' ? values : {}
  const fields: FieldName[] = hidden ? [] : [...beneficiaryFields, ...(own === 0 ? payeeFields : [])]
  const method: MethodForm = {
    accountType: 'check',
    fields,
    asksPayee: !hidden && decided === undefined,
    schemas: { ...beneficiary, ...payee },
    toRequestBody: (typed) => toRequestBody(typed, own, fields, readonlyValues),
    // What is hidden can't be read back.
    ...(!hidden && { confirm: review.ask }),
    cancel: () => {
      review.answer(false)
    },
  }
  return {
    cvv: 'off',
    expiration_date: 'off',
    recipient: !hidden,
    business: false,
    prefill: values,
    readonlyValues,
    method,
  }
}

/** The documents' sample has an empty second line; of all else only what was given. */
function toRequestBody(
  typed: Values,
  own: 0 | 1,
  fields: FieldName[],
  readonlyValues: Values,
): Partial<CheckCapture> {
  const pickFields = (names: readonly FieldName[]) => {
    const open = names.filter((name) => fields.includes(name) && !Object.hasOwn(readonlyValues, name))
    const entries = open.map((name) => [name, normalizeValue(name, typed[name])] as const)
    return Object.fromEntries(entries.filter(([name, value]) => value !== '' || name.endsWith('address2')))
  }
  return {
    account_type: 'check',
    recipient_is_beneficiary: own,
    beneficiary: pickFields(beneficiaryFields) as CheckCapture['beneficiary'],
    ...(own === 0 && { recipient: pickFields(payeeFields) as CheckCapture['recipient'] }),
  }
}
