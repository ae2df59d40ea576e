/** `verify--card`: https://developers.ingopayments.com, "Tokenize a debit or credit card account". */
import * as z from 'zod/mini'
import { documentedField, posting, verified } from './gatewayResponse.js'
import { account, cvv, expiration_date, recipient } from './fields.js'
import { amount, participant } from './participant.js'
import type { CardPolicy } from './policy.js'

/** What the gateway receives: grouping 3 (raw card) of the document. */
export const verifyCardRequest = z.strictObject({
  participant_id: z.int(),
  account_type: z.literal('CA'),
  amount: z.optional(amount),
  account: z.string().check(z.minLength(1), z.maxLength(255)),
  expiration_date: z.optional(expiration_date),
  cvv: z.optional(cvv),
  ...recipient,
  ...participant,
  timestamp: z.int(),
  version: z.literal(11),
})
export type VerifyCardRequest = z.infer<typeof verifyCardRequest>

const always = { account_type: z.literal('card'), account, ...recipient }
const required = { expiration_date, cvv }
const optional = { expiration_date: z.optional(expiration_date), cvv: z.optional(cvv) }

function cardCaptureFor(policy: CardPolicy) {
  const wanted = (field: 'expiration_date' | 'cvv') => {
    if (policy[field] === 'off') return {}
    return { [field]: policy[field] === 'required' ? required[field] : optional[field] }
  }
  // Declared with every field, since a computed key has no type; a field that is off is refused as unknown.
  return z.strictObject({
    ...always,
    ...wanted('expiration_date'),
    ...wanted('cvv'),
  }) as z.ZodMiniObject<typeof always & typeof optional, z.core.$strict>
}

const built = new Map<string, ReturnType<typeof cardCaptureFor>>()

/** The frame's request, `POST /v1/captures`, for what this merchant's configuration asks for. */
export function cardCapture(policy: CardPolicy): ReturnType<typeof cardCaptureFor> {
  const key = `${policy.cvv} ${policy.expiration_date}`
  const schema = built.get(key) ?? cardCaptureFor(policy)
  built.set(key, schema)
  return schema
}
export type CardCapture = z.infer<ReturnType<typeof cardCaptureFor>>

const zeroOrOne = z.literal([0, 1])
/** What an issuer takes of a push (`credit_info`) or a pull (`debit_info`); `min` and `max` in dollars. */
const limits = z.looseObject({
  min: documentedField(z.string()),
  max: documentedField(z.string()),
  card_type: documentedField(z.string()),
  ...posting,
})
const issuer = z.looseObject({
  payee_id: documentedField(z.string()),
  payee_name: documentedField(z.string()),
  payee_address: documentedField(z.string()),
  payee_city: documentedField(z.string()),
  payee_state: documentedField(z.string()),
  payee_zip: documentedField(z.string()),
  credit_info: documentedField(limits),
  debit_info: documentedField(limits),
  issuing_network: documentedField(z.string()),
  credit_enabled: documentedField(zeroOrOne),
  debit_enabled: documentedField(zeroOrOne),
})

/**
 * `data` of a verified card. Only what the product rests on is demanded; the rest is typed as documented and
 * goes to the merchant's backend as it came. Ingo documents the network's reference data and the results of
 * name matching (`networkProviders`, `nameMatchStates`, `matchResults`) without their keys: they are among
 * what goes through.
 */
export const verifiedCard = z.looseObject({
  ...verified,
  last_4: z.string().check(z.regex(/^[0-9]{4}$/)),
  expiration_date: documentedField(expiration_date),
  issuers: documentedField(z.array(issuer)),
  count: documentedField(z.int()),
})
export type VerifiedCard = z.infer<typeof verifiedCard>

/** Who validated the card, in the network's reference data. */
export const networkProviders = { 1: 'Visa', 3: 'MasterCard' } as const
/** Whether the name was matched. */
export const nameMatchStates = {
  1: 'performed',
  2: 'not performed',
  3: 'not supported by the provider',
  4: 'client not configured',
} as const
/** What came of it: for the whole name, and for first, last and middle name. */
export const matchResults = { 1: 'match', 2: 'partial match', 3: 'no match' } as const
