import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { account, customer_account_token, cvv, expiration_date, recipient } from './fields.js'
import { amount } from './participant.js'

// Typed from Ingo's document, not derived from the pattern: 50 states, DC, eight territories, three of the military.
const STATES = `
  AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO
  MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY
  DC AS FM GU MH MP PR PW VI AA AE AP`
  .trim()
  .split(/\s+/)
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
const ALL_CODES = LETTERS.flatMap((first) => LETTERS.map((second) => first + second))

function accepts(schema: z.ZodMiniType, value: unknown): boolean {
  return schema.safeParse(value).success
}

describe('recipient_state', () => {
  const schema = recipient.recipient_state

  it('accepts the 62 documented codes and rejects the other 614', () => {
    expect(new Set(STATES).size).toBe(62)
    expect(ALL_CODES).toHaveLength(676)
    expect(ALL_CODES.filter((code) => accepts(schema, code))).toEqual([...STATES].sort())
  })

  it('rejects lower case, mixed case, and other lengths', () => {
    const others = STATES.flatMap((code) => [
      code.toLowerCase(),
      code.charAt(0) + code.charAt(1).toLowerCase(),
      code.charAt(0).toLowerCase() + code.charAt(1),
      code.charAt(0),
      `${code}A`,
    ])
    expect(others.filter((code) => accepts(schema, code))).toEqual([])
  })
})

const cases: [name: string, schema: z.ZodMiniType, good: string[], bad: string[]][] = [
  [
    'account',
    account,
    ['1'.repeat(12), '1'.repeat(19)],
    ['1'.repeat(11), '1'.repeat(20), '4111 1111 1111 1111'],
  ],
  [
    'expiration_date',
    expiration_date,
    ['0001', '2612', '9909', '2610'],
    ['2600', '2613', '2620', '261', '26123', '12/26', '26-12', '1226'],
  ],
  ['cvv', cvv, ['123', '0000', '1234'], ['12', '12345', '12a', '1 23']],
  [
    'recipient_zip',
    recipient.recipient_zip,
    ['00000', '30301', '30301-1234'],
    ['3030', '303011', '30301-', '30301-123', '30301-12345', '303011234', '30301 1234', 'K1A 0B1'],
  ],
  ['recipient_state', recipient.recipient_state, ['GA'], ['Georgia']],
  [
    'recipient_phone',
    recipient.recipient_phone,
    ['1231231234', '0000000000'],
    ['123123123', '12312312345', '123-123-1234', '+11231231234'],
  ],
  [
    'customer_account_token',
    customer_account_token,
    ['ca875cce-58c0-46a0-8f14-676190cc7df6', 'a', '_'.repeat(255)],
    ['_'.repeat(256), 'a b', 'a/b', 'a.b', '<b>', 'a"', 'é'],
  ],
]

describe.each(cases)('%s', (_name, schema, good, bad) => {
  it('accepts the valid values and rejects the invalid ones', () => {
    expect(good.filter((value) => !accepts(schema, value))).toEqual([])
    expect(['', ' ', ...bad].filter((value) => accepts(schema, value))).toEqual([])
  })

  it('matches the whole text, not one line of it', () => {
    const around = ['\n', '\r\n', '\r', '\u2028', ' ', '\u0000', '\u200b', '!']
    const tricks = good
      .filter((value) => value.length < 200)
      .flatMap((value) => [
        ...around.flatMap((trick) => [value + trick, trick + value, `${trick}${value}${trick}`]),
        `${value}\n${value}`,
        `${value}\nx`,
        `x\n${value}`,
      ])
    expect(tricks.filter((value) => accepts(schema, value))).toEqual([])
  })

  it('rejects digits outside ASCII', () => {
    const inScript = (zero: number) =>
      good
        .map((value) => value.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit))))
        .filter((value) => !good.includes(value))
    // Full-width, Arabic-Indic, Devanagari, mathematical.
    const foreign = [0xff10, 0x0660, 0x0966, 0x1d7ce].flatMap(inScript)
    expect(foreign.filter((value) => accepts(schema, value))).toEqual([])
  })

  it('rejects everything but strings', () => {
    const others = [null, 123, 12345, true, ['123'], { length: 3 }, new String('123')]
    expect(others.filter((value) => accepts(schema, value))).toEqual([])
  })
})

it.each([
  [0.01, true],
  [1010.5, true],
  [1e3, true],
  [0.009, false],
  [0, false],
  [-1, false],
  ['1e3', false],
  ['1.00', false],
  [NaN, false],
  [Infinity, false],
  [-Infinity, false],
  [null, false],
  [10n, false],
])('amount %s: %s', (value, passing) => {
  expect(accepts(amount, value)).toBe(passing)
})

it('names the rule in a rejection and never repeats the value', () => {
  const all = z.object({ account, cvv, expiration_date, ...recipient })
  const secret = '4111-secret'
  const typed = Object.fromEntries(Object.keys(all.shape).map((name) => [name, `${secret}\n`]))
  const { error } = all.safeParse(typed)
  expect(error?.issues.length).toBeGreaterThan(10)
  expect(JSON.stringify(error)).not.toContain(secret)
})
