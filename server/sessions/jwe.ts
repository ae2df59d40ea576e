/**
 * Compact JWE (RFC 7516) with `dir` and `A256GCM` (RFC 7518), by node:crypto.
 *
 * Every request of a frame opens a token. The library jose 6 takes 60 to 110 µs for that, because WebCrypto uses
 * another thread; node:crypto takes 6 µs. The format is the standard one: in the test, jose opens our tokens, and this
 * code opens jose's.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** An identifier that reveals nothing about the key. */
function keyId(key: Buffer): string {
  return createHash('sha256').update('kid').update(key).digest('base64url').slice(0, 8)
}

/**
 * The encoded header, its bytes, which are authenticated, and the key as a KeyObject: for a Buffer, Node 24 throws and
 * catches two errors in each cipher, which is slow.
 */
type PreparedKey = { header: string; headerBytes: Buffer; secret: KeyObject }

/** Cached because every `decrypt` compares the header. */
const preparedKeys = new WeakMap<Buffer, PreparedKey>()

function prepareKey(key: Buffer): PreparedKey {
  const cached = preparedKeys.get(key)
  if (cached) return cached
  const content = JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid: keyId(key) })
  const header = Buffer.from(content).toString('base64url')
  const prepared = { header, headerBytes: Buffer.from(header), secret: createSecretKey(key) }
  preparedKeys.set(key, prepared)
  return prepared
}

/** Encrypts and authenticates `plaintext` with a 32-byte key. */
export function encrypt(plaintext: Buffer, key: Buffer): string {
  const { header, headerBytes, secret } = prepareKey(key)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', secret, iv, { authTagLength: TAG_BYTES }).setAAD(headerBytes)
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  // With `dir` the second part, the encrypted key, is empty (RFC 7518, 4.5).
  return [
    header,
    '',
    ...[iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url')),
  ].join('.')
}

/** Decrypts a token that one of `keys` encrypted, and returns that key too. Undefined for any other token. */
export function decrypt(token: string, keys: Buffer[]): { plaintext: Buffer; key: Buffer } | undefined {
  const parts = token.split('.')
  const [header, encryptedKey, iv = '', ciphertext = '', tag = ''] = parts
  // The header is compared as text, so a token can't select another algorithm, key or option.
  const key = keys.find((candidate) => prepareKey(candidate).header === header)
  if (!key || encryptedKey !== '' || parts.length !== 5) return undefined
  const ivBytes = decodeBase64Url(iv)
  const sealed = decodeBase64Url(ciphertext)
  const tagBytes = decodeBase64Url(tag)
  if (ivBytes?.length !== IV_BYTES || tagBytes?.length !== TAG_BYTES || !sealed) return undefined
  try {
    const { headerBytes, secret } = prepareKey(key)
    const decipher = createDecipheriv('aes-256-gcm', secret, ivBytes, { authTagLength: TAG_BYTES })
    const plaintext = decipher.setAAD(headerBytes).setAuthTag(tagBytes).update(sealed)
    // In GCM `final` returns no bytes. It throws if the tag is wrong.
    decipher.final()
    return { plaintext, key }
  } catch {
    return undefined
  }
}

/** Base64url without padding (RFC 4648, 5). The left-over bits of the last character are zero (3.5). */
const BASE64URL = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/

/** Rejects other encodings of the same bytes: Node's decoder skips invalid characters and left-over bits. */
function decodeBase64Url(part: string): Buffer | undefined {
  return part !== '' && BASE64URL.test(part) ? Buffer.from(part, 'base64url') : undefined
}
