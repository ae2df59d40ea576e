/** Names, address, state, ZIP and phone. */
import type { Rule } from '../../../contract/fields.js'
import type { Case, Step } from './case.js'

const names: Case[] = [
  ['José Núñez-O’Brien', null],
  ["O'Brien Jr. 3", null],
  ['李小龍', null],
  ['Mary-Ann', null],
  ['Alex 😀', null],
  ['4111 1111 1111 1111', 'looks_like_card_number'],
  ['x'.repeat(256), 'too_long'],
  ['A\ud800', 'invalid'],
].map(([fill, wrong]) => ({
  shows: 'names',
  field: 'recipient_last_name',
  steps: [{ fill: fill as string }, { go: 'recipient_city' }, { go: 'recipient_last_name' }, { go: 'out' }],
  sees: fill as string,
  wrong: wrong as Rule | null,
  ...(wrong === 'invalid' && { cannot: { firefox: 'its driver passes no lone surrogates on' } }),
}))

const fullName: Case[] = [
  {
    shows: 'names',
    field: 'recipient_first_name',
    steps: [{ fill: 'Mary Ann O’Brien' }],
    sees: 'Mary Ann',
    others: { recipient_last_name: 'O’Brien' },
    announced: 'The last name was moved to its own field. Please check both.',
  },
  ...[
    // With a comma, the last word may not be the last name.
    'Rivera, Alex',
    'Alex Rivera, Jr.',
  ].map((fill): Case => {
    const others = { recipient_last_name: '' }
    return { shows: 'names', field: 'recipient_first_name', steps: [{ fill }], sees: fill, others }
  }),
  ...[
    // If a last name is filled in later, the first name keeps all words that are not in it.
    ['Ana José', 'José', 'García', 'Ana José'],
    ['Ana García Soto', 'Soto', 'García Soto', 'Ana'],
  ].map(([whole = '', part = '', last = '', sees = '']): Case => {
    const into = 'recipient_last_name'
    const steps: Step[] = [{ fill: whole }, { comes: part, into }, { fill: last, into }]
    return { shows: 'names', field: 'recipient_first_name', steps, sees, others: { [into]: last } }
  }),
  {
    shows: 'names',
    field: 'recipient_first_name',
    steps: [{ type: 'Mary Ann' }, { go: 'out' }],
    sees: 'Mary Ann',
    others: { recipient_last_name: '' },
    wrong: null,
  },
  {
    // A keyboard's suggestion is not split like a full name that a browser has filled in.
    shows: 'names',
    field: 'recipient_first_name',
    steps: [
      { type: 'Mary An' },
      { replace: 'Mary Ann', by: 'insertReplacementText' },
      { press: 'Tab' },
      { press: 'Tab' },
    ],
    sees: 'Mary Ann',
    others: { recipient_last_name: '' },
  },
]

function stateCase(steps: Step[], sees: string, wrong: Rule | null = null): Case {
  return { shows: 'state', field: 'recipient_state', steps, sees, wrong }
}

const TOKEN = 'address-level1'
const states: Case[] = [
  ...['ga', 'Ga.', 'georgia', 'GEORGIA ', 'GA'].map((fill) => stateCase([{ companion: TOKEN, fill }], 'GA')),
  ...['D.C.', 'Washington DC'].map((fill) => stateCase([{ companion: TOKEN, fill }], 'DC')),
  stateCase(
    [
      { companion: TOKEN, fill: 'GA' },
      { companion: TOKEN, fill: 'Ontario' },
    ],
    '',
    'invalid',
  ),
  stateCase([{ fill: 'GA' }], 'GA'),
  stateCase([{ fill: 'GA' }, { fill: 'Ontario' }], '', 'invalid'),
  ...[
    ['ga', 'GA'],
    ['georgia', 'GA'],
    ['nc', 'NC'],
    ['new y', 'NY'],
    ['D.C.', 'DC'],
    ['washington dc', 'DC'],
  ].map(([type = '', sees = '']) => stateCase([{ type }], sees)),
  stateCase([{ type: 'nq' }], '', 'invalid'),
]

