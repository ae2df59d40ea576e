/** `POST /v1/verifications`: an account that was tokenized before is verified again, without card data. */
import * as z from 'zod/mini'
import { documentedField, verified } from './gatewayResponse.js'
import { beneficiary, payee } from './check.js'
import { customer_account_token, pattern, recipient } from './fields.js'
import { amount, participant } from './participant.js'

/** What of a raw card, or of its holder, nobody may hide in a third party's token, however it is written. */
const RAW = ['account', 'card', 'card_number', 'number', 'pan', 'expiration', 'expiration_date', 'expiry']
  .concat(['cvv', 'cvc', 'cvv2', 'security_code'], Object.keys({ ...recipient, ...beneficiary, ...payee }))
  .map(bare)
const LONGEST_PROVIDER = 3
const KEY = /^[A-Za-z][A-Za-z0-9_]{0,63}$/

/**
 * A third party's token: Ingo's identifier of the provider (at most 3 characters) and the token (1–100). Ingo
 * does not publish the names of the two, so the object goes through as the backend gave it.
 */
export const third_party_token = z
  .record(z.string().check(z.regex(KEY)), z.string().check(z.minLength(1), z.maxLength(100)))
  .check(
    z.refine(isProviderAndToken, 'should hold two values: the provider, at most 3 characters, and its token'),
    z.refine((token) => !Object.keys(token).some((key) => RAW.includes(bare(key))), 'may hold no card data'),
  )

function isProviderAndToken(token: Record<string, string>): boolean {
  const values = Object.values(token)
  return values.length === 2 && values.some((value) => value.length <= LONGEST_PROVIDER)
}

/** `Card_Number` and `cardNumber` are one name. */
function bare(name: string): string {
  return name.toLowerCase().replaceAll('_', '')
}

/** Groupings 1 and 2 of `verify--card`: one token, and then no field of the other's nor of a raw card. */
const either = {
  customer_account_token: z.optional(customer_account_token),
  third_party_token: z.optional(third_party_token),
}
type Tokens = { customer_account_token?: string; third_party_token?: object }
const notBoth = z.refine<Tokens>((body) => !(body.customer_account_token && body.third_party_token), {
  path: ['third_party_token'],
  error: 'may not stand beside customer_account_token',
})
const notNone = z.refine<Tokens>((body) => Boolean(body.customer_account_token ?? body.third_party_token), {
  path: ['customer_account_token'],
  error: 'is required, or third_party_token in its place',
})

/** The merchant's backend's request. A field of a raw card is refused as unknown, by its name. */
export const verificationRequest = z
  .strictObject({ account_type: z.literal('card'), ...either, ...participant, amount: z.optional(amount) })
  .check(notBoth, notNone)
type Input = z.input<typeof verificationRequest>
/** As the merchant's backend writes it: the compiler too knows that it is exactly one token. */
export type VerificationInput = Omit<Input, keyof typeof either> &
  (
    | { customer_account_token: string; third_party_token?: never }
    | { customer_account_token?: never; third_party_token: Record<string, string> }
  )
export type VerificationRequest = z.infer<typeof verificationRequest>

/** What the gateway receives of it. */
export const verifyTokenRequest = z
  .strictObject({
    participant_id: z.int(),
    account_type: z.literal('CA'),
    amount: z.optional(amount),
    ...either,
    ...participant,
    timestamp: z.int(),
    version: z.literal(11),
  })
  .check(notBoth, notNone)
export type VerifyTokenRequest = z.infer<typeof verifyTokenRequest>

/** `data` of a token verified again: what a card's has, without demands on its number. */
export const verifiedToken = z.looseObject({ ...verified, last_4: documentedField(pattern(/^[0-9]{4}$/)) })
