/** Which fields a check's form has, what of them is known, and what is sent. */
import {
  beneficiary,
  knownCheck,
  payee,
  type CheckCapture,
  type KnownCheck,
} from '../../../../contract/check.js'
import type { FieldName } from '../../../protocol/messages.js'
import { normalised } from '../../form/normalize.js'
import { type Values } from '../../form/values.js'
import type { Choices } from '../../form/values.js'
import type { OtherForm } from '../../form/values.js'
import type { Known } from '../../form/values.js'
import type { Shape } from '../../form/values.js'
import type { Review } from './confirmation.js'

const beneficiaryFields = Object.keys(beneficiary) as (keyof typeof beneficiary)[]
const payeeFields = Object.keys(payee) as (keyof typeof payee)[]
/** Printed lines: they have a longest length. */
export const LONGEST = 255
export const printed = [...beneficiaryFields, ...payeeFields].filter(
  (name) => !/state|zip|phone/.test(name),
) as FieldName[]

function knownOf({ check = {} }: Known): KnownCheck {
  return knownCheck.safeParse(check).data ?? {}
}

export function shapeOfCheck(session: Known, choices: Choices, review: Review): Shape {
  const known = knownOf(session)
  const decided = known.recipient_is_beneficiary
  // 1 where nobody has said otherwise.
  const own = decided ?? choices.recipient_is_beneficiary ?? 1
  const hidden = session.recipient_fields === 'hidden'
  const values: Values = { ...known.beneficiary, ...(own === 0 && known.recipient) }
  const fixed = session.recipient_fields === 'readonly' ? values : {}
  const fields: FieldName[] = hidden ? [] : [...beneficiaryFields, ...(own === 0 ? payeeFields : [])]
  const other: OtherForm = {
    accountType: 'check',
    fields,
    asks: !hidden && decided === undefined,
    schemas: { ...beneficiary, ...payee },
    contentOf: (typed) => contentOf(typed, own, fields, fixed),
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
    known: values,
    fixed,
    other,
  }
}

/** The documents' sample has an empty second line; of all else only what was given. */
function contentOf(typed: Values, own: 0 | 1, fields: FieldName[], fixed: Values): Partial<CheckCapture> {
  const partOf = (names: readonly FieldName[]) => {
    const open = names.filter((name) => fields.includes(name) && !Object.hasOwn(fixed, name))
    const entries = open.map((name) => [name, normalised(name, typed[name])] as const)
    return Object.fromEntries(entries.filter(([name, value]) => value !== '' || name.endsWith('address2')))
  }
  return {
    account_type: 'check',
    recipient_is_beneficiary: own,
    beneficiary: partOf(beneficiaryFields) as CheckCapture['beneficiary'],
    ...(own === 0 && { recipient: partOf(payeeFields) as CheckCapture['recipient'] }),
  }
}
