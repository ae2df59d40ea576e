/** Expiry and security code. */
import type { Case } from './case.js'

/** The last two digits of the year this many years from now. */
function twoDigitYear(years: number): string {
  return String(new Date().getUTCFullYear() + years).slice(2)
}

const typed: Case[] = [
  ['1/29', '01 / 29|'],
  ['1 29', '01 / 29|'],
  ['1-29', '01 / 29|'],
  ['0129', '01 / 29|'],
  ['2', '02 / |'],
  ['12', '12 / |'],
  ['13', '01 / 3|'],
  ['012029', '01 / 29|'],
].map(([type = '', sees = '']) => ({
  shows: 'expiry-typed',
  field: 'expiration_date',
  steps: [{ type }],
  sees,
}))

const forms = [
  '01/2029',
  '1/2029',
  '01 / 2029',
  '01-29',
  '01.29',
  '01 29',
  '1/29',
  '0129',
  '2029-01',
  '2029/01',
  '٠١/٢٩',
]
const whole: Case[] = forms.flatMap((text) => [
  { shows: 'expiry-whole', field: 'expiration_date', steps: [{ paste: text }], sees: '01 / 29|' },
  { shows: 'expiry-whole', field: 'expiration_date', steps: [{ fill: text }], sees: '01 / 29' },
])

const impossible: Case[] = [
  { steps: [{ paste: '13/29' }], sees: '13 / 29|', wrong: 'month_invalid' },
  { steps: [{ paste: '00/29' }], sees: '00 / 29|', wrong: 'month_invalid' },
  { steps: [{ paste: '129' }, { go: 'out' }], sees: '12 / 9', wrong: 'incomplete' },
  { steps: [{ type: '0/29' }], sees: '0 / 29|', wrong: 'month_invalid' },
  { steps: [{ type: '12/31/2029' }], sees: '12 / 312029|', wrong: 'too_long' },
  { steps: [{ fill: '12/31/2029' }], sees: '12 / 312029', wrong: 'too_long' },
  { steps: [{ paste: '31.12.2029' }], sees: '31 / 122029|', wrong: 'too_long' },
  { steps: [{ paste: '31-12' }], sees: '31 / 12|', wrong: 'month_invalid' },
  // No month begins with a 3, so this is read as the month 03.
  { steps: [{ fill: '329' }, { go: 'out' }], sees: '03 / 29', wrong: null },
  { steps: [{ paste: 'next year' }, { go: 'out' }], sees: '' },
].map((row) => ({ shows: 'expiry-honest', field: 'expiration_date', ...row }) as Case)

const edits: Case[] = [
  { steps: [{ type: '01' }, { press: 'Backspace' }], sees: '0|' },
  { steps: [{ type: '0129' }, { caret: 5 }, { press: 'Backspace' }], sees: '0| / 29' },
  { steps: [{ type: '0129' }, { caret: 2 }, { press: 'Delete' }], sees: '01 / |9' },
  { steps: [{ type: '0129' }, { press: 'Control+a' }, { type: '2' }], sees: '02 / |' },
  { steps: [{ type: '0129' }, { press: ['Control+a', 'Control+x'] }], sees: '|' },
  { steps: [{ type: '0129' }, { press: 'Control+z' }], sees: '01 / 2|' },
  { steps: [{ fill: '12/2030' }, { fill: '' }, { fill: '12/2031' }], sees: '12 / 31' },
  {
    steps: [{ fill: '13/29' }, { fill: `12/${twoDigitYear(2)}` }],
    sees: `12 / ${twoDigitYear(2)}`,
    wrong: null,
  },
  { steps: [{ compose: ['０', '０１', '０１２９'] }], sees: '01 / 29|' },
  { steps: [{ type: '0129' }, { composed: '', over: [4, 5] }], sees: '0| / 29' },
  ...['2031-12', '203112', '2031/12', '12/2031', '12-31', '1231', '122031'].flatMap((replace) =>
    (['insertText', 'insertReplacementText'] as const).map((by) => ({
      steps: [{ type: '0129' }, { replace, by }],
      sees: '12 / 31|',
    })),
  ),
].map((row) => ({ shows: 'expiry-edits', field: 'expiration_date', ...row }) as Case)

const clock: Case[] = [
  { steps: [{ type: '0119' }], sees: '01 / 19|', wrong: 'expired' },
  { steps: [{ type: '0120' }], sees: '01 / 20|', wrong: null },
  { steps: [{ type: '0120' }, { go: 'out' }], sees: '01 / 20', wrong: 'expired' },
  { steps: [{ fill: `12/${twoDigitYear(21)}` }], sees: `12 / ${twoDigitYear(21)}`, wrong: 'too_far' },
  { steps: [{ fill: `12/${twoDigitYear(20)}` }], sees: `12 / ${twoDigitYear(20)}`, wrong: null },
].map((row) => ({ shows: 'expiry-clock', field: 'expiration_date', ...row }) as Case)

const AMEX = { fill: '378282246310005', into: 'account' } as const
const VISA = { fill: '4111111111111111', into: 'account' } as const
const code: Case[] = [
  { steps: [{ type: '12a3' }, { go: 'out' }], sees: '123', wrong: null },
  { steps: [{ type: '1234' }, { go: 'out' }], sees: '1234', wrong: null },
  { steps: [{ type: '12' }, { go: 'out' }], sees: '12', wrong: 'incomplete' },
  { steps: [{ paste: '12345' }], sees: '12345|', wrong: 'too_long' },
  {
    steps: [AMEX, { type: '123' }, { go: 'out' }],
    sees: '123',
    wrong: 'incomplete',
    hint: 'The security code is incomplete.',
  },
  { steps: [AMEX, { type: '1234' }, VISA], sees: '1234', wrong: 'too_long' },
  { steps: [VISA, { type: '123' }, AMEX], sees: '123', wrong: 'incomplete' },
  { steps: [VISA, { type: '1234' }, AMEX], sees: '1234', wrong: null },
].map((row) => ({ shows: 'code', field: 'cvv', ...row }) as Case)

/** Cases of expiry and security code. */
export const expiryCases = [...typed, ...whole, ...impossible, ...edits, ...clock, ...code]
