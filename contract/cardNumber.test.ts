import hasCheckDigit from 'card-validator/dist/luhn-10.js'
import creditCardType from 'credit-card-type'
import { expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { containsCardNumber } from './cardNumber.js'
import { documentedCheck, documentedOpenBankingKeys, requiredRecipient } from './documented.case.js'
import { openBankingFields } from './openBanking.js'
import { sessionRequest } from './sessionRequest.js'
import { verificationRequest } from './verification.js'
import { verifyCheckRequest } from './verifyCheck.js'
import { openBankingOfSession } from './verifyOpenBanking.js'

/** A test card of each brand, and two of the simulator's. */
const testNumbers = [
  ...['4111111111111111', '5555555555554444', '378282246310005', '6011111111111117', '30569309025904'],
  ...['3530111333300000', '6200000000000005', '6759649826438453', '4000000000001117', '4000000000008526'],
]

function inScript(zero: number) {
  return (number: string) => number.replace(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)))
}

function toGroups(separator: string) {
  return (number: string) => (number.match(/.{1,4}/g) ?? []).join(separator)
}

const spellings: [name: string, spell: (number: string) => string][] = [
  ['digits alone', (number) => number],
  ['between words', (number) => `the card ${number}, verified`],
  ['after another number', (number) => `Suite 12 ${toGroups(' ')(number)}`],
  ['between letters', (number) => `x${number}y`],
  ['after a name of more letters', (number) => `n${toGroups('-')(number)}`],
  ['before other digits after letters', (number) => `Visa${number}exp1226cvv`],
  ['a label in other letters', (number) => `карта${number}号`],
  ['a swiped track', (number) => `%B${number}^DOE/A^2612`],
  ['a chip’s track', (number) => `${number}D26121011234567F`],
  ['a label and an underscore', (number) => `order_${number}`],
  ...[
    ' ',
    '-',
    '.',
    '/',
    ', ',
    ' - ',
    '_',
    '·',
    '\u00a0',
    '\u2013',
    '\u200c',
    '\u200d',
    '\u3164',
    '\u30fc',
    '\uff70',
    '\u3161',
    '\u4e00',
    '%',
    '|',
    '\ufe0f\u20e3',
  ].map((separator): [string, (number: string) => string] => [
    `groups with ${JSON.stringify(separator)}`,
    toGroups(separator),
  ]),
  ['a blank after each digit', (number) => number.split('').join(' ')],
  ['full-width digits', inScript(0xff10)],
  ['Arabic-Indic digits', inScript(0x0660)],
  ['Devanagari digits', inScript(0x0966)],
  ['double-struck digits', inScript(0x1d7d8)],
  ['superscript digits', (number) => number.replace(/[0-9]/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)))],
  ['circled digits', (number) => number.replace(/[0-9]/g, (digit) => '⓪①②③④⑤⑥⑦⑧⑨'.charAt(Number(digit)))],
]

function brokenRule(schema: z.ZodMiniType, body: object): string | undefined {
  return schema.safeParse(body).error?.issues[0]?.message
}

const session = { origin: 'https://shop.example' }
const { beneficiary_account, ...person } = documentedCheck.beneficiary
const bank = Object.fromEntries(
  documentedOpenBankingKeys
    .filter((key) => !['participant_id', 'timestamp', ...Object.keys(openBankingFields)].includes(key))
    .map((key) => [key, 'text']),
)
const ids = ['participant_unique_id1', 'participant_unique_id2', 'store_id', 'terminal_id', 'clerk_id']
const postal = ['first_name', 'last_name', 'address1', 'address2', 'city']

/** Every free text that a merchant's backend or the frame sends. */
const fields: [name: string, breaksRule: (value: string) => string | undefined][] = [
  ...[...ids, 'locale'].map((name): (typeof fields)[number] => [
    `session: ${name}`,
    (value) => brokenRule(sessionRequest, { ...session, [name]: value }),
  ]),
  ...[...postal, 'business_name'].map((name): (typeof fields)[number] => [
    `session: recipient_${name}`,
    (value) => brokenRule(sessionRequest, { ...session, recipient: { [`recipient_${name}`]: value } }),
  ]),
  ...postal.map((name): (typeof fields)[number] => [
    `check: beneficiary_${name}`,
    (value) =>
      brokenRule(verifyCheckRequest, {
        ...documentedCheck,
        beneficiary: { beneficiary_account, ...person, [`beneficiary_${name}`]: value },
      }),
  ]),
  ...['line1', 'address1', 'address2', 'city'].map((name): (typeof fields)[number] => [
    `check: recipient_${name}`,
    (value) =>
      brokenRule(verifyCheckRequest, {
        ...documentedCheck,
        recipient: { ...documentedCheck.recipient, [`recipient_${name}`]: value },
      }),
  ]),
  ...Object.keys({ ...bank, ...openBankingFields }).map((name): (typeof fields)[number] => [
    `open banking: ${name}`,
    (value) => brokenRule(openBankingOfSession, { ...bank, [name]: value }),
  ]),
  [
    'verification: third_party_token',
    (token) =>
      brokenRule(verificationRequest, {
        ...{ account_type: 'card', ...requiredRecipient, third_party_token: { id: '1', token } },
      }),
  ],
]

