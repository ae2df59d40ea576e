/** Keyed hashes that recognize the same content within a session. */
import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

const LENGTH = 22
const INFO = 'ingo-capture: content fingerprint'

/** Cached by sealing key, so that captures don't derive the key again. */
const derivedKeys = new WeakMap<Buffer, KeyObject>()

/**
 * Hashes contents of a session with a key that is derived from the session's sealing key (HKDF, RFC 5869). Neither the
 * session's URL nor the store contains that key. The session's id is hashed too, so that equal contents of two sessions
 * have different hashes.
 */
export function createFingerprint(sealingKey: Buffer, sessionId: string): (content: object) => string {
  return (content) =>
    createHmac('sha256', getKey(sealingKey))
      .update(JSON.stringify([sessionId, content]))
      .digest('base64url')
      .slice(0, LENGTH)
}

function getKey(sealingKey: Buffer): KeyObject {
  const known = derivedKeys.get(sealingKey)
  if (known) return known
  // A KeyObject, because for the bytes of a key Node 24 throws and catches two errors in each hash, which is slow.
  const key = createSecretKey(new Uint8Array(hkdfSync('sha256', sealingKey, '', INFO, 32)))
  derivedKeys.set(sealingKey, key)
  return key
}
