/**
 * Rejects secrets that are repetitive or sample values, unless the gateway is on this machine. The length is part of
 * the settings' own rules: 24 characters for a secret key, 32 bytes for a sealing key.
 */

/** Words of examples, templates and tests. A random key of `keygen` contains one with a probability of about 10^-8. */
const SAMPLE =
  /example|simulator|change-?me|placeholder|password|0123456789|abcdefgh|your[-_]?(?:own|key|secret|hmac|ingo)/i
/** The prefix of `keygen`'s keys. Only the rest of the key is random. */
const PREFIX = /^sk_/
const MIN_DISTINCT_CHARACTERS = 8
/** Even among random keys in hex, fewer than 1 in 10^6 has the same 8 characters twice. */
const REPEATED_LENGTH = 8

/** Completes a line that begins with the setting's name. */
export const WEAK_KEY_MESSAGE =
  'is rejected. It is repetitive or a sample value. Create one with `npx ingo-capture-server keygen`.'

/** Completes a line that begins with the setting's name. */
export const SAMPLE_SECRET_MESSAGE = 'is rejected. It is a sample value. Set it to the value from Ingo.'

/** Whether a secret is from an example, a template or a test. */
export function isSampleSecret(secret: string): boolean {
  return SAMPLE.test(secret)
}

/** Whether a merchant's secret key is a sample value or repetitive. */
export function isWeakSecret(key: string): boolean {
  return isSampleSecret(key) || isRepetitive(key.replace(PREFIX, ''))
}

/** Whether the bytes of a sealing key are a sample value or repetitive. */
export function isWeakKey(key: Buffer): boolean {
  return isWeakSecret(key.toString('latin1'))
}

function isRepetitive(text: string): boolean {
  if (new Set(text).size < MIN_DISTINCT_CHARACTERS) return true
  const starts = Array.from({ length: Math.max(0, text.length - REPEATED_LENGTH + 1) }, (_, index) => index)
  return new Set(starts.map((start) => text.slice(start, start + REPEATED_LENGTH))).size < starts.length
}
