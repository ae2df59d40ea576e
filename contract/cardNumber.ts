/** Finds a card number in free text, however it is written. */
import hasCheckDigit from 'card-validator/dist/luhn-10.js'

/**
 * Prefix and length of the brands: Visa; Mastercard; Mir; Mastercard; American Express; Diners Club; JCB; old JCB;
 * Maestro, Discover and UnionPay; UnionPay; Troy. Source: the table of the package credit-card-type, which a test
 * compares. For the old prefixes 1800 and 2131 the table also allows more than 15 digits. This expression does not: in
 * January 2027, times in microseconds begin with 1800 and have 16 digits.
 */
const BRANDED =
  /^(4(.{15}|.{17,18})|2(2[2-9]|[3-6].|7[0-2]).{13}|220[0-4].{12,15}|5[1-5].{14}|3[47].{13}|3(0[0-5]|[689].)(.{11}|.{13}|.{16})|35[2-8].{13,16}|(1800|2131).{11}|(5[06-9]|6.).{10,17}|81[0-7].{11,16}|9792.{12})$/
const SHORTEST = 12
const LONGEST = 19
/** The shortest card number has twelve digits. Any other characters may stand between them. */
const TWELVE_DIGITS = /(?:\d\D*){12}/
/** Printable ASCII alone, which normalization does not change. */
const ASCII = /^[ -~]*$/
const UUID = /[\da-f]{8}([-_][\da-f]{4}){3}[-_][\da-f]{12}/gi
const HEX_DIGITS = /[\da-f]+/gi
/**
 * A hexadecimal identifier has letters at three places or more. It is exempt, because 0.1 % of SHA-256 hashes hold a
 * card number between two letters. A text with fewer letters may be a card's track, `4111…D2612…F`.
 */
const HEX_ID = /^\d*(?:[a-f]+\d+){3}/i
/** Separators between digits. They include the Japanese, Korean and Chinese letters that look like a dash. */
const SEPARATORS = /(?:[^\p{L}\p{N}]|[\p{Lm}\u1173\u4e00]|\p{Default_Ignorable_Code_Point})+/u
/** Ends a number: letters, fractions, and other numeric characters that are no digit. */
const LETTERS = /(?:(?![\p{Lm}\u1173\u4e00]|\p{Default_Ignorable_Code_Point})[\p{L}\p{Nl}\p{No}])+/u
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
 * Whether the text holds a card number: a known brand's prefix and length, with a good check digit. The digits may be
 * of any script, with any separators between them and letters around them, as in `pan4111…exp1226`. A letter between
 * the digits ends a number. Hexadecimal identifiers are exempt, and so are UUIDs: 0.36 % of random UUIDs hold a card
 * number across their hyphens.
 */
export function containsCardNumber(text: string): boolean {
  // A shortcut for almost every text.
  if (ASCII.test(text) && !TWELVE_DIGITS.test(text)) return false
  return toAsciiDigits(text.normalize('NFKC'))
    .replace(UUID, 'x')
    .replace(HEX_DIGITS, (digits) => (HEX_ID.test(digits) ? 'x' : digits))
    .split(LETTERS)
    .some((part) => holdsNumber(part.split(SEPARATORS)))
}

/** Whether adjacent groups of digits form a card number. */
function holdsNumber(groups: string[]): boolean {
  return groups.some((_, start) => {
    let digits = ''
    for (const group of groups.slice(start, start + LONGEST)) {
      digits += group
      if (digits.length > LONGEST) return false
      if (digits.length >= SHORTEST && BRANDED.test(digits) && hasCheckDigit(digits)) return true
    }
    return false
  })
}
