import { createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { createFingerprint } from './fingerprint.js'

it('hashes the session’s id and a content with the key that HKDF derives from the sealing key', () => {
  const [sealingKey, id, content] = [randomBytes(32), randomUUID(), { account_type: 'card', name: 'Zoë' }]
  const key = Buffer.from(hkdfSync('sha256', sealingKey, '', 'ingo-capture: content fingerprint', 32))
  const hash = createHmac('sha256', key)
    .update(JSON.stringify([id, content]))
    .digest('base64url')
  const fingerprint = createFingerprint(sealingKey, id)
  expect(fingerprint(content)).toBe(hash.slice(0, 22))
  expect(fingerprint(content)).toBe(fingerprint({ ...content }))
  expect(fingerprint({ ...content, name: 'Zoe' })).not.toBe(fingerprint(content))
  expect(createFingerprint(sealingKey, randomUUID())(content)).not.toBe(fingerprint(content))
  expect(createFingerprint(randomBytes(32), id)(content)).not.toBe(fingerprint(content))
})
