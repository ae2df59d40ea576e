/** A session's metadata and its merchant's name: bounded, and never a card number. */
import { expect, it } from 'vitest'
import { describeRejection } from './describeRejection.js'
import { sessionRequest } from './sessionRequest.js'

const origin = 'https://shop.example'

function parse(more: object) {
  const body = { origin, ...more }
  const { success, error, data } = sessionRequest.safeParse(body)
  return success ? { data } : describeRejection(sessionRequest, error, body)
}

const keys = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${'abcdefghijk'[index]}`, 'x']))

it.each([
  {},
  keys(10),
  { ['k'.repeat(40)]: 'ü'.repeat(200), order: '40233829', customer: '55123456' },
  { order: '6f1b0a52-7d3c-4e41-9b2a-4c5d6e7f8091', phone: '404 555 0100' },
  { order: '4a11b11c11d11e11', order2: 'A4111B1111C1111D1111' },
])('accepts %j', (metadata) => {
  expect(parse({ metadata })).toMatchObject({ data: { metadata } })
})

it.each([
  [keys(11), 'metadata', 'at most 10 keys'],
  [{ ['k'.repeat(41)]: 'x' }, 'metadata', '1 to 40'],
  [{ 'a b': 'x' }, 'metadata', 'begin with a letter'],
  [{ order: 'x'.repeat(201) }, 'metadata.order', 'at most 200 characters'],
  [{ order: 17 }, 'metadata.order', 'text of 1 to 200'],
  [{ order: { id: 'x' } }, 'metadata.order', 'text of 1 to 200'],
  [{ order: 'a\u0000' }, 'metadata.order', 'control or invisible'],
  ['order', 'metadata', 'an object of texts'],
  [{ note: 'card 4111-1111 1111.1111' }, 'metadata.note', 'card number'],
  [{ note: '4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1' }, 'metadata.note', 'card number'],
  [{ note: '\uff14111111111111111' }, 'metadata.note', 'card number'],
  [{ note: 'x4111111111111111y' }, 'metadata.note', 'card number'],
  [{ n4111111111111111: 'x' }, 'metadata', 'card number'],
  [{ 'card-4111-1111_1111-1111': 'x' }, 'metadata', 'card number'],
  [{ a: '4111', b: '1111', c: '1111', d: '1111' }, 'metadata', 'card number'],
  [{ a: 'n4111', b: '1111', c: '1111', d: '1111.' }, 'metadata', 'card number'],
  [{ a: '3714', b: '496353', c: '98431' }, 'metadata', 'card number'],
  [{ a: '４１１１', b: '١١١١', c: '１１１１', d: '1111' }, 'metadata', 'card number'],
])('rejects %j, and repeats no value', (metadata, field, rule) => {
  const rejected = parse({ metadata })
  expect(rejected).toMatchObject({ field, detail: expect.stringContaining(rule) as string })
  expect(JSON.stringify(rejected)).not.toMatch(/1111|8431/)
})

it('cleans the merchant’s name', () => {
  const merchant_name = '  Café\u00a0 Rewards '
  expect(parse({ merchant_name })).toMatchObject({ data: { merchant_name: 'Café Rewards' } })
})

it.each([['x'.repeat(61)], ['a\nb'], ['\u202eemca'], [7], ['4111 1111 1111 1111'], ['Shop4111111111111111']])(
  'rejects the merchant’s name %j',
  (merchant_name) => {
    expect(parse({ merchant_name })).toMatchObject({ field: 'merchant_name' })
  },
)
