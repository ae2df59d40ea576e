/** Card number: edits, and when errors appear. */
import type { Way } from '../frameScripts.js'
import type { Case, Step } from './case.js'

const EIGHT = '41111111'

/** Each case starts with `4111 1111`: the expected text, and the steps. */
const fromEight: [sees: string, ...steps: Step[]][] = [
  ['4111 2|111 1', { caret: 4 }, { type: '2' }],
  ['4111 2|111 1', { caret: 5 }, { type: '2' }],
  [
    '4211 1|111 1',
    { caret: 1 },
    { type: '2' },
    { press: ['ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'] },
  ],
  ['4|111 111', { caret: 2 }, { press: 'Backspace' }],
  ['411|1 111', { caret: 5 }, { press: 'Backspace' }],
  ['4111| 111', { caret: 4 }, { press: 'Delete' }],
  ['4111 |111', { caret: 5 }, { press: 'Delete' }],
  ['|1111 111', { press: ['Home', 'Delete'] }],
  ['|4111 1111', { press: ['Home', 'Backspace'] }],
  ['411|', { press: ['Backspace', 'Backspace', 'Backspace', 'Backspace', 'Backspace'] }],
  ['415|1 1', { select: [2, 7] }, { type: '5' }],
  ['41|11', { select: [2, 7] }, { press: 'Backspace' }],
  ['4155 5|11', { select: [2, 7] }, { paste: '5-5 5' }],
  ['4111 1111|', { caret: 3 }, { type: 'x' }, { press: 'End' }],
  ['411|1 1111', { caret: 3 }, { type: 'x' }],
  ['|1111', { select: [0, 5] }, { press: 'Control+x' }],
  ['1111 4111|', { select: [0, 5] }, { press: ['Control+x', 'End', 'Control+v'] }],
  ['4111 111|', { press: 'Control+z' }],
  ['4111 1111|', { caret: 2 }, { press: ['Backspace', 'Control+z', 'End'] }],
  ['4111 1111|', { press: ['Control+z', 'Control+z', 'Control+Shift+z', 'Control+Shift+z'] }],
  ['4111 1111|', { press: 'Control+a' }, { paste: '5555555555554444' }, { press: ['Control+z', 'End'] }],
]

const dragged: Case[] = [
  { drag: [5, 9], before: 0, sees: '2222 4111' },
  { drag: [0, 2], before: 9, sees: '1122 2241' },
  { drag: [5, 9], before: 2, sees: '4122 2211' },
].map(({ drag, before, sees }) => ({
  shows: 'number-caret',
  field: 'account',
  steps: [{ type: '41112222' }, { drag: drag as [number, number], before }],
  sees,
  cannot: { firefox: 'its driver drags, but drops nothing', webkit: 'its driver drags, but drops nothing' },
}))

const composed: Case[] = [
  {
    shows: 'number-compose',
    field: 'account',
    steps: [{ type: '4111' }, { compose: ['１', '１１', '１１２'] }],
    sees: '4111 112|',
  },
  {
    shows: 'number-compose',
    field: 'account',
    steps: [{ type: EIGHT }, { caret: 4 }, { compose: ['2', '23'] }],
    sees: '4111 23|11 11',
  },
  {
    shows: 'number-compose',
    field: 'account',
    steps: [{ composed: '37828', over: [0, 0], open: true }],
    sees: '37828|',
    brand: 'american-express',
    label: 'Security code',
  },
  {
    shows: 'number-compose',
    field: 'account',
    steps: [{ type: EIGHT }, { composed: '', over: [4, 5] }],
    sees: '411|1 111',
  },
]

const ignored: Case[] = [
  { field: 'account', steps: [{ ignoring: '4111222233334444' }], sees: '4111222233334444|' },
  { field: 'account', steps: [{ ignoring: '4111222233334444' }, { go: 'cvv' }], sees: '4111 2222 3333 4444' },
  { field: 'account', steps: [{ ignoring: '378282246310005' }, { go: 'cvv' }], sees: '3782 822463 10005' },
  { field: 'expiration_date', steps: [{ ignoring: '1229' }, { go: 'cvv' }], sees: '12 / 29' },
  { field: 'recipient_zip', steps: [{ ignoring: '303011234' }, { go: 'cvv' }], sees: '30301-1234' },
].map((row) => ({ shows: 'number-caret-ignored', ...row }) as Case)

const ways: Way[] = ['property', 'setter', 'change', 'input', 'after its events']
const shown: Case[] = ways.flatMap((way) =>
  [
    {
      field: 'account',
      steps: [{ type: EIGHT }, { set: '378282246310005', way }],
      sees: '3782 822463 10005',
    },
    { field: 'expiration_date', steps: [{ type: '0129' }, { set: '2031-12', way }], sees: '12 / 31' },
    { field: 'recipient_state', steps: [{ type: 'ga' }, { set: 'CA', way }], sees: 'CA' },
  ].map(({ steps, ...row }) => ({ shows: 'shown', ...row, steps: [...steps, { go: 'cvv' }] }) as Case),
)

const errors: Case[] = [
  // No error yet, because a Visa number may have up to 19 digits.
  { steps: [{ type: '4111111111111112' }], sees: '4111 1111 1111 1112|', wrong: null },
  { steps: [{ type: '4111111111111112' }, { go: 'cvv' }], sees: '4111 1111 1111 1112', wrong: 'check_digit' },
  {
    steps: [{ type: '4111111111111112' }, { go: 'cvv' }, { go: 'account' }, { press: ['End', 'Backspace'] }],
    sees: '4111 1111 1111 111|',
    wrong: null,
  },
  { steps: [{ type: '5555555555554445' }], sees: '5555 5555 5555 4445|', wrong: 'check_digit' },
  { steps: [{ type: '378282246310006' }], sees: '3782 822463 10006|', wrong: 'check_digit' },
  { steps: [{ type: '4111' }, { go: 'out' }], sees: '4111', wrong: 'incomplete' },
  {
    steps: [{ type: '4111' }, { go: 'cvv' }, { go: 'account' }, { press: 'End' }, { type: '1' }],
    sees: '4111 1|',
    wrong: null,
  },
  { steps: [{ type: '4' }, { press: 'Backspace' }, { go: 'out' }], sees: '', wrong: 'required' },
  { steps: [{ go: 'cvv' }, { go: 'account' }, { go: 'out' }], sees: '', wrong: null },
  {
    steps: [{ paste: '55555555555544441' }, { press: 'Backspace' }],
    sees: '5555 5555 5555 4444|',
    wrong: null,
  },
].map((row) => ({ shows: 'number-errors', field: 'account', ...row }) as Case)

/** Cases of edits in the card number. */
export const numberEditCases: Case[] = [
  ...fromEight.map(([sees, ...steps]): Case => ({
    shows: 'number-caret',
    field: 'account',
    steps: [{ type: EIGHT }, ...steps],
    sees,
  })),
  ...dragged,
  ...composed,
  ...ignored,
  ...shown,
  ...errors,
]
