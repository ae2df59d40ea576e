/** `POST /v1/verifications`: the merchant's backend verifies a saved account again, by its token. */
import * as z from 'zod/mini'
import { cardDataNames, normalizeName } from './cardDataNames.js'
import { beneficiary, payee } from './check.js'
import type { Lenient } from './notGiven.js'
import { isOptional, noCardNumber, recipient, sentToken, text } from './fields.js'
import { amount, merchantIds, participant } from './participant.js'

/** Names of card data and of its owner's data, which a third party's token must not contain in any spelling. */
const CARD_DATA_NAMES = [...cardDataNames, ...Object.keys({ ...recipient, ...beneficiary, ...payee })].map(
  normalizeName,
)
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/

/**
 * A third party's token: Ingo's identifier of the provider (at most 3 characters) and the token (1–100 characters).
 * Ingo does not publish the names of its keys, so the server passes the object on as the backend sent it.
 */
const third_party_token = z.record(z.string().check(z.regex(NAME), noCardNumber(64)), text(100)).check(
  z.refine(
    (token) => Object.keys(token).length === 2 && Object.values(token).some((value) => value.length <= 3),
    'should have two keys: the provider’s id, of at most 3 characters, and the token',
  ),
  z.refine(
    (token) => !Object.keys(token).some((key) => CARD_DATA_NAMES.includes(normalizeName(key))),
    'should have no card data and no data of its owner. Remove it',
  ),
)

/**
 * Groupings 1 and 2 of `verify--card`: exactly one of the tokens. The recipient belongs to `third_party_token`, which
 * requires it, and must be omitted beside `customer_account_token`, whose recipient Ingo knows.
 */
const groupings = {
  customer_account_token: z.optional(sentToken),
  third_party_token: z.optional(third_party_token),
  ...z.partial(z.strictObject(recipient)).shape,
}
type Groupings = { customer_account_token?: string; third_party_token?: object }

/** Reports the first field that the grouping excludes or lacks, by its name. */
const isOneGrouping = z.check<Groupings>(({ value, issues }) => {
  const fault = groupingFault(value)
  if (fault) issues.push({ code: 'custom', path: [fault.field], message: fault.message, input: value })
})

function groupingFault(body: Groupings): { field: string; message: string } | undefined {
  const names = Object.keys(recipient) as (keyof typeof recipient)[]
  const given = (name: string) => Reflect.get(body, name) !== undefined
  if (body.customer_account_token === undefined && body.third_party_token === undefined)
    return {
      field: 'customer_account_token',
      message: 'is missing. Send it, or third_party_token in its place',
    }
  if (body.third_party_token === undefined) {
    const field = names.find(given)
    return field && { field, message: 'should be left out beside customer_account_token' }
  }
  if (body.customer_account_token !== undefined)
    return { field: 'third_party_token', message: 'should be left out beside customer_account_token' }
  const field = names.find((name) => !isOptional(recipient[name]) && !given(name))
  return field && { field, message: 'is missing. third_party_token needs it' }
}

/** The body of `POST /v1/verifications`. `account`, `expiration_date` and `cvv` are rejected as unknown, by name. */
export const verificationRequest = z
  .strictObject({
    account_type: z.literal('card'),
    ...groupings,
    ...merchantIds,
    amount: z.optional(amount),
  })
  .check(isOneGrouping)
type Input = z.input<typeof verificationRequest>
type Recipient = z.input<z.ZodMiniObject<typeof recipient>>
/** A verification as the merchant's backend writes it. The type also requires exactly one grouping. */
export type VerificationInput = Lenient<Omit<Input, keyof typeof groupings>> &
  (
    | ({ customer_account_token: string; third_party_token?: null } & { [Field in keyof Recipient]?: null })
    | ({ customer_account_token?: null; third_party_token: Record<string, string> } & Lenient<Recipient>)
  )
export type VerificationRequest = z.infer<typeof verificationRequest>

/** The request to Ingo's `verify--card` with a token. `timestamp` in seconds. */
export const verifyTokenRequest = z
  .strictObject({
    participant_id: z.int(),
    account_type: z.literal('CA'),
    amount: z.optional(amount),
    ...groupings,
    ...participant,
    timestamp: z.int(),
    version: z.literal(11),
  })
  .check(isOneGrouping)
export type VerifyTokenRequest = z.infer<typeof verifyTokenRequest>
