/** Weak and random keys, with a gateway that is not local. */
import { randomBytes, randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { environment } from '../testing/app.case.js'
import { parseConfig } from './config.js'
import { generateKeys } from './keygen.js'

it.each<[string, string]>([
  ['CAPTURE_SECRET_KEY', 'a'.repeat(40)],
  ['CAPTURE_SECRET_KEY', 'abc'.repeat(14)],
  ['CAPTURE_SECRET_KEY', '0123456789abcdefghijklmnopqrstuvwxyz'],
  ['CAPTURE_SECRET_KEY', 'secret'.repeat(6)],
  ['CAPTURE_SECRET_KEY', 'Passw0rd!'.repeat(3)],
  ['CAPTURE_SECRET_KEY', `sk_live_${'0123456789abcdef'.repeat(2)}`],
  ['CAPTURE_SECRET_KEY', `sk_${'7yHq3kZt'.repeat(3)}9w`],
  ['CAPTURE_SECRET_KEY', `sk_live_${'7yHq3k'.repeat(3)}AbCdEf`],
  ['CAPTURE_SECRET_KEY', 'sk_aZ4q9KaqZ94KqaK9Z4Zaq4K9'],
  ['CAPTURE_SECRET_KEY', 'my_Super-Secret_Password2026'],
  ['CAPTURE_SECRET_KEY', 'sk_e2e_only_0123456789abcdef'],
  ['CAPTURE_SECRET_KEY', 'sk_test_only_0123456789abcdef'],
  ['CAPTURE_SECRET_KEY', 'sk_your-secret-key-goes-here-7yHq'],
  ['CAPTURE_SECRET_KEY', `${generateKeys().CAPTURE_SECRET_KEY},sk_example_7yHq3kZt9wLp2XbN8vRd`],
  ['CAPTURE_SEALING_KEYS', Buffer.alloc(32).toString('base64')],
  ['CAPTURE_SEALING_KEYS', Buffer.from('0123456789abcdef'.repeat(2)).toString('base64')],
  ['CAPTURE_SEALING_KEYS', Buffer.from('secretpassword'.repeat(3).slice(0, 32)).toString('base64')],
  ['CAPTURE_SEALING_KEYS', Buffer.from('example-of-a-32-character-key-7y').toString('base64')],
  ['INGO_SECRET', 'simulator-secret'],
  ['INGO_SECRET', 'example-secret-not-real'],
  ['INGO_SECRET', 'CHANGEME'],
])('rejects the weak %s=%s, unless the gateway is local', (name, value) => {
  const given = { ...environment, [name]: value }
  const problem = `^${name} is rejected\\.`
  expect(() => parseConfig(given)).toThrow(
    expect.objectContaining({ problems: [expect.stringMatching(problem)] }),
  )
  expect(parseConfig({ ...given, INGO_URL: 'http://127.0.0.1:4182' })).toBeDefined()
})

it.each(['INGO_SECRET', 'CAPTURE_SECRET_KEY'])(
  'rejects an API key that equals %s, because it is sent in a header',
  (name) => {
    const key = randomBytes(24).toString('hex')
    const given = { ...environment, [name]: key, INGO_API_KEY: key }
    expect(() => parseConfig(given)).toThrow(/^INGO_API_KEY is rejected/)
    expect(() => parseConfig(given)).not.toThrow(key)
  },
)

it('accepts the keys of keygen and other random keys', () => {
  for (let times = 0; times < 1000; times++) {
    expect(parseConfig({ ...environment, ...generateKeys() })).toBeDefined()
    for (const CAPTURE_SECRET_KEY of [
      randomBytes(24).toString('hex'),
      `sk_live_${randomBytes(24).toString('base64url')}`,
      randomUUID(),
    ]) {
      expect(parseConfig({ ...environment, CAPTURE_SECRET_KEY })).toBeDefined()
    }
    const CAPTURE_SEALING_KEYS = Buffer.from(randomBytes(16).toString('hex')).toString('base64')
    expect(parseConfig({ ...environment, CAPTURE_SEALING_KEYS })).toBeDefined()
  }
})
