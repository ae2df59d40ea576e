/** A date with a day, or with a digit too many. No digit is dropped to make a valid date. */
import { expect, test } from 'vitest'
import { pasted, typed } from './expiry.case.js'
import { isOverlong, toYymm } from './expiry.js'

test.each([
  ['12/31/2029', '12 / 312029'],
  ['12/31/29', '12 / 3129'],
  ['31.12.2029', '03 / 1122029'],
  ['1/3/29', '01 / 329'],
  ['13/29', '01 / 329'],
  ['012/29', '01 / 229'],
  ['2029-01', '02 / 02901'],
  ['01295', '01 / 295'],
  ['1229 5', '12 / 295'],
])('keeps every digit of typed %s, which is more than a month and a year', (keys, shown) => {
  expect(typed(keys)).toBe(shown)
  expect(toYymm(shown)).toBeUndefined()
  expect(isOverlong(shown)).toBe(true)
})

test.each([
  '12/31/2029',
  '12-31-29',
  '31.12.2029',
  '1/1/29',
  '12312029',
  '20291231',
  '2029/12/31',
  '120129',
  '1229 5',
])('reads no date from a pasted or autofilled %s', (text) => {
  for (const inputType of ['insertFromPaste', 'insertText', '']) {
    const shown = pasted(text, inputType)
    expect(toYymm(shown), shown).toBeUndefined()
    expect(isOverlong(shown), shown).toBe(true)
  }
})

test.each(['12 / 2', '12 / 202', '12 / 2029', '0 / 29', '', '2029-01', 'Dec 5, 2031'])(
  'does not find %j too long',
  (text) => {
    expect(isOverlong(text)).toBe(false)
  },
)
