/** Rules between the keys of a session. */
import * as z from 'zod/mini'
import { beneficiary, payee } from './check.js'
import { isOptional, recipient } from './fields.js'

type Body = {
  account_types: string[]
  recipient_fields: string
  recipient?: object
  check?: { beneficiary?: object; recipient?: object; recipient_is_beneficiary?: number }
  open_banking?: object
}

/** An account type's setting is required with the account type, and rejected without it. */
export function requireSetting(type: string, setting: 'check' | 'open_banking') {
  return z.refine<Body>((body) => body.account_types.includes(type) === (body[setting] !== undefined), {
    path: [setting],
    error: `belongs to the account type ${type}, which needs it`,
  })
}

/** A cardholder can't type into hidden fields, so the session must have every value that its account types require. */
export const hiddenIsComplete = z.refine<Body>(
  (body) => body.recipient_fields !== 'hidden' || isComplete(body),
  {
    path: ['recipient_fields'],
    error: 'hidden needs every required value, and for a check recipient_is_beneficiary',
  },
)

function isComplete({ account_types, recipient: recipientValues = {}, check }: Body): boolean {
  if (account_types.includes('card') && !hasRequired(recipientValues, recipient)) return false
  if (!check) return true
  const { recipient_is_beneficiary } = check
  const beneficiaryValues = { ...toBeneficiary(recipientValues), ...check.beneficiary }
  if (recipient_is_beneficiary === undefined || !hasRequired(beneficiaryValues, beneficiary)) return false
  return recipient_is_beneficiary === 1 || hasRequired(check.recipient ?? {}, payee)
}

function hasRequired(values: object, schemas: Record<string, z.ZodMiniType>): boolean {
  return Object.entries(schemas).every(([name, schema]) => isOptional(schema) || Object.hasOwn(values, name))
}

/** A check's beneficiary from a card's recipient: the same person, under the names that Ingo uses for a beneficiary. */
export function toBeneficiary(recipient: object): Record<string, string> {
  const entries = Object.entries(recipient) as [string, string][]
  return Object.fromEntries(
    entries
      .filter(([name]) => name !== 'recipient_business_name')
      .map(([name, value]) => [name.replace('recipient', 'beneficiary'), value]),
  )
}
