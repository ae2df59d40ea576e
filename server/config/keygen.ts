import { randomBytes } from 'node:crypto'

/** The keys of a new installation, by setting. */
export type GeneratedKeys = { CAPTURE_SECRET_KEY: string; CAPTURE_SEALING_KEYS: string }

/** Creates a random secret key (256 bits, base64url) and a random sealing key (base64 of 32 bytes). */
export function generateKeys(): GeneratedKeys {
  return {
    CAPTURE_SECRET_KEY: `sk_${randomBytes(32).toString('base64url')}`,
    CAPTURE_SEALING_KEYS: randomBytes(32).toString('base64'),
  }
}
