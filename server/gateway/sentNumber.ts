/** Finds a number that was sent, its CVV and other card numbers in one spelling of a text. */
import hasCheckDigit from 'card-validator/dist/luhn-10.js'

/** The first six and the last four digits of a card may be shown (PCI DSS 3.4.1). Nine digits in a row are more. */
const REVEALING_DIGITS = 9
const MIN_CARD_DIGITS = 12
const MAX_CARD_DIGITS = 19
/** An integer with as many hexadecimal digits as a card number of 12 to 19 digits. */
const HEX_INTEGER = /(?<![0-9a-f])(?:0x)?0*([0-9a-f]{9,16})(?![0-9a-f])/gi
const MANY_HEX_DIGITS = /[0-9a-f]{9}/i

/** The letters and digits of a text, so that no separator hides a number. */
function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * `length` is that of the shortest part of the number that a text must not have. `parts` are all such parts, listed at
 * the first text that has enough digits.
 */
export type SentNumber = { isCard: boolean; number: string; length: number; parts?: string[] }

export function readNumber(text: string): SentNumber {
  const number = compact(text)
  const isCard = number.length >= MIN_CARD_DIGITS && /^[0-9]+$/.test(number)
  return { isCard, number, length: Math.min(number.length, REVEALING_DIGITS) }
}

function listParts({ number, length }: SentNumber): string[] {
  const parts: string[] = []
  for (let end = length; end <= number.length; end++) parts.push(number.slice(end - length, end))
  return parts
}

export function sharesAnyNumber(text: string, numbers: SentNumber[]): boolean {
  for (const number of numbers) if (sharesNumber(text, number)) return true
  return false
}

/** Infinity without a number. */
export function shortestPart(numbers: SentNumber[]): number {
  let shortest = Infinity
  for (const { length } of numbers) shortest = Math.min(shortest, length)
  return shortest
}

/** Whether the text has a part of the number in a row. */
function holdsPart(text: string, sent: SentNumber): boolean {
  sent.parts ??= listParts(sent)
  for (const part of sent.parts) if (text.includes(part)) return true
  return false
}

/**
 * Whether the text holds a part of the number. A card number is also found with other characters between its digits,
 * and as a hexadecimal integer. A check's account is not, because it may be so short that other digits hold it by
 * chance.
 */
function sharesNumber(text: string, sent: SentNumber): boolean {
  // Cheap checks come first, because most spellings are short or random bytes.
  if (sent.length === 0 || text.length < sent.length) return false
  if (!sent.isCard) return holdsPart(compact(text), sent)
  if (countDigits(text) >= REVEALING_DIGITS && holdsPart(text.replace(/[^0-9]/g, ''), sent)) return true
  if (!MANY_HEX_DIGITS.test(text)) return false
  for (const [, digits = '0'] of text.matchAll(HEX_INTEGER))
    if (holdsPart(BigInt(`0x${digits}`).toString(), sent)) return true
  return false
}

function countDigits(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; index++) if (isDigit(text, index)) count += 1
  return count
}

/** False before the start and after the end. */
function isDigit(text: string, index: number): boolean {
  const code = text.charCodeAt(index)
  return code >= 48 && code <= 57
}

/** Whether the text has the CVV as a run of digits, or all its digits together are the CVV. */
export function hasRun(text: string, cvv: string): boolean {
  const digits = countDigits(text)
  if (digits < cvv.length) return false
  if (digits === cvv.length) return text.replace(/[^0-9]/g, '') === cvv
  for (let start = 0; start + cvv.length <= text.length; start++) {
    const isRun = !isDigit(text, start - 1) && !isDigit(text, start + cvv.length)
    if (isRun && text.startsWith(cvv, start)) return true
  }
  return false
}

/** Whether 12 to 19 digits in a row, with any separators, have a valid check digit. */
export function hasCheckedNumber(text: string): boolean {
  if (countDigits(text) < MIN_CARD_DIGITS) return false
  const runs: string[] = compact(text).match(/[0-9]{12,}/g) ?? []
  return runs.some((run) => {
    for (let start = 0; start <= run.length - MIN_CARD_DIGITS; start++) {
      for (let length = MIN_CARD_DIGITS; length <= MAX_CARD_DIGITS && start + length <= run.length; length++)
        if (hasCheckDigit(run.slice(start, start + length))) return true
    }
    return false
  })
}
