/** Which texts of a response hold a value of the request, in spellings that captures.kept.test.ts does not send. */
import { expect, it } from 'vitest'
import { SentValues } from './sentValues.js'

const NUMBER = '4000009876543219'
const CVV = '907'
const credentials = { username: 'user', secret: 'a-secret' }
const person = { recipient_first_name: 'Zephyrine', recipient_last_name: '\u{1d4e0}uack' }
const card = new SentValues({ sent: { account: NUMBER, cvv: CVV, ...person }, credentials })
const check = (beneficiary_account: string) =>
  new SentValues({ sent: { beneficiary: { beneficiary_account } }, credentials })

const base64 = (text: string) => Buffer.from(text).toString('base64')
const base64url = (text: string) => Buffer.from(text).toString('base64url')
const hex = (text: string) => Buffer.from(text).toString('hex')
const backwards = (text: string) => Array.from(text).reverse().join('')
/** Longer than what a response usually has. */
const long = 'x '.repeat(2000)

it.each([
  ['in base64, from each offset', base64(NUMBER), base64(`x${NUMBER}`), base64(`xx${NUMBER}`)],
  ['in base64url after other letters', `tok${base64url(NUMBER)}`, `to-${base64url(NUMBER)}`],
  ['nine digits in base64, the shortest part', base64(NUMBER.slice(-9)), base64(NUMBER.slice(2, 11))],
  ['nine digits in hexadecimal', hex(NUMBER.slice(-9)), hex(NUMBER.slice(0, 9)).toUpperCase()],
  ['from behind', backwards(NUMBER), backwards(NUMBER.slice(0, 9))],
  ['in base64 from behind', backwards(base64(NUMBER))],
  ['from behind in base64', base64(backwards(NUMBER))],
  ['encoded twice', base64(base64(NUMBER)), base64(hex(NUMBER)), hex(base64(NUMBER))],
  ['as a hexadecimal integer', `id_0x${BigInt(NUMBER).toString(16)}`.replace('_', ' ')],
  ['after a long text', `${long} ${NUMBER}`, `${long} ${base64(NUMBER)}`],
  ['from behind after a text outside Latin-1', `😀 ${backwards(NUMBER)}`],
])('finds a card number %s', (_spelling, ...texts) => {
  for (const text of texts) {
    expect([text, card.hasSentNumber(text)]).toEqual([text, true])
    expect([text, card.hasCardData(text)]).toEqual([text, true])
  }
})

it('finds each part of nine digits, and none of eight', () => {
  for (let start = 0; start + 9 <= NUMBER.length; start++) {
    const part = NUMBER.slice(start, start + 9)
    for (const text of [part, `1${part}`, base64(part), hex(part), backwards(part)]) {
      expect([text, card.hasSentNumber(text)]).toEqual([text, true])
    }
  }
  expect(card.hasSentNumber(NUMBER.slice(0, 8))).toBe(false)
  expect(card.hasSentNumber(base64(NUMBER.slice(0, 8)))).toBe(false)
})

it.each([
  ['between other digits', '1 907 2', 'x907', '907', '12 907'],
  ['from behind', 'is 709 ok 1'],
  ['with separators', '9-0-7', '90 7'],
  ['in base64 and in hexadecimal', base64(CVV), base64(` ${CVV} `), hex(CVV)],
])('finds a CVV %s', (_spelling, ...texts) => {
  for (const text of texts) expect([text, card.hasCardData(text)]).toEqual([text, true])
})

it.each(['9071', '1907', '9-0-7-1', '90', '1907 9072', '7 0 9 0'])(
  'does not take the digits of %s for the CVV',
  (text) => {
    expect(card.hasCardData(text)).toBe(false)
  },
)

it('finds no CVV in a text if none was sent, and none in a text without digits', () => {
  expect(check('1234').hasCardData('is 907')).toBe(false)
  expect(card.hasCardData('Bank of America - Platinum')).toBe(false)
})

it.each([
  ['3000000038', ['3000000038', base64('3000000038'), hex('3000000038'), backwards('3000000038')]],
  ['1234', ['x1234', '12-34', base64('1234'), '4321']],
  ['AB-1234567890X', ['AB123456 7890X', base64('AB1234567')]],
])('finds the account %s of a check, however short', (account, texts) => {
  for (const text of texts) expect([text, check(account).hasSentNumber(text)]).toEqual([text, true])
  expect(check(account).hasSentNumber('88-99')).toBe(false)
})

it('finds a secret, a username and a name from behind, and encoded', () => {
  for (const text of ['A-SECRET', backwards('a-secret'), base64('a-secret'), 'the user is', 'resu'])
    expect([text, card.hasCardData(text)]).toEqual([text, true])
  for (const text of ['ZEPHYRINE', backwards('Zephyrine'), base64('Zephyrine'), 'quack', '\u{1d4e0}uack'])
    expect([text, card.hasPersonalData(text)]).toEqual([text, true])
  for (const text of ['users', 'secret']) expect([text, card.hasCardData(text)]).toEqual([text, false])
})

it('finds nothing in the values of a documented response', () => {
  const texts = ['ca875cce-58c0-46a0-8f14-676190cc7df6', 'Visa', '1500.00', '04/21/2026', '2.4505', '0.1', '']
  for (const text of texts) {
    expect([text, card.hasSentNumber(text)]).toEqual([text, false])
    expect([text, card.hasCardData(text)]).toEqual([text, false])
    expect([text, card.hasPersonalData(text)]).toEqual([text, false])
  }
})
