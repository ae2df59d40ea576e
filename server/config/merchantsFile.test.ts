/** The file of merchants: its valid contents, and the message of each problem. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { environment } from '../testing/app.case.js'
import { parseConfig } from './config.js'
import { ConfigError, type Environment } from './environment.js'
import { merchantsFile, shops, temporaryFolder } from '../testing/merchantsFile.case.js'

const { a, b } = shops
const prefixed = (text: string) => expect.stringMatching(new RegExp(`^${text}\\b`)) as string

function collectProblems(settings: Environment): string[] {
  try {
    parseConfig({ ...environment, ...settings })
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

it('reads each merchant’s settings, and secrets from files', () => {
  const { settings, write } = merchantsFile()
  const INGO_SECRET_FILE = join(temporaryFolder(), 'secret')
  writeFileSync(INGO_SECRET_FILE, 'from a file\n', { mode: 0o600 })
  const { INGO_SECRET: _, ...rest } = b
  write(a, { ...rest, INGO_SECRET_FILE, CAPTURE_FAILED_PER_DAY: '3' })
  expect(parseConfig({ ...environment, ...settings }).merchants).toMatchObject([
    { id: 'shop-a', origins: ['https://a.example'], ingo: { participantId: 12345 } },
    {
      id: 'shop-b',
      limits: { failedPerHour: 10, failedPerDay: 3 },
      policy: { cvv: 'off' },
      ingo: { participantId: 67890, credentials: { username: 'user-b', secret: 'from a file' } },
    },
  ])
})

it('reports every problem with the merchant and the setting, never a value', () => {
  const { settings, write } = merchantsFile()
  const { INGO_SECRET: _, ...withoutSecret } = b
  write(
    { ...a, INGO_CVV: 'marked' },
    { ...withoutSecret, INGO_SECRET_FILE: '/nowhere/marked' },
    { ...b, CAPTURE_MERCHANT_ID: 'Marked Shop' },
    { ...b, CAPTURE_MERCHANT_ID: 'shop-d', INGO_TIMEOUT_MS: 1000, 'marked 1': 'x' },
    'marked',
  )
  const lines = collectProblems({ ...settings, PORT: 'marked' })
  expect(lines.join('\n')).not.toMatch(/marked/i)
  expect(lines.map((line) => line.split(/ is /)[0])).toEqual([
    'PORT',
    'merchant shop-a: INGO_CVV',
    'merchant shop-b: INGO_SECRET_FILE',
    'merchants[2]: CAPTURE_MERCHANT_ID',
    'merchant shop-d: INGO_TIMEOUT_MS',
    'merchant shop-d: a name',
    ...['MERCHANT_ID', 'SECRET_KEY', 'ORIGINS'].map((name) => `merchants[4]: CAPTURE_${name}`),
    ...['USERNAME', 'SECRET', 'PARTICIPANT_ID'].map((name) => `merchants[4]: INGO_${name}`),
  ])
})

it('rejects a duplicate id and a duplicate secret key', () => {
  const { settings, write } = merchantsFile()
  write(a, { ...b, CAPTURE_MERCHANT_ID: 'shop-a' })
  expect(collectProblems(settings)).toEqual([prefixed('merchant shop-a: CAPTURE_MERCHANT_ID is a duplicate')])
  write(a, { ...b, CAPTURE_SECRET_KEY: `${b.CAPTURE_SECRET_KEY},${a.CAPTURE_SECRET_KEY}` })
  expect(collectProblems(settings)).toEqual([prefixed('merchant shop-b: CAPTURE_SECRET_KEY is a duplicate')])
})

it('rejects a duplicate name in one merchant’s object, and shows only names of settings', () => {
  const { settings } = merchantsFile()
  const shop = JSON.stringify(a).slice(1)
  const secret = '"sk_1234567890abcdefghijklmnop":1'
  const text = `{"merchants":[{"CAPTURE_ORIGINS":"https://old.example",${secret},${secret},${shop}]}`
  writeFileSync(settings.CAPTURE_CONFIG, text, { mode: 0o600 })
  expect(collectProblems(settings)).toEqual([
    'CAPTURE_CONFIG is invalid. A name is a duplicate in its object. Remove one of them.',
    'CAPTURE_CONFIG is invalid. CAPTURE_ORIGINS is a duplicate in its object. Remove one of them.',
  ])
})

it('rejects merchant settings in addition to CAPTURE_CONFIG, and names them', () => {
  const { settings, write } = merchantsFile()
  write(a)
  expect(
    collectProblems({ ...settings, INGO_URL: 'https://x.example', CAPTURE_MERCHANT_ID: 'demo' }),
  ).toEqual([prefixed('CAPTURE_MERCHANT_ID is rejected'), prefixed('INGO_URL is rejected')])
})

it.each(['[]', '{"merchants":[]}', '{"merchants":{}}', '{"merchants":[{}],"more":1}'])(
  'rejects a file of another shape: %s',
  (text) => {
    const { settings, writeText } = merchantsFile()
    writeText(text)
    expect(collectProblems(settings)).toEqual([prefixed('CAPTURE_CONFIG is invalid')])
  },
)

it.each([
  ['empty', '', undefined],
  ['cut off', '{\n  "merchants":[', undefined],
  ['a missing quotation mark', '{"merchants": [\n  { "INGO_CVV": marked }\n]}', undefined],
  ['an extra comma', '{"merchants": [\n  { "INGO_CVV": "marked", }\n]}', 42],
  ['a missing comma', '{"merchants": [\n  { "a": "marked"\n    "b": "" }\n]}', 38],
  ['text after its end', '{"merchants": []}\nmarked', 18],
])('reports a file that is not valid JSON, without quoting it: %s', (_name, text, position) => {
  const { settings, writeText } = merchantsFile()
  writeText(text)
  const [problem = '', ...more] = collectProblems(settings)
  expect(problem).toMatch(/^CAPTURE_CONFIG is invalid\..+not valid JSON/)
  // Node reports a position only for some mistakes.
  if (position !== undefined) expect(problem).toContain(`position ${position}`)
  expect(problem).not.toContain('marked')
  expect(more).toEqual([])
})

it('reports unknown settings, but not a name that may be a secret; accepts a byte order mark', () => {
  const { settings, writeText } = merchantsFile()
  const strange = {
    ...a,
    INGO_CVVV: 'off',
    PORT: '1',
    INGO_PARTICIPANT_ID_FILE: '/x',
    '4111111111111111': '',
  }
  writeText(`\ufeff${JSON.stringify({ merchants: [strange] })}`)
  expect(collectProblems(settings).sort()).toEqual([
    prefixed('merchant shop-a: INGO_CVVV is an unknown setting'),
    prefixed('merchant shop-a: INGO_PARTICIPANT_ID_FILE is an unknown setting'),
    prefixed('merchant shop-a: PORT is an unknown setting'),
    prefixed('merchant shop-a: a name is an unknown setting'),
  ])
})

it('reports a file that cannot be read, and a weak secret', () => {
  const { settings, write } = merchantsFile()
  expect(collectProblems(settings)).toEqual([prefixed('CAPTURE_CONFIG is invalid')])
  write(a, { ...b, INGO_SECRET: 'simulator-secret' })
  expect(collectProblems(settings)).toEqual([prefixed('merchant shop-b: INGO_SECRET is rejected')])
})
