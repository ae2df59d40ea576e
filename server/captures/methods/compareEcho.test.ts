import { expect, it } from 'vitest'
import { compareEcho } from './compareEcho.js'

it.each([
  ['3000000038', '0038'],
  ['3000 0000 38', '0038'],
  ['3000-0000-38', '0-38'],
  ['123 4567', '4567'],
  ['12', '12'],
  ['12', '0012'],
  ['7', '7'],
  ['AB-12 CD', '12CD'],
  ['ACCT-7', 'CCT7'],
  ['ACCT-7', '0007'],
  ['ABCD', 'ABCD'],
  ['4111111111111111', '************1111'],
])('account %s and last_4 %s agree', (account, last_4) => {
  expect(compareEcho({ account }, { last_4 })).toEqual({ missing: [] })
})

it.each([
  ['3000000038', '0039'],
  ['12', '0021'],
  ['12345', '5'],
  ['ABCD', 'WXYZ'],
  ['ABCD', '----'],
  ['AB-12 CD', '34CD'],
])('account %s and last_4 %s contradict', (account, last_4) => {
  expect(compareEcho({ account }, { last_4 })).toBeUndefined()
})

const sent = {
  account: '4111111111111111',
  expiration_date: '2612',
  participant_unique_id1: 'order-1',
  participant_unique_id2: 'customer-9',
}
const { account: _, ...rest } = sent
const echo = { last_4: '1111', ...rest }

it.each(Object.keys(echo))(
  'reports an absent or empty %s as missing, and a different one as a contradiction',
  (name) => {
    expect(compareEcho(sent, { ...echo, [name]: undefined })).toEqual({ missing: [name] })
    expect(compareEcho(sent, { ...echo, [name]: '' })).toEqual({ missing: [name] })
    expect(compareEcho(sent, { ...echo, [name]: '9999' })).toBeUndefined()
  },
)

it('ignores blanks around an id and the case of a UUID', () => {
  const id = '1f2739ed-3531-8af2-ae36-e6faf7936462'
  const received = { participant_unique_id1: id.toUpperCase(), participant_unique_id2: ' customer-9 ' }
  const given = { participant_unique_id1: id, participant_unique_id2: 'customer-9' }
  expect(compareEcho(given, received)).toEqual({ missing: [] })
  expect(
    compareEcho({ participant_unique_id1: 'Order-1' }, { participant_unique_id1: 'order-1' }),
  ).toBeUndefined()
})

it('compares only what was sent', () => {
  expect(compareEcho({ account: sent.account }, { ...echo, expiration_date: '3001' })).toEqual({
    missing: [],
  })
})