it.each(fields)('rejects each test card in each spelling in %s', (_field, breaksRule) => {
  const rules = spellings.flatMap(([name, spell]) =>
    testNumbers.map((number) => [breaksRule(spell(number)), name, number] as const),
  )
  // Some fields break another rule first: a locale has a length limit, and a token allows no blanks.
  const accepted = rules.filter(([rule]) => rule === undefined)
  expect(accepted).toEqual([])
  expect(rules.filter(([rule]) => rule === 'looks_like_card_number').length).toBeGreaterThanOrEqual(40)
})

it('rejects a card number as a token and as the name of a third party’s value', () => {
  const [number = ''] = testNumbers
  const token = { account_type: 'card', customer_account_token: number }
  expect(brokenRule(verificationRequest, token)).toBe('looks_like_card_number')
  const third_party_token = { id: '1', [`x_${number}`]: 'token' }
  const body = { account_type: 'card', ...requiredRecipient, third_party_token }
  expect(verificationRequest.safeParse(body).success).toBe(false)
})

it('accepts a beneficiary_account with the digits of a card, because it is the merchant’s own number', () => {
  const beneficiary = { ...person, beneficiary_account: '4111111111111111' }
  expect(brokenRule(verifyCheckRequest, { ...documentedCheck, beneficiary })).toBeUndefined()
})

it('finds every brand’s prefixes and lengths, except for one prefix of Maestro inside Visa’s and two of old JCB cards', () => {
  const types = Object.values(creditCardType.types).map((type) => creditCardType.getTypeInfo(type))
  const missed = types.flatMap(({ patterns, lengths }) =>
    patterns
      .flatMap((pattern) => pattern)
      .filter((prefix) => ![493698, 1800, 2131].includes(prefix))
      .flatMap((prefix) => lengths.map((length) => complete(String(prefix), length)))
      .filter((number) => !containsCardNumber(number)),
  )
  expect(missed).toEqual([])
  expect(
    [complete('1800', 15), complete('2131', 15)].filter((number) => !containsCardNumber(number)),
  ).toEqual([])
})

/** A number of this length with a good check digit. */
function complete(prefix: string, length: number): string {
  const digits = prefix.padEnd(length - 1, '3')
  return Array.from({ length: 10 }, (_, last) => `${digits}${last}`).find((all) => hasCheckDigit(all)) ?? ''
}

it('accepts numbers of no brand, of another length, and with another check digit', () => {
  const others = ['0', '1', '20', '31', '33', '7', '90'].flatMap((prefix) =>
    [12, 15, 16, 19].map((length) => complete(prefix, length)),
  )
  const passing = [...others, complete('4', 15), complete('51', 15), complete('6', 11), '4111111111111112']
  expect(passing.filter((text) => containsCardNumber(text))).toEqual([])
})

it('accepts addresses, dates, phones and amounts', () => {
  const texts = [
    '12345 Route 66, Box 7890',
    '4111 1111 1111',
    '1-404-555-0100, extension 12',
    '2026-11-28 21:18:28.123',
    'ORDER-2026-11-28-0001',
  ]
  expect(texts.filter((text) => containsCardNumber(text))).toEqual([])
})

it('accepts numbers with a letter between their digits', () => {
  const split = testNumbers.flatMap((number) =>
    ['a', 'Z', 'é', '中'].map((letter) => toGroups(letter)(number)),
  )
  expect(split.filter((text) => containsCardNumber(text))).toEqual([])
})

it('names the rule and never the value', () => {
  const error = sessionRequest.safeParse({ ...session, store_id: '4111 1111 1111 1111' }).error
  expect(error?.issues[0]).toMatchObject({ path: ['store_id'], message: 'looks_like_card_number' })
  expect(JSON.stringify(error)).not.toContain('4111')
})
