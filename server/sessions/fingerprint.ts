/** Keyed hashes that tell whether two contents of a session are the same. */
import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

const LENGTH = 22
const INFO = Buffer.from('ingo-capture content fingerprint')

/**
 * Hashes contents under a key of the session's own, derived from the key that sealed it (HKDF, RFC 5869). The holder of
 * the session's URL has nothing of that key, and neither has the store.
 */
export function createFingerprint(sealingKey: KeyObject, sessionId: string): (content: object) => string {
  let key: KeyObject | undefined
  return (content) => {
    key ??= deriveKey(sealingKey, sessionId)
    return createHmac('sha256', key).update(JSON.stringify(content)).digest('base64url').slice(0, LENGTH)
  }
}

/** Both keys are KeyObjects: in Node 24 a hash with the bytes of a key costs two errors that Node throws and catches. */
function deriveKey(sealingKey: KeyObject, sessionId: string): KeyObject {
  return createSecretKey(new Uint8Array(hkdfSync('sha256', sealingKey, sessionId, INFO, 32)))
}
