/** Values that anybody knows or may guess: good enough for a gateway on this machine, refused before a real one. */

/** In examples, templates and the demo; no key of `keygen` has one of them but by a chance of one in 10^8. */
const EXAMPLE = /example|simulator|change-?me|placeholder|your[-_]?(?:own|key|secret|hmac|ingo)/i
/** What people make keys of, and what they put before one. */
const WORDS =
  /pass(?:word|wd|phrase)?|secret|token|key|admin|letmein|qwert[yz]|merchant|capture|payments?|card|ingo|my|super|production|prod|live|staging|sandbox|test|demo|only|default/gi
const PREFIX = /^(?:[a-z]{1,8}[-_]|[a-z]+\d[a-z]*[-_])+/
/** What stands for letters in words. */
const LETTERS: Record<string, string> = { 0: 'o', 1: 'l', 3: 'e', 4: 'a', 5: 's', $: 's', '@': 'a', '!': 'i' }
const ONE_CASE = /^(?:[^A-Z0-9]+|[^a-z0-9]+)$/
const LEAST_STEPS = 8
const LEAST_CHARACTERS = 8
const LEAST_BESIDE_WORDS = 12
/** Of its bytes; that of a random one is a few hundredths. */
const MOST_REPEATED = 0.4

export function isSampleSecret(secret: string): boolean {
  return EXAMPLE.test(secret)
}

/** A secret key that somebody has thought up. */
export function isWeakSecret(key: string): boolean {
  const body = key.replace(PREFIX, '')
  const spelt = body.replace(/[01345$@!]/g, (sign) => LETTERS[sign] ?? '')
  const tooShort = [body, spelt].some((text) => text.replace(WORDS, '').length < LEAST_BESIDE_WORDS)
  return isSampleSecret(key) || tooShort || ONE_CASE.test(body) || isRegular(Buffer.from(body))
}

/** A sealing key that somebody has typed: a random one is text once in 10^14, or was written in hex. */
export function isWeakKey(key: Buffer): boolean {
  const text = key.toString('latin1')
  return isRegular(key) || (/^[\x20-\x7e]+$/.test(text) && !/^[0-9a-f]+$/i.test(text))
}

/** One that is of few bytes, counted up (few different steps lead from each of its bytes to the next) or repeated. */
function isRegular(key: Buffer): boolean {
  const steps = new Set([...key.subarray(1)].map((byte, index) => byte - (key[index] ?? 0)))
  return steps.size < LEAST_STEPS || new Set(key).size < LEAST_CHARACTERS || isRepeated(key)
}

/** Whether much of it stands there again at one and the same distance, whatever stands around it. */
function isRepeated(key: Buffer): boolean {
  const distances = [...Array(key.length >> 1).keys()].map((index) => index + 1)
  return distances.some((distance) => {
    const again = key.filter((byte, index) => index >= distance && byte === key[index - distance])
    return again.length > key.length * MOST_REPEATED
  })
}

export const WEAK_SECRET_MESSAGE =
  'is an example or can be guessed: it should be a random one for a gateway that is not on this machine'
