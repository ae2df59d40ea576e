/** What the parts of a session ask of each other. */
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

/** A method's own setting is required with the method, and belongs nowhere else. */
export function settingOf(type: string, setting: 'check' | 'open_banking') {
  return z.refine<Body>((body) => body.account_types.includes(type) === (body[setting] !== undefined), {
    path: [setting],
    error: `belongs to the account type ${type}, which needs it`,
  })
}

/** What is hidden can't be typed: everything that a method requires must be known. */
export const hiddenIsWhole = z.refine<Body>((body) => body.recipient_fields !== 'hidden' || isWhole(body), {
  path: ['recipient_fields'],
  error: 'hidden needs every required value, and for a check recipient_is_beneficiary',
})

function isWhole({ account_types, recipient: recipientValues = {}, check }: Body): boolean {
  if (account_types.includes('card') && !hasRequired(recipientValues, recipient)) return false
  if (!check) return true
  const { recipient_is_beneficiary: same } = check
  const beneficiaryValues = { ...asBeneficiary(recipientValues), ...check.beneficiary }
  if (same === undefined || !hasRequired(beneficiaryValues, beneficiary)) return false
  return same === 1 || hasRequired(check.recipient ?? {}, payee)
}

function hasRequired(values: object, schemas: Record<string, z.ZodMiniType>): boolean {
  return Object.entries(schemas).every(([name, schema]) => isOptional(schema) || Object.hasOwn(values, name))
}

/** Who gets a card's money holds a check's account: the same values under the names of a beneficiary. */
export function asBeneficiary(recipient: object): Record<string, string> {
  const entries = Object.entries(recipient) as [string, string][]
  return Object.fromEntries(
    entries
      .filter(([name]) => name !== 'recipient_business_name')
      .map(([name, value]) => [name.replace('recipient', 'beneficiary'), value]),
  )
}
