/** Card number: formats that are accepted, grouping and brands. */
import type { Case } from './case.js'

const VISA = '4111 1111 1111 1111'

const written: Case[] = [
  VISA,
  '4111111111111111',
  '4111-1111-1111-1111',
  '4111\u00a01111\u00a01111\u00a01111',
  '\t4111\t1111\t1111\t1111',
  ' 4111 1111\n1111 1111\r\n',
  '４１１１１１１１１１１１１１１１',
  '٤١١١١١١١١١١١١١١١',
  'card 4111 1111, then 1111 1111!',
  '\u200f4111\u202e 1111 1111 1111',
].map((paste) => ({
  shows: 'number-forms',
  field: 'account',
  steps: [{ paste }],
  sees: `${VISA}|`,
  wrong: null,
}))

const forms: Case[] = [
  ...written,
  { shows: 'number-forms', field: 'account', steps: [{ type: 'a4x1-1 1.1' }], sees: '4111 1|' },
  { shows: 'number-forms', field: 'account', steps: [{ type: '４１١١1' }], sees: '4111 1|' },
  { shows: 'number-forms', field: 'account', steps: [{ paste: 'no digits at all' }], sees: '|' },
  { shows: 'number-forms', field: 'account', steps: [{ fill: '4111\ud8001111\ud83d' }], sees: '4111 1111' },
  {
    shows: 'number-forms',
    field: 'account',
    steps: [{ fill: '411111111111-1111' }],
    sees: VISA,
    wrong: null,
  },
]

const groups: Case[] = [
  { shows: 'number-groups', field: 'account', steps: [{ type: '4111' }], sees: '4111|' },
  { shows: 'number-groups', field: 'account', steps: [{ type: '4111111111111111' }], sees: `${VISA}|` },
  {
    shows: 'number-groups',
    field: 'account',
    steps: [{ type: '4111111111111111222' }],
    sees: '4111 1111 1111 1111 222|',
  },
  {
    shows: 'number-groups',
    field: 'account',
    steps: [{ type: '378282246310005' }],
    sees: '3782 822463 10005|',
    brand: 'american-express',
    wrong: null,
  },
  {
    shows: 'number-groups',
    field: 'account',
    steps: [{ type: '30569309025904' }],
    sees: '3056 930902 5904|',
    brand: 'diners-club',
    wrong: null,
  },
  {
    shows: 'number-groups',
    field: 'account',
    steps: [{ type: '6200000000000005' }],
    sees: '6200 0000 0000 0005|',
    brand: 'unionpay',
  },
  {
    shows: 'number-groups',
    field: 'account',
    steps: [{ paste: '41111111111111112222' }],
    sees: '4111 1111 1111 1111 2222|',
    wrong: 'too_long',
  },
  {
    shows: 'number-groups',
    field: 'account',
    steps: [{ fill: '4'.repeat(10_000) }, { fill: '4111111111111111' }],
    sees: VISA,
    wrong: null,
  },
]

const brands: Case[] = [
  {
    shows: 'number-brand',
    field: 'account',
    steps: [{ type: '4' }],
    sees: '4|',
    brand: 'visa',
    hint: '3 digits on the back',
    label: 'Security code',
    announced: 'Visa',
  },
  {
    shows: 'number-brand',
    field: 'account',
    steps: [{ type: '41111111' }, { caret: 0 }, { press: 'Delete' }, { type: '37' }],
    sees: '37|11 11111',
    brand: 'american-express',
    hint: '4 digits on the front',
    label: 'Security code',
    announced: 'American Express',
  },
  {
    shows: 'number-brand',
    field: 'account',
    steps: [{ type: '378282246310005' }, { press: 'Control+a' }, { paste: '6011111111111117' }],
    sees: '6011 1111 1111 1117|',
    brand: 'discover',
    hint: '3 digits on the back',
    announced: 'Discover',
  },
  {
    shows: 'number-brand',
    field: 'account',
    steps: [{ paste: '5555555555554444' }, { press: ['Control+a', 'Backspace'] }],
    sees: '|',
    brand: null,
    hint: '3 or 4 digits',
    label: 'Security code',
  },
]

const visaOnly = { accepted_brands: ['visa' as const] }
const accepted: Case[] = [
  {
    shows: 'number-accepted',
    field: 'account',
    session: visaOnly,
    steps: [{ type: '37' }],
    sees: '37|',
    wrong: 'brand_not_accepted',
  },
  {
    shows: 'number-accepted',
    field: 'account',
    session: visaOnly,
    steps: [{ type: '37' }, { press: ['Backspace', 'Backspace'] }, { type: '4' }],
    sees: '4|',
    wrong: null,
  },
  ...['000000000000', '9999999999999995'].map((type): Case => ({
    shows: 'number-accepted',
    field: 'account',
    session: visaOnly,
    steps: [{ type }, { go: 'out' }],
    sees: type.replace(/\d{4}(?=\d)/g, '$& '),
    wrong: null,
  })),
]

/** Cases of the card number. */
export const numberCases = [...forms, ...groups, ...brands, ...accepted]
