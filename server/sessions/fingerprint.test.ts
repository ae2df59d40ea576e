import { createHmac, createSecretKey, hkdfSync, randomBytes, randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { createFingerprint } from './fingerprint.js'

it('hashes a content under the key that HKDF derives from the sealing key and the session’s id', () => {
  const [sealingKey, id, content] = [randomBytes(32), randomUUID(), { account_type: 'card', name: 'Zoë' }]
  const key = Buffer.from(hkdfSync('sha256', sealingKey, id, 'ingo-capture content fingerprint', 32))
  const hash = createHmac('sha256', key).update(JSON.stringify(content)).digest('base64url')
  const fingerprint = createFingerprint(createSecretKey(sealingKey), id)
  expect(fingerprint(content)).toBe(hash.slice(0, 22))
  expect(fingerprint(content)).toBe(fingerprint({ ...content }))
  expect(fingerprint({ ...content, name: 'Zoe' })).not.toBe(fingerprint(content))
})
