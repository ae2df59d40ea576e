import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { environment } from '../testing/app.case.js'
import { parseConfig } from './config.js'
import { ConfigError, withSecretFiles, type Environment } from './environment.js'

function collectProblems(read: () => unknown): string[] {
  try {
    read()
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

/** The setting and the broken rule of a problem, without the rest of the sentence. */
function firstWords(problem: string): string {
  return /^\S+ (?:is missing|is invalid|is rejected|(?:is|has) a duplicate)/.exec(problem)?.[0] ?? problem
}

it('reports each missing setting in its own line', () => {
  const lines = collectProblems(() => parseConfig({}))
  expect(lines.map((line) => line.split(' ')[0]).sort()).toEqual([
    'CAPTURE_MERCHANT_ID',
    'CAPTURE_ORIGINS',
    'CAPTURE_SEALING_KEYS',
    'CAPTURE_SECRET_KEY',
    'INGO_PARTICIPANT_ID',
    'INGO_SECRET',
    'INGO_USERNAME',
  ])
  for (const line of lines) expect(line).toMatch(/^[A-Z_]+ is missing\. .+/)
})

it('has the documented defaults', () => {
  expect(parseConfig({ ...environment, CAPTURE_STORE: '' })).toMatchObject({
    port: 4180,
    host: '127.0.0.1',
    publicUrl: 'http://127.0.0.1:4180',
    store: '.capture/store.db',
    logLevel: 'info',
    trustedProxies: 0,
    drainMs: 65_000,
    merchants: [
      {
        limits: { failedPerHour: 10, failedPerDay: 30, attemptsPerMinute: 60 },
        policy: { cvv: 'required', expiration_date: 'required' },
        ingo: {
          url: 'https://payapi-sandbox.ingo.money',
          timeoutMs: 30_000,
          credentials: { algorithm: 'hmac-sha512' },
        },
      },
    ],
  })
})

it.each<[string, string]>([
  ['PORT', '70000'],
  ['PORT', 'http'],
  ['CAPTURE_PUBLIC_URL', 'http://capture.example'],
  ['CAPTURE_MERCHANT_ID', 'Demo Shop'],
  ['CAPTURE_SECRET_KEY', 'too-short'],
  ['CAPTURE_SECRET_KEY', 'sk_0123456789abcdef0123456789,short'],
  ['CAPTURE_SECRET_KEY', 'sk_7yHq3kZt9wLp2XbN8vRdMc5,sk_7yHq3kZt9wLp2XbN8vRdMc5'],
  ['CAPTURE_ORIGINS', 'sk_7yHq3kZt9wLp2XbN8vRdMc5'],
  ['CAPTURE_ORIGINS', 'https://user:pass@shop.example'],
  ['CAPTURE_ORIGINS', 'https://shop.example/checkout'],
  ['CAPTURE_SEALING_KEYS', Buffer.alloc(31).toString('base64')],
  ['INGO_URL', 'http://payapi.ingo.money'],
  ['INGO_URL', 'https://user:pass@payapi.ingo.money'],
  ['INGO_USERNAME', 'a"b'],
  ['INGO_USERNAME', 'a\nb'],
  ['INGO_ALGORITHM', 'hmac-md5'],
  ['INGO_ALGORITHM', 'hmac-sha1'],
  ['INGO_CVV', 'yes'],
  ['INGO_RETAIL', 'yes'],
  ['INGO_OPEN_BANKING_URL', 'http://sandbox-api.ingomoney.com'],
  ['INGO_OPEN_BANKING', 'yes'],
  ['INGO_TIMEOUT_MS', '30s'],
  ['LOG_LEVEL', 'loud'],
  ['CAPTURE_TRUSTED_PROXIES', 'all'],
  ['CAPTURE_TRUSTED_PROXIES', '11'],
  ['CAPTURE_FAILED_PER_HOUR', '-1'],
  ['CAPTURE_FAILED_PER_DAY', 'many'],
  ['CAPTURE_ATTEMPTS_PER_MINUTE', '1.5'],
  ['CAPTURE_DRAIN_SECONDS', '900'],
  ['CAPTURE_KEEP_ALIVE_SECONDS', '4000'],
  ['CAPTURE_KEEP_ALIVE_SECONDS', '1h'],
  ['CAPTURE_HSTS_SUBDOMAINS', 'yes'],
  ['REDIS_URL', 'https://redis.example'],
  ['METRICS_PORT', 'metrics'],
  ['METRICS_HOST', 'any address'],
  ['CAPTURE_STORE', '/proc/self/store.db'],
  ['CAPTURE_STORE', '/tmp/../sys/store.db'],
  ['CAPTURE_STORE', '/dev/shm/store.db'],
])('rejects %s=%s without printing the value', (name, value) => {
  const lines = collectProblems(() => parseConfig({ ...environment, [name]: value }))
  expect(lines.length).toBe(1)
  expect(lines[0]).toMatch(new RegExp(`^${name} (?:is invalid|has a duplicate)`))
  expect(lines[0]).not.toContain(value)
})

it.each([
  ['', 'empty'],
  ['shop.example', 'https://'],
  ['https://a.example/?q=1', 'query'],
  ['https:///', 'path'],
  ['https://shop.example/cart', 'path'],
  ['https://shop.example//', 'path'],
  ['http://shop.example', 'localhost'],
  ['https://*.shop.example', '*'],
  ['*', '*'],
  ['https://Shop.example', 'lower case'],
  ['HTTPS://shop.example', 'lower case'],
  ['https://shop.example:443', 'port'],
  ['https://shop.example:99999', 'an origin such as'],
  ['https://münchen.example', 'in Punycode, such as xn--'],
  ['https://MÜNCHEN.example', 'in Punycode, such as xn--'],
  ['https://', 'has no host'],
  ['https://:8443', 'has no host'],
  ['capacitor://', 'has no host'],
  ['capacitor://localhost:8080', 'Remove the port'],
  ['ionic://my_app', 'an origin such as'],
])('reports the position and the rule of the invalid origin "%s"', (entry, rule) => {
  const given = { ...environment, CAPTURE_ORIGINS: `https://one.example, ${entry},https://three.example` }
  const [line = '', ...more] = collectProblems(() => parseConfig(given))
  expect(line).toContain('CAPTURE_ORIGINS is invalid. Entry 2 ')
  expect(line).toContain(rule)
  expect(more).toEqual([])
})

it('reports every invalid origin', () => {
  const given = { ...environment, CAPTURE_ORIGINS: 'shop.example,https://a.example/?q=1,' }
  expect(collectProblems(() => parseConfig(given))).toHaveLength(3)
})

it('rejects a duplicate key, and one port for two servers', () => {
  const { CAPTURE_SEALING_KEYS: key = '', CAPTURE_SECRET_KEY: secret = '' } = environment
  const collect = (settings: Environment) =>
    collectProblems(() => parseConfig({ ...environment, ...settings })).map(firstWords)
  expect(collect({ CAPTURE_SEALING_KEYS: `${key},${key}` })).toEqual(['CAPTURE_SEALING_KEYS has a duplicate'])
  expect(collect({ CAPTURE_SECRET_KEY: `${secret},${secret}` })).toEqual([
    'CAPTURE_SECRET_KEY has a duplicate',
  ])
  expect(collect({ METRICS_PORT: '4180' })).toEqual(['METRICS_PORT is a duplicate'])
  expect(collect({ PORT: '0', METRICS_PORT: '0' })).toEqual([])
})

it('rejects a URL of open banking while open banking is off', () => {
  const given = { INGO_OPEN_BANKING: 'off', INGO_OPEN_BANKING_URL: 'https://marked.example' }
  const lines = collectProblems(() => parseConfig({ ...environment, ...given }))
  expect(lines).toEqual([expect.stringMatching(/^INGO_OPEN_BANKING_URL is rejected/)])
  expect(lines.join()).not.toContain('marked')
})

it('reads secrets from files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const file = join(folder, 'secret')
  writeFileSync(file, 'from a file\n', { mode: 0o600 })
  const { INGO_SECRET: _, ...rest } = environment
  const read = (given: Environment) => () => parseConfig(withSecretFiles(given))
  expect(read({ ...rest, INGO_SECRET_FILE: file })().merchants[0]?.ingo.credentials.secret).toBe(
    'from a file',
  )
  expect(collectProblems(read({ ...environment, INGO_SECRET_FILE: file })).map(firstWords)).toEqual([
    'INGO_SECRET_FILE is a duplicate',
  ])
  expect(collectProblems(read({ ...rest, INGO_SECRET_FILE: '/nowhere' })).map(firstWords)).toEqual([
    'INGO_SECRET_FILE is invalid',
  ])
  for (const [ending, problems] of [
    ['\r\n', []],
    ['\n\n', ['INGO_SECRET_FILE is invalid']],
  ] as const) {
    writeFileSync(file, `from a file${ending}`, { mode: 0o600 })
    expect(collectProblems(read({ ...rest, INGO_SECRET_FILE: file })).map(firstWords)).toEqual(problems)
  }
})
