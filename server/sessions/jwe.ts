/**
 * Compact JWE with `dir` and `A256GCM` (RFC 7516), by node:crypto: it opens a token in microseconds,
 * where WebCrypto's thread hop costs ten times that. jose is the oracle of its test, both ways.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** Names a key without telling anything of it. */
function keyId(key: Buffer): string {
  return createHash('sha256').update('kid').update(key).digest('base64url').slice(0, 8)
}

/** Made once for each key: a header is looked for with every request. */
const headers = new WeakMap<Buffer, string>()

function headerFor(key: Buffer): string {
  const known = headers.get(key)
  if (known !== undefined) return known
  const content = JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid: keyId(key) })
  const header = Buffer.from(content).toString('base64url')
  headers.set(key, header)
  return header
}

/** Encrypts and authenticates `plaintext` with a 32-byte key. */
export function encrypt(plaintext: Buffer, key: Buffer): string {
  const header = headerFor(key)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(
    Buffer.from(header),
  )
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()])
  // `dir` has no encrypted key: the second part is empty.
  return [
    header,
    '',
    ...[iv, ciphertext, cipher.getAuthTag()].map((part) => part.toString('base64url')),
  ].join('.')
}

/** Opens what one of `keys` sealed; undefined for anything else, without a reason. */
export function decrypt(token: string, keys: Buffer[]): Buffer | undefined {
  const [header = '', encryptedKey, iv = '', ciphertext = '', tag = '', ...rest] = token.split('.')
  // The header is compared as text, so no other algorithm, key or option can be asked for.
  const key = keys.find((candidate) => headerFor(candidate) === header)
  if (!key || encryptedKey !== '' || rest.length > 0) return undefined
  const [ivBytes, tagBytes, sealed] = [bytesOf(iv), bytesOf(tag), bytesOf(ciphertext)]
  if (ivBytes?.length !== IV_BYTES || tagBytes?.length !== TAG_BYTES || !sealed) return undefined
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, ivBytes, { authTagLength: TAG_BYTES })
    decipher.setAAD(Buffer.from(header)).setAuthTag(tagBytes)
    return Buffer.concat([decipher.update(sealed), decipher.final()])
  } catch {
    return undefined
  }
}

/** One text for one sealed content: node's decoder skips what is no base64url, and bits that are left over. */
function bytesOf(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, 'base64url')
  return part !== '' && bytes.toString('base64url') === part ? bytes : undefined
}
