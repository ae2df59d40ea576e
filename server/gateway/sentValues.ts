/** Finds in a response what the request sent: card data, secrets, and the cardholder's name and address. */
import hasCheckDigit from 'card-validator/dist/luhn-10.js'
import { listSpellings } from './spellings.js'

/** What one request sent. */
export type SentRequest = {
  /** The content of the body. */
  sent: object
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
/** As many hexadecimal digits as a card number of 12 to 19 digits has as an integer. */
const HEX_INTEGER = /(?<![0-9a-f])(?:0x)?0*([0-9a-f]{9,16})(?![0-9a-f])/gi
const MANY_HEX_DIGITS = /[0-9a-f]{9}/i

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

/**
 * Reads what was sent. The values are compared in every spelling that `listSpellings` finds. Most responses hold few
 * texts to compare, so everything but the numbers is read when it is asked for first.
 */
export function readSentValues({ sent, credentials }: SentRequest): SentValues {
  const fields = collectTexts(sent)
  const numbers = fields.filter(({ name }) => NUMBERS.includes(name)).map(({ text }) => readNumber(text))
  const cvvs = computeOnce(() => fields.filter(({ name }) => name === 'cvv').map(({ text }) => text))
  const personal = computeOnce(() =>
    fields
      .filter(({ name }) => !NOT_PERSONAL.test(name))
      .map(({ text }) => toWords(text))
      .filter((words) => words !== NO_WORDS),
  )
  const secrets = () => readSecrets(credentials)
  const spellings = rememberLast(listSpellings)

  const hasSentNumber = (text: string) =>
    spellings(text).some((each) => numbers.some((number) => sharesNumber(each, number)))
  const hasCardData = (text: string) =>
    hasSentNumber(text) ||
    spellings(text).some(
      (each) =>
        hasCheckedNumber(each) ||
        cvvs().some((cvv) => hasRun(each, cvv)) ||
        secrets().texts.some((secret) => fold(each).includes(secret)) ||
        includesWords(each, secrets().usernames),
    )
  return {
    hasCardData,
    hasSentNumber,
    hasPersonalData: (text) => spellings(text).some((each) => includesWords(each, personal())),
    field: (name) => fields.find((field) => field.name === name)?.text,
  }
}

/** Computes a value when it is asked for first. */
function computeOnce<Value>(compute: () => Value): () => Value {
  let value: Value | undefined
  return () => (value ??= compute())
}

type Secrets = { texts: string[]; usernames: string[] }
/** By the credentials of a merchant, which stay the same object until the configuration is reloaded. */
const knownSecrets = new WeakMap<SentRequest['credentials'], Secrets>()

/** The secret and the API key, and the words of the username: a merchant's name may be one. */
function readSecrets(credentials: SentRequest['credentials']): Secrets {
  const known = knownSecrets.get(credentials)
  if (known) return known
  const { secret, apiKey, username } = credentials
  const texts = [secret, apiKey?.value ?? ''].filter((text) => text !== '').map(fold)
  const secrets = { texts, usernames: [toWords(username)].filter((words) => words !== NO_WORDS) }
  knownSecrets.set(credentials, secrets)
  return secrets
}

type SentText = { name: string; text: string }

/** Every text and number of the request with the name of its field, from all levels. */
function collectTexts(value: object, found: SentText[] = []): SentText[] {
  for (const name of Object.keys(value)) {
    const part: unknown = Reflect.get(value, name)
    if (typeof part === 'string' || typeof part === 'number') found.push({ name, text: String(part) })
    else if (typeof part === 'object' && part !== null) collectTexts(part, found)
  }
  return found
}

/** Each text of a response is asked up to three questions in a row, and its spellings cost more than the answers. */
function rememberLast<Result>(compute: (text: string) => Result): (text: string) => Result {
  let last: { text: string; result: Result } | undefined
  return (text) => {
    if (last?.text !== text) last = { text, result: compute(text) }
    return last.result
  }
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

/** Whether the text has one of the values in its words; each value is the result of `toWords`. */
function includesWords(text: string, values: string[]): boolean {
  if (values.length === 0) return false
  const words = toWords(text)
  return values.some((value) => words.includes(value))
}

/** `length`: of a part that, with the last four digits, the number could be completed from. */
type SentNumber = { isCard: boolean; number: string; length: number }

function readNumber(text: string): SentNumber {
  const number = compact(text)
  const isCard = number.length >= MIN_CARD_DIGITS && /^[0-9]+$/.test(number)
  return { isCard, number, length: Math.min(number.length, REVEALING_DIGITS) }
}

/** Whether the text has a part of the number in a row. */
function holdsPart(text: string, { number, length }: SentNumber): boolean {
  for (let start = 0; start + length <= number.length; start++)
    if (text.includes(number.slice(start, start + length))) return true
  return false
}

/**
 * Whether the text holds the number in a row, or a card's in pieces or as a hexadecimal integer. A check's account may be
 * as short as a date, which other digits hold by chance.
 */
function sharesNumber(text: string, sent: SentNumber): boolean {
  // Most spellings are too short or random bytes, so nothing more is computed for them.
  if (sent.length === 0 || text.length < sent.length) return false
  if (!sent.isCard) return holdsPart(compact(text), sent)
  if (countDigits(text) >= REVEALING_DIGITS && holdsPart(text.replace(/[^0-9]/g, ''), sent)) return true
  if (!MANY_HEX_DIGITS.test(text)) return false
  return Array.from(text.matchAll(HEX_INTEGER)).some(([, digits = '0']) =>
    holdsPart(BigInt(`0x${digits}`).toString(), sent),
  )
}

function countDigits(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code >= 48 && code <= 57) count += 1
  }
  return count
}

/** Whether a run of digits is the CVV: between other characters, or all digits of the text together. */
function hasRun(text: string, cvv: string): boolean {
  if (countDigits(text) < cvv.length) return false
  const runs: string[] = text.match(/[0-9]+/g) ?? []
  return runs.includes(cvv) || runs.join('') === cvv
}

/** Whether 12 to 19 digits in a row, whatever separates them, have a good check digit. */
function hasCheckedNumber(text: string): boolean {
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
