/** What a file of merchants may hold, and how each thing that is wrong in it is told. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { environment } from '../testing/app.case.js'
import { ConfigError, parseConfig, type Environment } from './config.js'
import { merchantsFile, shops, temporaryFolder } from '../testing/merchantsFile.case.js'

const { a, b } = shops

function collectProblems(settings: Environment): string[] {
  try {
    parseConfig({ ...environment, ...settings })
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

it('has the settings of the environment, by merchant, and secrets from files too', () => {
  const { settings, write } = merchantsFile()
  const INGO_SECRET_FILE = join(temporaryFolder(), 'secret')
  writeFileSync(INGO_SECRET_FILE, 'from a file\n')
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

it('names each problem with the merchant and the setting, all at once, and never a value', () => {
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
  expect(lines.map((line) => line.split(/:? (?:is|names|has) /)[0])).toEqual([
    'PORT',
    'merchant shop-a: INGO_CVV',
    'merchant shop-b: INGO_SECRET_FILE',
    'merchants[2]: CAPTURE_MERCHANT_ID',
    'merchant shop-d: INGO_TIMEOUT_MS',
    'merchant shop-d',
    ...['MERCHANT_ID', 'SECRET_KEY', 'ORIGINS'].map((name) => `merchants[4]: CAPTURE_${name}`),
    ...['USERNAME', 'SECRET', 'PARTICIPANT_ID'].map((name) => `merchants[4]: INGO_${name}`),
  ])
})

it('refuses what would let one merchant through another’s door', () => {
  const { settings, write } = merchantsFile()
  write(a, { ...b, CAPTURE_MERCHANT_ID: 'shop-a' })
  expect(collectProblems(settings)).toEqual([
    'merchant shop-a: CAPTURE_MERCHANT_ID is another merchant’s, too',
  ])
  write(a, { ...b, CAPTURE_SECRET_KEY: `${b.CAPTURE_SECRET_KEY},${a.CAPTURE_SECRET_KEY}` })
  expect(collectProblems(settings)).toEqual([
    'merchant shop-b: CAPTURE_SECRET_KEY is another merchant’s, too',
  ])
})

it('refuses merchants in two places, by name', () => {
  const { settings, write } = merchantsFile()
  write(a)
  expect(
    collectProblems({ ...settings, INGO_URL: 'https://x.example', CAPTURE_MERCHANT_ID: 'demo' }),
  ).toEqual([
    'CAPTURE_MERCHANT_ID is set beside CAPTURE_CONFIG: it belongs into the file',
    'INGO_URL is set beside CAPTURE_CONFIG: it belongs into the file',
  ])
})

const SHOULD_BE = 'CAPTURE_CONFIG names a file that should be JSON, { "merchants": [{ … }] }'

it.each(['[]', '{"merchants":[]}', '{"merchants":{}}', '{"merchants":[{}],"more":1}'])(
  'says what a file should be that is %s',
  (text) => {
    const { settings, writeText } = merchantsFile()
    writeText(text)
    expect(collectProblems(settings)).toEqual([SHOULD_BE])
  },
)

it.each([
  ['nothing', '', 1, 1],
  ['cut off', '{\n  "merchants":[', 2, 16],
  ['a word without marks', '{"merchants": [\n  { "INGO_CVV": marked }\n]}', 2, 17],
  ['a word that is cut off', '{"merchants": [\n  { "INGO_CVV": tru }\n]}', 2, 20],
  ['a comma too many', '{"merchants": [\n  { "INGO_CVV": "marked", }\n]}', 2, 27],
  ['a comma too few', '{"merchants": [\n  { "a": "marked"\n    "b": "" }\n]}', 3, 5],
  ['a text that doesn’t end', '{"merchants": ["marked', 1, 23],
  ['more after its end', '{"merchants": []}\nmarked', 2, 1],
])('says where a file stops being JSON: %s', (_name, text, line, column) => {
  const { settings, writeText } = merchantsFile()
  writeText(text)
  expect(collectProblems(settings)).toEqual([`${SHOULD_BE}: it goes wrong at line ${line}, column ${column}`])
})

it('a name that is no setting is told if it is like one, with the one that is near; a byte order mark is taken', () => {
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
    'merchant shop-a: INGO_CVVV is no setting: is INGO_CVV meant?',
    'merchant shop-a: INGO_PARTICIPANT_ID_FILE is no setting: INGO_PARTICIPANT_ID has its value in itself',
    'merchant shop-a: PORT is no setting',
    'merchant shop-a: has a name that is no setting of a merchant’s',
  ])
})

it('says that a file cannot be read, and that a secret can be guessed', () => {
  const { settings, write } = merchantsFile()
  expect(collectProblems(settings)).toEqual(['CAPTURE_CONFIG names a file that cannot be read'])
  write(a, { ...b, INGO_SECRET: 'simulator-secret' })
  expect(collectProblems(settings)).toEqual([
    expect.stringMatching(/^merchant shop-b: INGO_SECRET is an example or can be guessed/),
  ])
})
