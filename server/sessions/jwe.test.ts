import { randomBytes } from 'node:crypto'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { expect, it } from 'vitest'
import { decrypt, encrypt } from './jwe.js'

const key = randomBytes(32)
const older = randomBytes(32)
const text = 'José Núñez-O’Brien 李小龍'

it('encrypts tokens that jose decrypts', async () => {
  const { plaintext, protectedHeader } = await compactDecrypt(encrypt(Buffer.from(text), key), key)
  expect(Buffer.from(plaintext).toString()).toBe(text)
  expect(protectedHeader).toMatchObject({ alg: 'dir', enc: 'A256GCM' })
})

it('decrypts tokens that jose encrypted with the same header', async () => {
  const header = encrypt(Buffer.from(''), key).split('.')[0] ?? ''
  const fields = JSON.parse(Buffer.from(header, 'base64url').toString()) as { alg: 'dir'; enc: 'A256GCM' }
  const token = await new CompactEncrypt(Buffer.from(text)).setProtectedHeader(fields).encrypt(key)
  expect(decrypt(token, [key])?.plaintext.toString()).toBe(text)
})

it('decrypts with any of the keys, so that keys can be rotated', () => {
  const opened = decrypt(encrypt(Buffer.from(text), older), [key, older])
  expect(opened?.plaintext.toString()).toBe(text)
  expect(opened?.key).toBe(older)
  expect(decrypt(encrypt(Buffer.from(text), older), [key])).toBeUndefined()
})

it('rejects a token that was changed in any part or is malformed', () => {
  const token = encrypt(Buffer.from(text), key)
  const parts = token.split('.')
  const changed = parts.map((part, index) =>
    parts.with(index, part === '' ? 'AAAA' : (part.startsWith('A') ? 'B' : 'A') + part.slice(1)).join('.'),
  )
  const malformed = [
    '',
    '.',
    '....',
    token.slice(0, -1),
    `${token}.x`,
    `${token} `,
    parts.slice(0, 4).join('.'),
  ]
  for (const bad of [...changed, ...malformed]) expect(decrypt(bad, [key])).toBeUndefined()
})

it('rejects a shortened tag', () => {
  const parts = encrypt(Buffer.from(text), key).split('.')
  const short = Buffer.from(parts[4] ?? '', 'base64url')
    .subarray(0, 4)
    .toString('base64url')
  expect(decrypt(parts.with(4, short).join('.'), [key])).toBeUndefined()
})
