/** Finds a card number in free text, however it is written. */
import hasCheckDigit from 'card-validator/dist/luhn-10.js'

/**
 * Prefix and length of the brands: Visa; Mastercard and Mir; American Express; Diners Club; JCB; Maestro, Discover and
 * UnionPay; UnionPay; Troy. Source: the table of the package credit-card-type, which a test compares.
 */
const BRANDED =
  /^(4(.{15}|.{17,18})|2[2-7].{14,17}|5[1-5].{14}|3[47].{13}|3(0[0-5]|[689].)(.{11}|.{13}|.{16})|(2131|1800|35[2-8].).{12,15}|(5[06-9]|6.).{10,17}|81[0-7].{11,16}|9792.{12})$/
const LONGEST = 19
/** As many digits as the shortest number has, whatever stands between them. */
const TWELVE_DIGITS = /(?:\d\D*){12}/
/** No other digits than ASCII digits, and nothing that normalization changes. */
const ASCII = /^[ -~]*$/
const UUID = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/gi
const SEPARATORS = /(?:[^\p{L}\p{N}]|\p{Default_Ignorable_Code_Point})+/u
const ANY_DIGIT = /\p{Nd}/u

/** Replaces the digits of every script by ASCII digits. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, asciiDigit)
}

/** The ten digits of a script are adjacent in Unicode, zero first. Those without a script are ASCII digits by NFKC. */
function asciiDigit(digit: string): string {
  const code = digit.normalize('NFKC').codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && ANY_DIGIT.test(String.fromCodePoint(zero - 1))) zero--
  return String(code - zero)
}

/**
 * Whether the text holds the number of a known brand with a good check digit, in digits of any script, between any
 * separators. UUIDs are exempt, and so are digits that touch a letter, as in `A4111`: 0.36 % of random UUIDs hold such
 * a number across their hyphens, and other random identifiers hold them between letters.
 */
export function containsCardNumber(text: string): boolean {
  // Almost every text ends here.
  if (ASCII.test(text) && !TWELVE_DIGITS.test(text)) return false
  const words = toAsciiDigits(text.normalize('NFKC')).replace(UUID, 'x').split(SEPARATORS)
  return words.some((_, start) => {
    let digits = ''
    for (const word of words.slice(start, start + LONGEST)) {
      digits += word
      if (/\D/.test(word) || digits.length > LONGEST) return false
      if (BRANDED.test(digits) && hasCheckDigit(digits)) return true
    }
    return false
  })
}
