import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pasted, typed } from './expiry.case.js'
import { formatExpiry, toYymm } from './expiry.js'

test.each([
  ['1/29', '01 / 29'],
  ['1 29', '01 / 29'],
  ['1-29', '01 / 29'],
  ['0129', '01 / 29'],
  ['01/29', '01 / 29'],
  ['2', '02 / '],
  ['13', '01 / 3'],
  ['12', '12 / '],
  ['012029', '01 / 29'],
  ['00/29', '00 / 29'],
  ['0/29', '0 / 29'],
  ['٠١٢٩', '01 / 29'],
  ['01<', '0'],
  ['0129<<', '01 / '],
  ['0129<<<', '0'],
  ['0129<<<229', '02 / 29'],
  ['1<2', '02 / '],
])('shows typed %s as %j', (keys, shown) => {
  expect(typed(keys)).toBe(shown)
})

test.each([
  ['01/2029', '01 / 29'],
  ['1/2029', '01 / 29'],
  ['01 / 2029', '01 / 29'],
  ['01-29', '01 / 29'],
  ['01.29', '01 / 29'],
  ['01 29', '01 / 29'],
  ['1/29', '01 / 29'],
  ['0129', '01 / 29'],
  ['012029', '01 / 29'],
  ['2029-01', '01 / 29'],
  ['2029/01', '01 / 29'],
  ['202901', '01 / 29'],
  ['13/29', '13 / 29'],
  ['00/29', '00 / 29'],
  ['1329', '13 / 29'],
  // No month begins with these two digits, so the first digit is the month.
  ['329', '03 / 29'],
  ['929', '09 / 29'],
  ['32029', '03 / 29'],
  // Ambiguous or invalid months are shown as given.
  ['129', '12 / 9'],
  ['2029', '20 / 29'],
  ['31-12', '31 / 12'],
])('shows pasted or autofilled %s as %j', (text, shown) => {
  expect(pasted(text)).toBe(shown)
  expect(pasted(text, '')).toBe(shown)
})

test('treats three digits as incomplete', () => {
  expect(toYymm(pasted('129'))).toBeUndefined()
})

const secondFills = ['12/2031', '12/31', '12-31', '1231', '122031', '2031-12', '2031/12', '203112', '12 / 31']
test.each(
  ['01 / 29', '12 / 30', '12 / 3', '20 / 31'].flatMap((previous) =>
    secondFills.map((text) => [text, previous] as const),
  ),
)('shows a fill of %s over %s as the new date, with any input type', (text, previous) => {
  for (const inputType of [
    'insertText',
    'insertFromComposition',
    'insertReplacementText',
    'insertFromDrop',
    '',
  ]) {
    for (const caret of [text.length, 0]) {
      expect(formatExpiry({ text, caret, inputType, previous }).text, inputType).toBe('12 / 31')
    }
  }
})

test.each([
  ['0129', '2901'],
  ['01/29', '2901'],
  ['2029-01', '2901'],
  ['329', '2903'],
  ['01 / 29', '2901'],
  ['2712', '1227'],
  ['129', undefined],
  ['01 / ', undefined],
])('reads the unformatted text %s as %s', (text, yymm) => {
  expect(toYymm(text)).toBe(yymm)
})

test('deletes a digit across the slash if a Backspace arrives as a composition', () => {
  const composed = (text: string, caret: number) =>
    formatExpiry({ text, caret, inputType: 'insertFromComposition', previous: '01 / 29' })
  expect(composed('01 /29', 4)).toEqual({ text: '0 / 29', caret: 1 })
  expect(composed('01 / 2', 6)).toEqual({ text: '01 / 2', caret: 6 })
})

test.each([
  ['1229', 4, '12 / 29', '12 / 29', 7],
  ['122', 3, '12 / 2', '12 / 2', 6],
  ['12', 2, '12 / ', '12 / ', 5],
  ['1229', 4, '12 / 2', '12 / 29', 7],
  ['１２２９', 4, '12 / 29', '12 / 29', 7],
  ['12/29', 5, '12 / 29', '12 / 29', 7],
  // The month was corrected to one digit.
  ['129', 3, '1 / 29', '1 / 29', 6],
  ['129', 3, '1 / 2', '01 / 29', 7],
  ['1229', 2, '1 / 29', '12 / 29', 5],
  ['122029', 6, '12 / 20', '12 / 29', 7],
  ['29', 2, ' / 29', ' / 29', 5],
])('a composition of %s, caret at %i, over %j becomes %j', (text, caret, previous, shown, at) => {
  const inputType = 'insertFromComposition'
  expect(formatExpiry({ text, caret, inputType, previous })).toEqual({ text: shown, caret: at })
})

test('deletes a digit across the slash after a Backspace without an input type, and not after a fill without one', () => {
  const untyped = (text: string, caret: number) =>
    formatExpiry({ text, caret, inputType: '', previous: '01 / 29' })
  expect(untyped('01 /29', 4)).toEqual({ text: '0 / 29', caret: 1 })
  expect(untyped('0129', 4)).toEqual({ text: '01 / 29', caret: 7 })
})

test('deletes one digit across the slash with one key press, from either side', () => {
  const edit = { text: '01 /29', caret: 4, inputType: 'deleteContentBackward', previous: '01 / 29' }
  expect(formatExpiry(edit)).toEqual({ text: '0 / 29', caret: 1 })
  const forward = { text: '01/ 29', caret: 2, inputType: 'deleteContentForward', previous: '01 / 29' }
  expect(formatExpiry(forward)).toEqual({ text: '01 / 9', caret: 5 })
})

test('keeps the year when the month is corrected', () => {
  expect(
    formatExpiry({ text: '1 / 29', caret: 1, inputType: 'deleteContentBackward', previous: '13 / 29' }),
  ).toEqual({
    text: '1 / 29',
    caret: 1,
  })
  expect(formatExpiry({ text: '12 / 29', caret: 2, inputType: 'insertText', previous: '1 / 29' })).toEqual({
    text: '12 / 29',
    caret: 5,
  })
})

test('accepts every month and year, typed with or without a slash, or pasted', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 20, max: 99 }), (month, year) => {
      const mm = String(month).padStart(2, '0')
      const yymm = `${String(year)}${mm}`
      for (const text of [
        `${mm}${String(year)}`,
        `${String(month)}/${String(year)}`,
        `${mm}/20${String(year)}`,
      ]) {
        expect(toYymm(typed(text))).toBe(yymm)
        expect(toYymm(pasted(text))).toBe(yymm)
      }
    }),
  )
})

test('can always be cleared with Backspace', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9/ <-]{0,12}$/), (keys) => {
      expect(typed('<'.repeat(8), typed(keys))).toBe('')
    }),
  )
})

test.each(['Dec 5, 2031', '05 Dec 2031', '1 Dec 31', 'Dec 2031', 'December 31'])(
  'leaves a pasted or autofilled %s as it is, and reads no date from it',
  (text) => {
    expect(pasted(text)).toBe(text)
    expect(toYymm(text)).toBeUndefined()
  },
)

test.each(['Exp. 12/31', 'Expires 12 / 2031', 'exp 1231', 'valid thru 2031-12', '12年31月'])(
  'reads the date in %s',
  (text) => {
    expect(pasted(text)).toBe('12 / 31')
    expect(toYymm(text)).toBe('3112')
  },
)
