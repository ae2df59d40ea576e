/** Rules between the keys of a session. */
import * as z from 'zod/mini'
import { beneficiary, payee, singleNameBeneficiary } from './check.js'
import { isOptional, recipient } from './fields.js'

type Body = {
  account_types: string[]
  recipient_fields: string
  recipient?: object
  check?: CheckSetting
  open_banking?: object
  amount?: number
  require?: { amount_within_limits?: boolean }
}
type CheckSetting = {
  beneficiary?: object
  recipient?: object
  recipient_is_beneficiary?: number
  single_name?: boolean
  send_recipient?: boolean
}

/** An account type's setting is required with the account type, and rejected without it. */
export function requireSetting(type: string, setting: 'check' | 'open_banking') {
  return z.refine<Body>((body) => body.account_types.includes(type) === (body[setting] !== undefined), {
    path: [setting],
    error: `should be present if account_types has ${type}, and left out if not`,
  })
}

/** A cardholder can't type into hidden fields, so the session must have every value that its account types require. */
export const hiddenIsComplete = z.refine<Body>(
  (body) => body.recipient_fields !== 'hidden' || isComplete(body),
  {
    path: ['recipient_fields'],
    error:
      'hidden needs every required value in the session, and for a check recipient_is_beneficiary. Send them, or use readonly',
  },
)

function isComplete({ account_types, recipient: recipientValues = {}, check }: Body): boolean {
  if (account_types.includes('card') && !hasRequired(recipientValues, recipient)) return false
  if (!check) return true
  const { recipient_is_beneficiary } = check
  const needed = check.single_name ? singleNameBeneficiary : beneficiary
  if (recipient_is_beneficiary === undefined) return false
  if (!hasRequired(beneficiaryOfSession(recipientValues, check), needed)) return false
  return recipient_is_beneficiary === 1 || hasRequired(check.recipient ?? {}, payee)
}

function hasRequired(values: object, schemas: Record<string, z.ZodMiniType>): boolean {
  return Object.entries(schemas).every(([name, schema]) => isOptional(schema) || Object.hasOwn(values, name))
}

/** Ingo prints a recipient that is sent beside recipient_is_beneficiary 1, so every required value must be there. */
export const sentRecipientIsWhole = z.refine<CheckSetting>(
  ({ send_recipient, recipient_is_beneficiary, recipient: payeeValues }) =>
    !send_recipient ||
    recipient_is_beneficiary === 0 ||
    payeeValues === undefined ||
    hasRequired(payeeValues, payee),
  {
    path: ['recipient'],
    error: 'should have every required value beside send_recipient. Send them, or leave send_recipient out',
  },
)

/** `require` needs a card among the account types, and its `amount_within_limits` needs an amount. */
export const requireFits = z.check<Body>(({ value, issues }) => {
  const report = (path: string[], message: string) =>
    issues.push({ code: 'custom', path, message, input: value })
  if (value.require === undefined) return
  if (!value.account_types.includes('card'))
    report(['require'], 'should be left out if account_types has no card')
  else if (value.require.amount_within_limits && value.amount === undefined)
    report(['amount'], 'is missing. require.amount_within_limits needs it')
})

/**
 * The session's values for a check's beneficiary. `check.beneficiary` takes precedence over the card's recipient, who
 * is the same person. A single name is the business name, or else the first and the last name in one.
 */
export function beneficiaryOfSession(
  recipientValues: object,
  { beneficiary: given, single_name }: Pick<CheckSetting, 'beneficiary' | 'single_name'> = {},
): Record<string, string> {
  const { recipient_business_name: business, ...person } = recipientValues as Record<string, string>
  const named = Object.fromEntries(
    Object.entries(person).map(([name, value]) => [name.replace('recipient', 'beneficiary'), value]),
  )
  if (!single_name) return { ...named, ...given }
  const { beneficiary_first_name: first, beneficiary_last_name: last, ...address } = named
  const name = business ?? [first, last].filter(Boolean).join(' ')
  return { ...(name && { beneficiary_first_name: name }), ...address, ...given }
}
