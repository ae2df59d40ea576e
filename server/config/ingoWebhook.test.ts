import { expect, it } from 'vitest'
import { environment, SECRET_KEY } from '../testing/app.case.js'
import { parseConfig } from './config.js'
import { ConfigError } from './environment.js'
import { isInRanges } from './ingoWebhook.js'

const SECRET = '5f0c2b7a9d1e4836a7c0de91b2f4835d'
const set = { INGO_WEBHOOK_SECRET: SECRET, INGO_WEBHOOK_ADDRESSES: '192.0.2.10' }

function problems(settings: Record<string, string>): string[] {
  try {
    parseConfig({ ...environment, ...settings })
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

it('is off without both settings', () => {
  expect(parseConfig(environment).merchants[0]).not.toHaveProperty('ingoWebhook')
  expect(parseConfig({ ...environment, ...set }).merchants[0]).toHaveProperty('ingoWebhook')
})

it.each<[string, Record<string, string>, RegExp]>([
  ['a secret alone', { INGO_WEBHOOK_SECRET: SECRET }, /^INGO_WEBHOOK_ADDRESSES is missing/],
  ['addresses alone', { INGO_WEBHOOK_ADDRESSES: '192.0.2.10' }, /^INGO_WEBHOOK_SECRET is missing/],
  ['a short secret', { ...set, INGO_WEBHOOK_SECRET: 'short' }, /^INGO_WEBHOOK_SECRET is invalid/],
  ['a slash', { ...set, INGO_WEBHOOK_SECRET: `${SECRET}/x` }, /^INGO_WEBHOOK_SECRET is invalid/],
  [
    'three secrets',
    { ...set, INGO_WEBHOOK_SECRET: `${SECRET},a${SECRET},b${SECRET}` },
    /^INGO_WEBHOOK_SECRET is invalid/,
  ],
  ['a duplicate', { ...set, INGO_WEBHOOK_SECRET: `${SECRET},${SECRET}` }, /has a duplicate key/],
  ['the secret key', { ...set, INGO_WEBHOOK_SECRET: SECRET_KEY }, /It is CAPTURE_SECRET_KEY too/],
  [
    'a repetitive secret',
    { ...set, INGO_WEBHOOK_SECRET: 'a'.repeat(32), INGO_URL: 'https://payapi.ingo.money' },
    /repetitive/,
  ],
  ['a host name', { ...set, INGO_WEBHOOK_ADDRESSES: '192.0.2.1,ingo.example' }, /Entry 2 is no IP address/],
  [
    'a range that is too narrow',
    { ...set, INGO_WEBHOOK_ADDRESSES: '192.0.2.0/33' },
    /Entry 1 is no IP address/,
  ],
])('rejects %s', (_name, settings, expected) => {
  const found = problems(settings)
  expect(found.some((line) => expected.test(line))).toBe(true)
  for (const value of Object.values(settings)) if (value.length > 4) expect(found.join()).not.toContain(value)
})

it.each([
  ['192.0.2.10', '192.0.2.10', true],
  ['192.0.2.10', '192.0.2.11', false],
  ['0.0.0.0/0', '203.0.113.9', true],
  ['0.0.0.0/0', '2001:db8::1', false],
  ['2001:db8::/32', '2001:db8:ffff::1', true],
  ['2001:db8::1', '2001:db8:0:0::1', true],
  ['192.0.2.0/24', 'unknown', false],
  ['192.0.2.0/24', '192.0.2', false],
  // The zone is an interface whose name has a dot, such as that of a VLAN.
  ['fe80::/10', 'fe80::1%eth0.100', true],
  ['fe80::1%eth0.100', 'fe80::1', true],
  ['192.0.2.0/24', 'fe80::1%eth0.100', false],
])('%s has %s: %s', (INGO_WEBHOOK_ADDRESSES, address, expected) => {
  const [merchant] = parseConfig({ ...environment, ...set, INGO_WEBHOOK_ADDRESSES }).merchants
  expect(isInRanges(address, merchant?.ingoWebhook?.ranges ?? [])).toBe(expected)
})
