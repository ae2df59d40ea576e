/** Finds values of the request in a response: card data, secrets, and the cardholder's name and address. */
import {
  hasCheckedNumber,
  hasRun,
  readNumber,
  sharesAnyNumber,
  shortestPart,
  type SentNumber,
} from './sentNumber.js'
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
/** The length of the shortest value to be found, a CVV. */
const SHORTEST = 3

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

  constructor({ sent, credentials }: SentRequest) {
    this.#sent = sent
    this.#credentials = credentials
  }

  /** Whether the text holds the number, the CVV or a secret that was sent, or any number with a card's check digit. */
  hasCardData(text: string): boolean {
    const numbers = this.#readNumbers()
    this.#cvvs ??= collectTexts(this.#sent, isCvv)
    for (const spelling of listSpellings(text, SHORTEST)) {
      if (sharesAnyNumber(spelling, numbers) || hasCheckedNumber(spelling)) return true
      for (const cvv of this.#cvvs) if (hasRun(spelling, cvv)) return true
      if (holdsSecret(spelling, this.#credentials)) return true
    }
    return false
  }

  /** Whether the text holds the number that was sent. Used for tokens, which may have other digits at random. */
  hasSentNumber(text: string): boolean {
    const numbers = this.#readNumbers()
    for (const spelling of listSpellings(text, shortestPart(numbers)))
      if (sharesAnyNumber(spelling, numbers)) return true
    return false
  }

  /** Whether the text holds a name, a part of the address, or a token that was sent. */
  hasPersonalData(text: string): boolean {
    const personal = (this.#personal ??= collectTexts(this.#sent, isPersonal).flatMap(toWords))
    for (const spelling of listSpellings(text, SHORTEST))
      if (includesWords(fold(spelling), personal)) return true
    return false
  }

  /** The text that was sent in a field of the body. */
  field(name: string): string | undefined {
    return findText(this.#sent, name)
  }

  #readNumbers(): SentNumber[] {
    return (this.#numbers ??= collectTexts(this.#sent, isNumber).map(readNumber))
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

/** Whether the spelling holds a secret of the credentials or its username. */
function holdsSecret(spelling: string, credentials: SentRequest['credentials']): boolean {
  const { texts, usernames } = readSecrets(credentials)
  const folded = fold(spelling)
  for (const secret of texts) if (folded.includes(secret)) return true
  return includesWords(folded, usernames)
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
