import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { environment } from '../testing/app.case.js'
import { parseConfig } from './config.js'
import { ConfigError } from './environment.js'

const secret = (bytes: number) =>
  `whsec_${createHash('shake256', { outputLength: bytes }).update('a secret').digest().toString('base64')}`
const URL_NAME = 'CAPTURE_WEBHOOK_URL'
const SECRET = 'CAPTURE_WEBHOOK_SECRET'

function problems(settings: Record<string, string>): string[] {
  try {
    parseConfig({ ...environment, ...settings })
    return []
  } catch (error) {
    return (error as ConfigError).problems
  }
}

it.each(['https://shop.example/hook', 'http://localhost:3000/hook', 'http://127.0.0.1/', 'https://[::1]/'])(
  'takes %s',
  (url) => {
    expect(problems({ [URL_NAME]: url, [SECRET]: secret(24) })).toEqual([])
  },
)

it.each([
  'http://shop.example/',
  'https://user:pass@shop.example/',
  'https://shop.example/#x',
  'shop.example',
])('rejects the URL %s, and does not repeat it', (url) => {
  const found = problems({ [URL_NAME]: url, [SECRET]: secret(24) })
  expect(found).toHaveLength(1)
  expect(found[0]).toMatch(/^CAPTURE_WEBHOOK_URL is invalid\. Expected an https URL/)
  expect(found[0]).not.toContain('shop.example')
})

it.each(['https://10.0.0.1/', 'https://169.254.169.254/', 'https://[fd00::1]/', 'https://0x0a000001/'])(
  'rejects the private address %s, unless the operator allows it',
  (url) => {
    const settings = { [URL_NAME]: url, [SECRET]: secret(24) }
    expect(problems(settings)).toEqual([
      'CAPTURE_WEBHOOK_URL is rejected. It names a private address. Use a public one, or set CAPTURE_WEBHOOK_ALLOW_PRIVATE to true.',
    ])
    expect(problems({ ...settings, CAPTURE_WEBHOOK_ALLOW_PRIVATE: 'true' })).toEqual([])
  },
)

it('requires a secret of 24 to 64 bytes for a URL, and accepts two secrets', () => {
  expect(problems({ [URL_NAME]: 'https://shop.example/' })).toEqual([
    expect.stringMatching(
      /^CAPTURE_WEBHOOK_SECRET is missing, and CAPTURE_WEBHOOK_URL needs it\. Create one with/,
    ),
  ])
  for (const good of [secret(24), secret(64), `${secret(24)},${secret(32)}`])
    expect(problems({ [SECRET]: good })).toEqual([])
  const bad = [
    secret(23),
    secret(65),
    secret(32).slice(6),
    'whsec_not base64',
    `${secret(24)},${secret(25)},${secret(26)}`,
  ]
  for (const text of bad)
    expect(problems({ [SECRET]: text })).toEqual([
      expect.stringMatching(
        /^CAPTURE_WEBHOOK_SECRET is invalid\. Expected whsec_ and base64 of 24 to 64 bytes/,
      ),
    ])
  expect(problems({ [SECRET]: `${secret(24)},${secret(24)}` })).toEqual([
    'CAPTURE_WEBHOOK_SECRET has a duplicate key. Remove it.',
  ])
})

it('rejects a repetitive secret before a gateway that is not on this machine', () => {
  const text = `whsec_${Buffer.alloc(32, 'a').toString('base64')}`
  const remote = { INGO_URL: 'https://gateway.example', CAPTURE_SECRET_KEY: 'sk_9tRwK3mPx7LqZ2vBcD4eF6gH' }
  expect(problems({ ...remote, [SECRET]: text })).toContainEqual(
    expect.stringMatching(/^CAPTURE_WEBHOOK_SECRET is rejected\. It is repetitive or a sample value\./),
  )
})
