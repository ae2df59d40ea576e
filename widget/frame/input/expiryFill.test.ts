/** Dates in the formats that password managers fill, such as the value of `<input type="month">`. */
import { expect, test } from 'vitest'
import { formatExpiry, toYymm } from './expiry.js'

function filled(text: string, inputType: string): string {
  return formatExpiry({ text, caret: text.length, inputType, previous: '' }).text
}

test.each(['2031-12-01', '2031-12', '2031-12-31', '2031-12-31T00:00:00.000Z', '2031-12-01 00:00:00'])(
  'reads a filled %s as December 2031',
  (text) => {
    expect(filled(text, '')).toBe('12 / 31')
    expect(filled(text, 'insertReplacementText')).toBe('12 / 31')
    expect(toYymm(text)).toBe('3112')
  },
)

test.each(['2031-W12', '2031W12', '2031-w05'])('leaves a filled week %s as it is', (text) => {
  expect(filled(text, '')).toBe(text)
  expect(toYymm(text)).toBeUndefined()
})

test.each([
  'Feb 2031',
  'Février 2031',
  'fe\u0301vr. 2031',
  'Mai 31',
  '12 mai 2031',
  '12. März 2031',
  'декабрь 2031',
  '二十月 2031',
])('leaves %s as it is, so that neither the year nor the day becomes the month', (text) => {
  expect(filled(text, '')).toBe(text)
  expect(filled(text, 'insertFromPaste')).toBe(text)
  expect(toYymm(text)).toBeUndefined()
})

test.each(['valid thru 02/31', 'Gültig bis 02.31', 'exp 0231', '2031年02月', '02月/2031年', 'Tháng 02/2031'])(
  'reads %s as February 2031',
  (text) => {
    expect(filled(text, '')).toBe('02 / 31')
  },
)

test.each([
  ['131', '01 / 31'],
  ['191', '01 / 91'],
  ['12031', '01 / 31'],
  ['22031', '02 / 31'],
  ['123', '12 / 3'],
])('reads a filled %s as typed', (text, shown) => {
  expect(filled(text, '')).toBe(shown)
})

test.each(['1/31', '1-31', '1 31', '1.31', '1/2031', '01/31', '0131'])(
  'reads %s from an on-screen keyboard of another script, which appends each character without an input type',
  (text) => {
    const shown = Array.from(text).reduce((previous, key) => {
      const whole = previous + key
      return formatExpiry({ text: whole, caret: whole.length, inputType: '', previous }).text
    }, '')
    expect(shown).toBe('01 / 31')
  },
)

test.each(['undefined', '[object Object]', 'MM/YY'])('shows nothing for %s, which has no digit', (text) => {
  expect(filled(text, '')).toBe('')
})
