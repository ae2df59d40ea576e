/** Finds values of the request in a response: card data, secrets, and the cardholder's name and address. */
import hasCheckDigit from 'card-validator/dist/luhn-10.js'
import { listSpellings } from './spellings.js'
import { fold, includesWords, toWords, type Words } from './words.js'

/** The content and the credentials of one request. */
export type SentRequest = {
  /** The content of the body. */
  sent: object
  credentials: { username: string; secret: string; apiKey?: { value: string } }
}

/** Fields that a response may repeat: the merchant's own identifiers, and constants. */
const NOT_PERSONAL =
  /^(?:participant_unique_id[12]|store_id|terminal_id|clerk_id|account_type|version|timestamp|amount|recipient_is_beneficiary)$/
const isPersonal = (name: string) => !NOT_PERSONAL.test(name)
/** The card number, and the account of a check. */
const isNumber = (name: string) => name === 'account' || name === 'beneficiary_account'
const isCvv = (name: string) => name === 'cvv'
/** The first six and the last four digits of a card may be shown (PCI DSS 3.4.1). Nine digits in a row are more. */
const REVEALING_DIGITS = 9
const MIN_CARD_DIGITS = 12
const MAX_CARD_DIGITS = 19
/** An integer with as many hexadecimal digits as a card number of 12 to 19 digits. */
const HEX_INTEGER = /(?<![0-9a-f])(?:0x)?0*([0-9a-f]{9,16})(?![0-9a-f])/gi
const MANY_HEX_DIGITS = /[0-9a-f]{9}/i

/**
 * The values that were sent. A text is compared in every spelling that `listSpellings` finds. Most responses have few
 * texts to compare, so each kind of value is read at its first use.
 */
export class SentValues {
  readonly #sent: object
  readonly #credentials: SentRequest['credentials']
  #numbers: SentNumber[] | undefined
  #cvvs: string[] | undefined
  #personal: Words[] | undefined
  /** The spellings of the latest text. Up to three methods in a row need them, and they are costly to compute. */
  #last: { text: string; spellings: string[] } | undefined

  constructor({ sent, credentials }: SentRequest) {
    this.#sent = sent
    this.#credentials = credentials
  }

  /** Whether the text holds the number, the CVV or a secret that was sent, or any number with a card's check digit. */
  hasCardData(text: string): boolean {
    this.#cvvs ??= collectTexts(this.#sent, isCvv)
    const spellings = this.#spell(text)
    return (
      this.hasSentNumber(text) ||
      spellings.some(hasCheckedNumber) ||
      this.#cvvs.some((cvv) => spellings.some((each) => hasRun(each, cvv))) ||
      holdsSecret(spellings, this.#credentials)
    )
  }

  /** Whether the text holds the number that was sent. Used for tokens, which may have other digits at random. */
  hasSentNumber(text: string): boolean {
    this.#numbers ??= collectTexts(this.#sent, isNumber).map(readNumber)
    const spellings = this.#spell(text)
    return this.#numbers.some((number) => spellings.some((each) => sharesNumber(each, number)))
  }

  /** Whether the text holds a name, a part of the address, or a token that was sent. */
  hasPersonalData(text: string): boolean {
    const personal = (this.#personal ??= collectTexts(this.#sent, isPersonal).flatMap(toWords))
    return this.#spell(text).some((each) => includesWords(fold(each), personal))
  }

  /** The text that was sent in a field of the body. */
  field(name: string): string | undefined {
    return findText(this.#sent, name)
  }

  #spell(text: string): string[] {
    if (this.#last?.text !== text) this.#last = { text, spellings: listSpellings(text) }
    return this.#last.spellings
  }
}

type Secrets = { texts: string[]; usernames: Words[] }
/** Cached by a merchant's credentials, which stay the same object until the configuration is reloaded. */
const knownSecrets = new WeakMap<SentRequest['credentials'], Secrets>()

/** The secret, the API key, and the username, which is compared by words because it may be a merchant's name. */
function readSecrets(credentials: SentRequest['credentials']): Secrets {
  const known = knownSecrets.get(credentials)
  if (known) return known
  const { secret, apiKey, username } = credentials
  const texts = [secret, apiKey?.value ?? ''].filter((text) => text !== '').map(fold)
  const secrets = { texts, usernames: toWords(username) }
  knownSecrets.set(credentials, secrets)
  return secrets
}

/** Whether one of the spellings holds a secret of the credentials or its username. */
function holdsSecret(spellings: string[], credentials: SentRequest['credentials']): boolean {
  const { texts, usernames } = readSecrets(credentials)
  return spellings.some((each) => {
    const folded = fold(each)
    return texts.some((secret) => folded.includes(secret)) || includesWords(folded, usernames)
  })
}

/** The texts and numbers of the fields whose name is wanted, at every level of the request. */
function collectTexts(value: object, isWanted: (name: string) => boolean, found: string[] = []): string[] {
  for (const name in value) {
    const part: unknown = Reflect.get(value, name)
    if (typeof part === 'object' && part !== null) collectTexts(part, isWanted, found)
    else if ((typeof part === 'string' || typeof part === 'number') && isWanted(name))
      found.push(String(part))
  }
  return found
}

/** The first text or number under the name, at any level of the request. */
function findText(value: object, name: string): string | undefined {
  for (const each in value) {
    const part: unknown = Reflect.get(value, each)
    if (typeof part === 'object' && part !== null) {
      const found = findText(part, name)
      if (found !== undefined) return found
    } else if (each === name && (typeof part === 'string' || typeof part === 'number')) return String(part)
  }
  return undefined
}

/** The letters and digits of a text, so that no separator hides a number. */
function compact(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '')
}

/** `length` is that of the shortest part of the number that a text must not have. */
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

/** Whether the text has the CVV as a run of digits, or all its digits together are the CVV. */
function hasRun(text: string, cvv: string): boolean {
  if (countDigits(text) < cvv.length) return false
  const runs: string[] = text.match(/[0-9]+/g) ?? []
  return runs.includes(cvv) || runs.join('') === cvv
}

/** Whether 12 to 19 digits in a row, with any separators, have a valid check digit. */
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