const zips: Case[] = [
  { steps: [{ type: '30301' }, { go: 'out' }], sees: '30301', wrong: null },
  { steps: [{ type: '303011234' }], sees: '30301-1234|', wrong: null },
  { steps: [{ paste: '30301 1234' }], sees: '30301-1234|' },
  { steps: [{ paste: '30301-1234' }, { go: 'out' }], sees: '30301-1234', wrong: null },
  { steps: [{ type: '00501' }, { go: 'out' }], sees: '00501', wrong: null },
  { steps: [{ type: '00000' }, { go: 'out' }], sees: '00000', wrong: null },
  { steps: [{ type: '3030' }, { go: 'out' }], sees: '3030', wrong: 'incomplete' },
  { steps: [{ type: '303011' }, { go: 'out' }], sees: '30301-1', wrong: 'incomplete' },
  { steps: [{ paste: '30301-12345' }], sees: '30301-12345|', wrong: 'too_long' },
  { steps: [{ paste: '３０３０１ - １２３４' }, { go: 'out' }], sees: '30301-1234', wrong: null },
  ...['K1A 0B1', 'SW1A 1AA', 'D-10115'].flatMap((code) => [
    { steps: [{ paste: code }, { go: 'out' }], sees: code, wrong: 'invalid' },
    { steps: [{ type: code }, { go: 'out' }], sees: code, wrong: 'invalid' },
  ]),
  { steps: [{ type: '303011234' }, { caret: 6 }, { press: 'Backspace' }], sees: '3030|1-234' },
  {
    session: { recipient: { recipient_zip: '30301-1234' } },
    steps: [{ caret: 6 }, { press: 'Backspace' }],
    sees: '3030|1-234',
  },
].map((row) => ({ shows: 'zip', field: 'recipient_zip', ...row }) as Case)

const LINES = '100 Innovation Way\nApt 2\nBuilding C'
const spread = { sees: '100 Innovation Way', others: { recipient_address2: 'Apt 2, Building C' } }
const addresses: Case[] = [
  { steps: [{ paste: LINES }], ...spread },
  { steps: [{ companion: 'street-address', fill: LINES }], ...spread },
  { steps: [{ fill: '100 Innovation Way' }, { companion: 'street-address', fill: LINES }], ...spread },
  {
    steps: [{ type: 'PO Box 12' }, { companion: 'street-address', fill: LINES }, { go: 'out' }],
    sees: 'PO Box 12',
    others: { recipient_address2: '' },
    wrong: null,
  },
].map((row) => ({ shows: 'address', field: 'recipient_address1', ...row }) as Case)

const phones: Case[] = [
  ['+1 (404) 555-0100', null],
  ['4045550100', null],
  ['1-404-555-0100', null],
  ['555-0100', 'incomplete'],
  ['24045550100', 'too_long'],
  // A text without a digit must not disappear without an error.
  ['none', 'invalid'],
].map(([paste, wrong]) => ({
  shows: 'phone',
  field: 'recipient_phone',
  steps: [{ paste: paste as string }, { go: 'out' }],
  sees: paste as string,
  wrong: wrong as Rule | null,
}))

const known = { recipient_city: 'Anytown', recipient_state: 'GA' }
const prefilled: Case[] = [
  {
    shows: 'prefill',
    field: 'recipient_city',
    session: { recipient: known },
    steps: [{ press: 'End' }, { type: 's' }],
    sees: 'Anytowns|',
    others: { recipient_state: 'GA' },
  },
  {
    shows: 'prefill',
    field: 'recipient_city',
    session: { recipient: known, recipient_fields: 'readonly' },
    steps: [{ press: 'End' }, { type: 's' }, { press: 'Backspace' }],
    sees: 'Anytown',
    others: { recipient_state: 'GA' },
  },
]

/** Cases of name, address, state, ZIP and phone. */
export const personCases = [...names, ...fullName, ...states, ...zips, ...addresses, ...phones, ...prefilled]
