import { describe, expect, it } from 'vitest'
import type { Issuer } from '../../../contract/card.js'
import type { CardRequirements } from '../../../contract/cardRequirements.js'
import type { NotPayableReason } from '../../../contract/payable.js'
import { exceedsNamedLimit, findPayingIssuer } from './payable.js'

const credit = { min: '1.00', max: '500.00', card_type: 'Debit' }
const debit = { min: '10', max: '100', card_type: 'Credit' }
const both: Issuer = { credit_info: credit, debit_info: debit, credit_enabled: 1, debit_enabled: 1 }
const pushOnly: Issuer = { credit_info: credit, credit_enabled: 1, debit_enabled: 0 }
const pullOnly: Issuer = { debit_info: debit, credit_enabled: 0, debit_enabled: 1 }
const amount_within_limits = true

type Row = [
  name: string,
  issuers: Issuer[] | undefined,
  require: CardRequirements,
  amount: number | undefined,
]

function reason(...[, issuers, require, amount]: Row): NotPayableReason | undefined {
  return findPayingIssuer(issuers, { require, amount }).reason
}

describe('a card is payable', () => {
  it.each<Row>([
    ['with nothing required', [pullOnly], {}, 9999],
    ['with push and pull', [both], { push: true, pull: true }, undefined],
    ['by the second issuer', [pullOnly, pushOnly], { push: true }, undefined],
    ['without issuers', [], { push: true, pull: true, card_types: ['Debit'], amount_within_limits }, 1],
    ['without the key issuers', undefined, { push: true, amount_within_limits }, 1],
    ['without flags and limits', [{}], { push: true, card_types: ['Debit'], amount_within_limits }, 1],
    ['of a type in other letters', [{ credit_info: { card_type: 'DEBIT' } }], { card_types: ['Debit'] }, 1],
    ['at the minimum', [pushOnly], { amount_within_limits }, 1],
    ['at the maximum', [pushOnly], { amount_within_limits }, 500],
    ['by the limits of a pull, if only pull is required', [both], { pull: true, amount_within_limits }, 50],
    [
      'with limits that are no amounts',
      [{ credit_info: { min: '-5', max: 'none' } }],
      { amount_within_limits },
      9,
    ],
    ['with an amount that need not fit', [pushOnly], { push: true }, 9999],
  ])('%s', (...row) => {
    expect(reason(...row)).toBeUndefined()
  })
})

describe('a card is not payable', () => {
  it.each<[NotPayableReason, ...Row]>([
    ['push_disabled', 'push', [pullOnly], { push: true }, undefined],
    ['pull_disabled', 'pull', [pushOnly], { pull: true }, undefined],
    ['pull_disabled', 'both', [pushOnly], { push: true, pull: true }, undefined],
    ['card_type', 'type of a push', [both], { card_types: ['Prepaid', 'Credit'] }, undefined],
    ['card_type', 'type of a pull', [both], { pull: true, card_types: ['Debit'] }, undefined],
    ['above_max', 'push', [both], { push: true, amount_within_limits }, 500.01],
    ['above_max', 'pull', [both], { pull: true, amount_within_limits }, 100.01],
    ['below_min', 'push', [both], { amount_within_limits }, 0.99],
    ['below_min', 'pull', [both], { pull: true, amount_within_limits }, 9.99],
    ['above_max', 'with a separator', [{ credit_info: { max: '1,500.00' } }], { amount_within_limits }, 2000],
    ['above_max', 'with a sign', [{ credit_info: { max: ' $20.00 ' } }], { amount_within_limits }, 21],
    ['above_max', 'with a currency', [{ credit_info: { max: '20.00 USD' } }], { amount_within_limits }, 21],
    // The reported reason is that of the issuer that comes closest, because it helps most.
    ['above_max', 'closest', [pullOnly, pushOnly], { push: true, amount_within_limits }, 501],
  ])('%s: %s', (expected, ...row) => {
    expect(reason(...row)).toBe(expected)
  })
})

it('names the issuer that pays', () => {
  expect(findPayingIssuer([pullOnly, pushOnly], { require: { push: true } })).toEqual({ issuer: pushOnly })
  expect(findPayingIssuer([pullOnly, pushOnly], {})).toEqual({ issuer: pullOnly })
})

it.each([
  [true, { issuers: [{ credit_info: { max: '20.00' } }] }, 20.01],
  [false, { issuers: [{ credit_info: { max: '20.00' } }] }, 20],
  [false, { issuers: [{ credit_info: { max: '20.00' } }, { credit_info: { max: '50' } }] }, 30],
  [false, { issuers: [{ credit_info: { max: '20.00' } }, {}] }, 30],
  [true, { issuers: [{ debit_info: { max: 20 } }] }, 30],
  [false, { issuers: [{ credit_info: { max: '20' }, debit_info: { max: '50' } }] }, 30],
  [false, { issuers: [] }, 30],
  [false, undefined, 30],
  [false, { issuers: [{ credit_info: { max: '20.00' } }] }, undefined],
])('a refusal exceeds a named limit (%s): %j and the amount %s', (expected, data, amount) => {
  expect(exceedsNamedLimit(data, amount)).toBe(expected)
})
