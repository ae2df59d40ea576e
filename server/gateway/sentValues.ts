/** Finds in a response what the request sent: card data, secrets, and the cardholder's name and address. */
import hasCheckDigit from 'card-validator/dist/luhn-10.js'
import { toAsciiDigits } from '../../contract/cardNumber.js'

/** What one request sent. */
export type SentRequest = {
  /** The JSON bytes of the body. */
  body: Buffer
  credentials: { username: string; secret: string; apiKey?: { value: string } }
}

/** Fields of a request that a response may repeat: the merchant's own identifiers, and constants. */
const NOT_PERSONAL =
  /^(?:participant_unique_id[12]|store_id|terminal_id|clerk_id|account_type|version|timestamp|amount|recipient_is_beneficiary)$/
/** The card number, and the account of a check. */
const NUMBERS = ['account', 'beneficiary_account']
const NO_WORDS = ' '
/** The first six and the last four of a card may be shown (PCI DSS 3.4.1); a run of nine is more than either. */
const REVEALING_DIGITS = 9
const MIN_CARD_DIGITS = 12
const MAX_CARD_DIGITS = 19
/** A text that may be base64 or base64url. */
const BASE64 = /[A-Za-z0-9+/_-]{4,}/g
/** As many hexadecimal digits as a card number of 12 to 19 digits has as an integer. */
const HEX_INTEGER = /(?<![0-9a-f])(?:0x)?0*([0-9a-f]{9,16})(?![0-9a-f])/gi

export type SentValues = {
  /** Whether the text holds the number, the CVV or a secret that was sent, or any number with a card's check digit. */
  hasCardData: (text: string) => boolean
  /** Whether the text holds the number that was sent. For the token, in which other digits are random. */
  hasSentNumber: (text: string) => boolean
  /** Whether the text holds a name, a part of the address, or a token that was sent. */
  hasPersonalData: (text: string) => boolean
  /** The text that was sent in a field of the body. */
  field: (name: string) => string | undefined
}

/** Reads what was sent. The values are compared in every spelling that `spellings` lists. */
export function readSentValues({ body, credentials }: SentRequest): SentValues {
  const fields = collectTexts(JSON.parse(body.toString()))
  const numbers = fields.filter(([name]) => NUMBERS.includes(name)).map(([, value]) => compact(value))
  const cvvs = fields.filter(([name]) => name === 'cvv').map(([, value]) => value)
  const personal = fields.filter(([name]) => !NOT_PERSONAL.test(name)).map(([, value]) => toWords(value))
  const secrets = [credentials.secret, credentials.apiKey?.value].flatMap((text) =>
    text ? [fold(text)] : [],
  )
  const username = toWords(credentials.username)

  const hasSentNumber = (text: string) =>
    spellings(text).some((each) => numbers.some((number) => sharesNumber(each, number)))
  const hasCardData = (text: string) =>
    hasSentNumber(text) ||
    spellings(text).some(
      (each) =>
        hasCheckedNumber(each) ||
        cvvs.some((cvv) => hasRun(each, cvv)) ||
        secrets.some((secret) => fold(each).includes(secret)) ||
        (username !== NO_WORDS && toWords(each).includes(username)),
    )
  const hasPersonalData = (text: string) =>
    spellings(text).some((each) => {
      const words = toWords(each)
      return personal.some((value) => value !== NO_WORDS && words.includes(value))
    })
  return {
    hasCardData,
    hasSentNumber,
    hasPersonalData,
    field: (name) => fields.find(([each]) => each === name)?.[1],
  }
}

/** Every text and number of the request with the name of its field, from all levels. */
function collectTexts(value: unknown, name = ''): [name: string, text: string][] {
  if (typeof value === 'string' || typeof value === 'number') return [[name, String(value)]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => collectTexts(part, key))
}

/**
 * The text, the text from behind, and the texts that it may encode: percent signs, hexadecimal and base64, once more if
 * what comes out is one such text.
 */
function spellings(text: string): string[] {
  const once = decodeAll(text)
  return [...once, ...once.slice(1).filter(isEncoded).flatMap(decodeAll)]
}

function isEncoded(text: string): boolean {
  return /^[A-Za-z0-9+/_=-]{8,}$/.test(text)
}

function decodeAll(text: string): string[] {
  const plain = toAsciiDigits(text.normalize('NFKC'))
  const encoded = (plain.match(BASE64) ?? []).flatMap((part) => [
    Buffer.from(part, 'hex'),
    ...[0, 1, 2, 3].map((offset) => Buffer.from(part.slice(offset), 'base64')),
  ])
  const decoded = encoded.map((bytes) => bytes.toString('latin1'))
  return [plain, Array.from(plain).reverse().join(''), decodePercent(plain), ...decoded]
}

function decodePercent(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
}

/** The letters and digits of a text, so that no separator hides a number. */
function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** The words of a text between blanks, so that `GA` is not found in `Legal`. */
function toWords(text: string): string {
  const words = fold(text).match(/[\p{L}\p{M}\p{N}]+/gu)
  return words ? ` ${words.join(' ')} ` : NO_WORDS
}

/**
 * Whether the text holds the number in a row, or a card's in pieces or as a hexadecimal integer. A check's account may be
 * as short as a date, which other digits hold by chance.
 */
function sharesNumber(text: string, number: string): boolean {
  if (sharesDigits(compact(text), number)) return true
  if (number.length < MIN_CARD_DIGITS || !/^[0-9]+$/.test(number)) return false
  const integers = Array.from(text.matchAll(HEX_INTEGER), ([, digits = '0']) =>
    BigInt(`0x${digits}`).toString(),
  )
  return [text.replace(/[^0-9]/g, ''), ...integers].some((digits) => sharesDigits(digits, number))
}

/** Whether the text holds the number, or so many digits of it in a row that with its last four it could be completed. */
function sharesDigits(text: string, number: string): boolean {
  const length = Math.min(number.length, REVEALING_DIGITS)
  if (length === 0) return false
  for (let start = 0; start + length <= number.length; start++)
    if (text.includes(number.slice(start, start + length))) return true
  return false
}

/** Whether a run of digits is the CVV: between other characters, or all digits of the text together. */
function hasRun(text: string, cvv: string): boolean {
  const runs = Array.from(text.matchAll(/[0-9]+/g), ([run]) => run)
  return runs.includes(cvv) || runs.join('') === cvv
}

/** Whether 12 to 19 digits in a row, whatever separates them, have a good check digit. */
function hasCheckedNumber(text: string): boolean {
  const runs = Array.from(compact(text).matchAll(/[0-9]{12,}/g), ([run]) => run)
  return runs.some((run) => {
    for (let start = 0; start <= run.length - MIN_CARD_DIGITS; start++) {
      for (let length = MIN_CARD_DIGITS; length <= MAX_CARD_DIGITS && start + length <= run.length; length++)
        if (hasCheckDigit(run.slice(start, start + length))) return true
    }
    return false
  })
}
