/** Keyed hashes that tell whether two contents of a session are the same. */
import { createHmac, hkdfSync } from 'node:crypto'

const LENGTH = 22

/**
 * Hashes contents under a key of the session's own, derived from the key that sealed it (HKDF, RFC 5869). The holder of
 * the session's URL has nothing of that key, and neither has the store.
 */
export function createFingerprint(sealingKey: Buffer, sessionId: string): (content: object) => string {
  let key: Buffer | undefined
  return (content) => {
    key ??= Buffer.from(hkdfSync('sha256', sealingKey, sessionId, 'ingo-capture content fingerprint', 32))
    return createHmac('sha256', key).update(JSON.stringify(content)).digest('base64url').slice(0, LENGTH)
  }
}
