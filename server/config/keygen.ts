/** Keys for a new installation. */
import { randomBytes } from 'node:crypto'

export type Keys = { CAPTURE_SECRET_KEY: string; CAPTURE_SEALING_KEYS: string }

export function generateKeys(): Keys {
  return {
    CAPTURE_SECRET_KEY: `sk_${randomBytes(32).toString('base64url')}`,
    CAPTURE_SEALING_KEYS: randomBytes(32).toString('base64'),
  }
}
