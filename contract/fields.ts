/**
 * Ingo's documented fields: one field = one named pattern + one schema.
 * Source of every pattern and length: https://developers.ingopayments.com, `verify--card`.
 * The message of a failed check is the rule's name (`Rule`), never what was typed.
 */
import * as z from 'zod/mini'

/** Why a value was refused. The frame has one sentence for each. */
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

/** `expiration_date`: YYMM. */
export const EXPIRATION_DATE = /^[0-9]{2}(0[1-9]|1[0-2])$/
/** `cvv`: 3 digits, American Express 4. */
export const CVV = /^[0-9]{3,4}$/
/** `recipient_state`: 50 states, DC, AS FM GU MH MP PR PW VI, AA AE AP: exactly 62 codes. */
export const STATE =
  /^(?:A[LKSZRAEP]|C[AOT]|D[EC]|F[LM]|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEHINOPST]|N[CDEHJMVY]|O[HKR]|P[ARW]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY])$/
/** `recipient_zip`: 5 digits or ZIP+4. `00000` passes: Ingo's own samples use it. */
export const ZIP = /^[0-9]{5}(?:-[0-9]{4})?$/
/** `recipient_phone`: 10 digits. */
export const PHONE = /^[0-9]{10}$/
/**
 * `account` as a card number. Ingo documents a string of 1–255; ISO/IEC 7812 ends at 19 digits and no
 * brand issues fewer than 12, so nothing else is worth a call.
 */
export const CARD_NUMBER = /^[0-9]{12,19}$/
/** `customer_account_token`: a GUID today; nothing that could break out of a log, a URL or a page. */
export const TOKEN = /^[A-Za-z0-9_-]{1,255}$/
/**
 * No control characters and no lone surrogates: they don't survive printing or UTF-8. No format characters
 * either: they turn the order in which a name is read. The joiners alone belong to names, of Persian and of Hindi.
 */
const PRINTABLE = /^(?:[^\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}]|[\u200c\u200d])*$/u
/** The same with the line ends and tabs of a document. */
const DOCUMENT = /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u
/** Something to see: blanks, direction marks and joiners alone are none. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u

function rule(name: Rule): Rule {
  return name
}

/** Text of 1 to `max` characters with something to see. */
export function text(max: number, characters = PRINTABLE) {
  return z
    .string(rule('required'))
    .check(
      z.regex(VISIBLE, rule('required')),
      z.maxLength(max, rule('too_long')),
      z.regex(characters, rule('invalid')),
    )
}

/** Text that may be a document, such as JSON in its lines. */
export function documentText(max: number) {
  return text(max, DOCUMENT)
}

/** Text of at most `max` characters; may be empty. */
export function emptyOrText(max: number) {
  return z
    .string(rule('invalid'))
    .check(z.maxLength(max, rule('too_long')), z.regex(PRINTABLE, rule('invalid')))
}

export function optionalText(max: number) {
  return z.optional(emptyOrText(max))
}

export function pattern(regex: RegExp) {
  return z.string(rule('required')).check(z.minLength(1, rule('required')), z.regex(regex, rule('invalid')))
}

/** A name or address with 12 digits or more, of any script, is a card number in the wrong field. */
function noCardNumber() {
  return z.refine<string>(
    (value) => (value.match(/\p{Nd}/gu) ?? []).length < 12,
    rule('looks_like_card_number'),
  )
}

/** A line of a name or an address. */
export function postal(max: number) {
  return text(max).check(noCardNumber())
}

function optionalPostal(max: number) {
  return z.optional(emptyOrText(max).check(noCardNumber()))
}

export const account = pattern(CARD_NUMBER)
export const expiration_date = pattern(EXPIRATION_DATE)
export const cvv = pattern(CVV)

/** The card's owner and billing address, as `verify--card` names them. Every other list of the nine derives from this. */
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

/** The rules of each. */
export const recipient = {
  recipient_first_name: postal(255),
  recipient_last_name: postal(255),
  recipient_business_name: optionalPostal(150),
  recipient_address1: postal(255),
  recipient_address2: optionalPostal(255),
  recipient_city: postal(255),
  recipient_state: pattern(STATE),
  recipient_zip: pattern(ZIP),
  recipient_phone: z.optional(pattern(PHONE)),
} satisfies Record<RecipientField, z.ZodMiniType>

/** Whether the value may be left out. */
export function isOptional(schema: z.ZodMiniType): boolean {
  return schema instanceof z.ZodMiniOptional
}

export const customer_account_token = z.string().check(z.regex(TOKEN))
