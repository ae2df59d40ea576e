/**
 * Ingo's documented fields: a pattern and a schema for each.
 * Source of every pattern and length: https://developers.ingopayments.com, `verify--card`.
 * The message of a failed check is the name of the rule (`Rule`), never the value.
 */
import * as z from 'zod/mini'
import { containsCardNumber } from './cardNumber.js'
import { EXPIRATION_DATE } from './expiry.js'

/** Why a value is rejected. The frame has a message for each. */
export const rules = [
  'required',
  'invalid',
  'incomplete',
  'too_long',
  'looks_like_card_number',
  'check_digit',
  'brand_not_accepted',
  'month_invalid',
  'expired',
  'too_far',
] as const
export type Rule = (typeof rules)[number]

/** `cvv`: 3 digits, American Express 4. */
const CVV = /^[0-9]{3,4}$/
/** `recipient_state`: 50 states, DC, AS FM GU MH MP PR PW VI, AA AE AP: exactly 62 codes. */
export const STATE =
  /^(?:A[LKSZRAEP]|C[AOT]|D[EC]|F[LM]|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEHINOPST]|N[CDEHJMVY]|O[HKR]|P[ARW]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY])$/
/** `recipient_zip`: 5 digits or ZIP+4. `00000` passes: Ingo's own samples use it. */
const ZIP = /^[0-9]{5}(?:-[0-9]{4})?$/
/** `recipient_phone`: 10 digits. */
const PHONE = /^[0-9]{10}$/
/**
 * `account` as a card number. Ingo documents a string of 1–255 characters. ISO/IEC 7812 allows up to 19 digits and no
 * brand issues fewer than 12, so a call for anything else would be wasted.
 */
const CARD_NUMBER = /^[0-9]{12,19}$/
/** `customer_account_token`: a GUID today. No character that would need escaping in a log, a URL or a page. */
const TOKEN = /^[A-Za-z0-9_-]{1,255}$/
/**
 * No control characters and no lone surrogates: they don't survive printing or UTF-8. No format characters either,
 * since they can reverse the order in which a name is displayed. The two joiners are allowed: Persian and Hindi names
 * need them.
 */
const PRINTABLE = /^(?:[^\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}]|[\u200c\u200d])*$/u
/** Like PRINTABLE, and allows line ends, tabs and format characters. */
const DOCUMENT = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u
/** A visible character: a letter, digit, punctuation mark or symbol. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

/**
 * Every free text of a request is one of the types below. None of them accepts a card number: only the form's own
 * fields take card data. A text of more than `max` characters is rejected anyway, so it is not searched: 16 KiB would take
 * 0.2 s.
 */
export function noCardNumber(max: number) {
  return z.refine<string>(
    (value) => value.length > max || !containsCardNumber(value),
    'looks_like_card_number' satisfies Rule,
  )
}

/** Required text of up to `max` characters, at least one of them visible. It may look like a card number. */
export function anyText(max: number, characters = PRINTABLE) {
  return z
    .string('required' satisfies Rule)
    .check(
      z.regex(VISIBLE, 'required' satisfies Rule),
      z.maxLength(max, 'too_long' satisfies Rule),
      z.regex(characters, 'invalid' satisfies Rule),
    )
}

/** Required text of up to `max` characters, at least one of them visible. */
export function text(max: number, characters = PRINTABLE) {
  return anyText(max, characters).check(noCardNumber(max))
}

/** Required text that may have lines, such as formatted JSON. */
export function documentText(max: number) {
  return text(max, DOCUMENT)
}

/** Text of up to `max` characters, which may be empty. */
export function emptyOrText(max: number) {
  return z
    .string('invalid' satisfies Rule)
    .check(
      z.maxLength(max, 'too_long' satisfies Rule),
      z.regex(PRINTABLE, 'invalid' satisfies Rule),
      noCardNumber(max),
    )
}

/** Text of up to `max` characters, which may be empty or absent. */
export function optionalText(max: number) {
  return z.optional(emptyOrText(max))
}

/** Required text that fits a pattern. */
export function pattern(regex: RegExp) {
  return z
    .string('required' satisfies Rule)
    .check(z.minLength(1, 'required' satisfies Rule), z.regex(regex, 'invalid' satisfies Rule))
}

/** The card number, digits alone. */
export const account = pattern(CARD_NUMBER)
/** YYMM. `expiryProblem` checks the date. */
export const expiration_date = pattern(EXPIRATION_DATE)
export const cvv = pattern(CVV)

/**
 * The card's owner and billing address, as `verify--card` names them. Every other list of these fields derives from
 * this one.
 */
export const recipientFields = [
  'recipient_first_name',
  'recipient_last_name',
  'recipient_business_name',
  'recipient_address1',
  'recipient_address2',
  'recipient_city',
  'recipient_state',
  'recipient_zip',
  'recipient_phone',
] as const
export type RecipientField = (typeof recipientFields)[number]

/** The schema of each field. */
export const recipient = {
  recipient_first_name: text(255),
  recipient_last_name: text(255),
  recipient_business_name: optionalText(150),
  recipient_address1: text(255),
  recipient_address2: optionalText(255),
  recipient_city: text(255),
  recipient_state: pattern(STATE),
  recipient_zip: pattern(ZIP),
  recipient_phone: z.optional(pattern(PHONE)),
} satisfies Record<RecipientField, z.ZodMiniType>

/** Whether the value may be left out. */
export function isOptional(schema: z.ZodMiniType): boolean {
  return schema instanceof z.ZodMiniOptional
}

/** Ingo's Customer Account Token, as Ingo returns it. */
export const customer_account_token = z.string().check(z.regex(TOKEN))
/** The token in a request. A card number in its place is rejected. */
export const sentToken = customer_account_token.check(noCardNumber(255))
