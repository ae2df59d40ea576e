import { expect, it } from 'vitest'
import { checkGroups } from './arguments.js'

it.each([undefined, null, 'Anytown', { city: 'Anytown' }, { beneficary: {} }])(
  'rejects %j as the values of a check, because they are no groups of fields',
  (values) => {
    expect(() => checkGroups(values)).toThrow(
      'fillCheck takes two groups of fields: fillCheck({ beneficiary, recipient }).',
    )
  },
)

it.each([
  [{ beneficiary: null }, 'fillCheck takes an object'],
  [{ recipient: { recipient_city: 7 } }, 'recipient_city: should be a string'],
])('rejects %j as the values of a check', (values, sentence) => {
  expect(() => checkGroups(values)).toThrow(sentence)
})

it.each([{}, { beneficiary: {} }, { recipient: undefined }])(
  'accepts %j as the values of a check',
  (values) => {
    expect(checkGroups(values)).toBe(values)
  },
)
