/** Keys for a new installation. */
import { randomBytes } from 'node:crypto'

export type GeneratedKeys = { CAPTURE_SECRET_KEY: string; CAPTURE_SEALING_KEYS: string }

export function generateKeys(): GeneratedKeys {
  return {
    CAPTURE_SECRET_KEY: `sk_${randomBytes(32).toString('base64url')}`,
    CAPTURE_SEALING_KEYS: randomBytes(32).toString('base64'),
  }
}
