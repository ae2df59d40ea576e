/** Keyed hashes that tell whether two contents of a session are the same. */
import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'

const LENGTH = 22
const INFO = 'ingo-capture: content fingerprint'

/** By sealing key, so that a capture derives none. */
const derivedKeys = new WeakMap<Buffer, KeyObject>()

/**
 * Hashes contents of a session under a key that is derived from the one that sealed it (HKDF, RFC 5869). The holder of
 * the session's URL has nothing of that key, and neither has the store. The session's id is hashed too, so that equal
 * contents of two sessions have different hashes.
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
  // A KeyObject, because in Node 24 a hash with the bytes of a key costs two errors that Node throws and catches.
  const key = createSecretKey(new Uint8Array(hkdfSync('sha256', sealingKey, '', INFO, 32)))
  derivedKeys.set(sealingKey, key)
  return key
}
