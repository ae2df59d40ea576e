/**
 * The request of `verify--card`, read from Ingo's page alone: shared schemas would accept the server's mistakes.
 * Source: https://developers.ingopayments.com, `verify--card`, "Tokenize a debit or credit card account". It allows
 * one of three groupings. A field's own description is more specific than the page's summary, so it takes precedence.
 */
import * as z from 'zod/mini'
import { text } from './text.js'

/** The fields of every grouping. `timestamp` in seconds, `amount` in dollars. */
const always = {
  participant_id: z.int(),
  account_type: z.literal('CA'),
  participant_unique_id1: text(1, 255),
  participant_unique_id2: z.optional(text(0, 255)),
  timestamp: z.int(),
  version: z.literal(11),
  amount: z.optional(z.number().check(z.minimum(0.01))),
  store_id: z.optional(text(0, 255)),
  terminal_id: z.optional(text(0, 255)),
  clerk_id: z.optional(text(0, 255)),
}

/** 50 states, DC, AS FM GU MH MP PR PW VI, AA AE AP. */
const STATE =
  /^(?:A[LKSZRAEP]|C[AOT]|D[EC]|F[LM]|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEHINOPST]|N[CDEHJMVY]|O[HKR]|P[ARW]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY])$/

/** "Required unless customer_account_token is provided", so also required beside a third party's token. */
const recipient = {
  recipient_first_name: text(1, 255),
  recipient_last_name: text(1, 255),
  recipient_business_name: z.optional(text(0, 150)),
  recipient_address1: text(1, 255),
  recipient_address2: z.optional(text(0, 255)),
  recipient_city: text(1, 255),
  recipient_state: z.string().check(z.regex(STATE)),
  recipient_zip: z.string().check(z.regex(/^[0-9]{5}(?:-[0-9]{4})?$/)),
  recipient_phone: z.optional(z.string().check(z.regex(/^[0-9]{10}$/))),
}

/** YYMM and the security code are "conditionally required based on client configuration": this client needs neither. */
const card = {
  account: text(1, 255),
  expiration_date: z.optional(z.string().check(z.regex(/^[0-9]{2}(0[1-9]|1[0-2])$/))),
  cvv: z.optional(z.string().check(z.regex(/^[0-9]{3,4}$/))),
}

/** Ingo's words: "Must be omitted". */
const omitted = z.optional(z.never())

function omitAll<Field extends string>(fields: Record<Field, unknown>): Record<Field, typeof omitted> {
  return Object.fromEntries(Object.keys(fields).map((name) => [name, omitted])) as Record<
    Field,
    typeof omitted
  >
}

const ID_LENGTH = 3
const TOKEN_LENGTH = 100

/**
 * Two strings: Ingo's identifier of the provider (at most 3 characters), and the token (1–100). The page does not name
 * them, so any names are accepted, in either order.
 */
const third_party_token = z
  .custom<Record<string, string>>((value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const children: unknown[] = Object.values(value)
    return children.length === 2 && children.every((child) => typeof child === 'string')
  })
  .check(({ value, issues }) => {
    const [id = 0, token = 0] = Object.values(value)
      .map(({ length }) => length)
      .sort((one, other) => one - other)
    if (id <= ID_LENGTH && token >= 1 && token <= TOKEN_LENGTH) return
    issues.push({ code: 'invalid_format', format: 'third_party_token', input: '' })
  })

/** Grouping 1: a token that Ingo has issued. */
export const customerTokenRequest = z.strictObject({
  ...always,
  customer_account_token: text(1, 255),
  third_party_token: omitted,
  ...omitAll(card),
  ...omitAll(recipient),
})
export type CustomerTokenRequest = z.infer<typeof customerTokenRequest>

/** Grouping 2: a token of a third party. */
export const thirdPartyTokenRequest = z.strictObject({
  ...always,
  third_party_token,
  ...omitAll(card),
  ...recipient,
})
export type ThirdPartyTokenRequest = z.infer<typeof thirdPartyTokenRequest>

/** Grouping 3: a raw card. */
export const rawCardRequest = z.strictObject({ ...always, ...card, ...recipient })
export type RawCardRequest = z.infer<typeof rawCardRequest>
