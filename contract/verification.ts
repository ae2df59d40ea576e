/** `POST /v1/verifications`: the merchant's backend verifies a saved account again, by its token. */
import * as z from 'zod/mini'
import { documentedField, verifiedFields } from './gatewayResponse.js'
import { beneficiary, payee } from './check.js'
import { customer_account_token, pattern, recipient } from './fields.js'
import { amount, participant } from './participant.js'

/** Names of card data and of its owner's data, which a third party's token must not contain in any spelling. */
const CARD_DATA_NAMES = [
  ...['account', 'card', 'card_number', 'number', 'pan', 'expiration', 'expiration_date', 'expiry'],
  ...['cvv', 'cvc', 'cvv2', 'security_code'],
  ...Object.keys({ ...recipient, ...beneficiary, ...payee }),
].map(normalizeName)
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/

/**
 * A third party's token: Ingo's identifier of the provider (at most 3 characters) and the token (1–100 characters).
 * Ingo does not publish the names of its keys, so the server passes the object on as the backend sent it.
 */
const third_party_token = z
  .record(z.string().check(z.regex(NAME)), z.string().check(z.minLength(1), z.maxLength(100)))
  .check(
    z.refine((token) => Object.keys(token).length > 0, 'must not be empty'),
    z.refine(
      (token) => !Object.keys(token).some((key) => CARD_DATA_NAMES.includes(normalizeName(key))),
      'may hold no card data',
    ),
  )

/** `Card_Number` and `cardNumber` are the same name. */
function normalizeName(name: string): string {
  return name.toLowerCase().replaceAll('_', '')
}

/** Groupings 1 and 2 of `verify--card`: exactly one of the tokens, and no field of a raw card. */
const tokens = {
  customer_account_token: z.optional(customer_account_token),
  third_party_token: z.optional(third_party_token),
}
type Tokens = { customer_account_token?: string; third_party_token?: object }
const atMostOneToken = z.refine<Tokens>((body) => !(body.customer_account_token && body.third_party_token), {
  path: ['third_party_token'],
  error: 'may not stand beside customer_account_token',
})
const atLeastOneToken = z.refine<Tokens>(
  (body) => Boolean(body.customer_account_token ?? body.third_party_token),
  {
    path: ['customer_account_token'],
    error: 'is required, or third_party_token in its place',
  },
)

/** The body of `POST /v1/verifications`. A field of a raw card is rejected as unknown, by its name. */
export const verificationRequest = z
  .strictObject({ account_type: z.literal('card'), ...tokens, ...participant, amount: z.optional(amount) })
  .check(atMostOneToken, atLeastOneToken)
type Input = z.input<typeof verificationRequest>
/** As the merchant's backend writes it. The type, too, requires exactly one token. */
export type VerificationInput = Omit<Input, keyof typeof tokens> &
  (
    | { customer_account_token: string; third_party_token?: never }
    | { customer_account_token?: never; third_party_token: Record<string, string> }
  )
export type VerificationRequest = z.infer<typeof verificationRequest>

/** The request to Ingo's `verify--card` with a token. `timestamp` in seconds. */
export const verifyTokenRequest = z
  .strictObject({
    participant_id: z.int(),
    account_type: z.literal('CA'),
    amount: z.optional(amount),
    ...tokens,
    ...participant,
    timestamp: z.int(),
    version: z.literal(11),
  })
  .check(atMostOneToken, atLeastOneToken)
export type VerifyTokenRequest = z.infer<typeof verifyTokenRequest>

/** The `data` of a token that is verified again: that of a card, except that `last_4` may be absent. */
export const verifiedToken = z.looseObject({
  ...verifiedFields,
  last_4: documentedField(pattern(/^[0-9]{4}$/)),
})
