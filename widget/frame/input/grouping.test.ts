import { expect, test } from 'vitest'
import { detectBrand } from './cardBrand.js'
import { createGroupFormat, formatZip } from './grouping.js'

const cardNumber = createGroupFormat((digits) => detectBrand(digits).gaps, ' ')

/** Formats an edit; `|` marks the caret. */
function edited(raw: string, inputType: string, previous: string): string {
  const caret = raw.indexOf('|')
  const typed = cardNumber({ text: raw.replace('|', ''), caret, inputType, previous })
  return `${typed.text.slice(0, typed.caret)}|${typed.text.slice(typed.caret)}`
}

test.each([
  ['4111 1111 1111 1111', '4111 1111 1111 1111'],
  ['4111-1111-1111-1111', '4111 1111 1111 1111'],
  ['\u00a04111\u00a01111\t1111\r\n1111 ', '4111 1111 1111 1111'],
  ['４１１１１１１１１１１１１１１１', '4111 1111 1111 1111'],
  ['٤١١١١١١١١١١١١١١١', '4111 1111 1111 1111'],
  ['card 4111 1111, then 1111 1111!', '4111 1111 1111 1111'],
  ['4111111111111111222', '4111 1111 1111 1111 222'],
  ['41111111111111112222222', '4111 1111 1111 1111 2222222'],
  ['378282246310005', '3782 822463 10005'],
  ['30569309025904', '3056 930902 5904'],
  ['4111', '4111'],
])('shows pasted %j as %j', (text, shown) => {
  expect(cardNumber({ text, caret: text.length, inputType: 'insertFromPaste', previous: '' }).text).toBe(
    shown,
  )
})

test.each([
  ['4111|', 'insertText', '411', '4111|'],
  ['41111|', 'insertText', '4111', '4111 1|'],
  ['4112|1 1111', 'insertText', '4111 1111', '4112| 1111 1'],
  ['4111|1111', 'deleteContentBackward', '4111 1111', '411|1 111'],
  ['4111|1111', 'deleteContentForward', '4111 1111', '4111| 111'],
  ['4111 11|1', 'deleteContentBackward', '4111 1111', '4111 11|1'],
  ['|1111', 'deleteByCut', '4111 1111', '|1111'],
  ['4111|1111', 'deleteByCut', '4111 1111', '4111| 1111'],
  // A Backspace that arrives as a composition: only the gap or a digit is missing.
  ['4111|1111', 'insertFromComposition', '4111 1111', '411|1 111'],
  ['4111 111|', 'insertFromComposition', '4111 1111', '4111 111|'],
  ['4111 11112|', 'insertFromComposition', '4111 1111', '4111 1111 2|'],
  // An input method commits the same digits without their gaps.
  ['4111111|', 'insertFromComposition', '4111 111', '4111 111|'],
  ['41111|', 'insertCompositionText', '4111 1', '4111 1|'],
  ['41111111|1', 'insertFromComposition', '4111 1111 1', '4111 1111| 1'],
  ['4111|11111', 'insertFromComposition', '4111 1111 1', '4111| 1111 1'],
  ['４１１１１１１|', 'insertFromComposition', '4111 111', '4111 111|'],
  ['4111 1111|1', 'insertCompositionText', '4111 1111 1', '4111 111|1'],
  // An on-screen keyboard of another script reports no input type.
  ['4111|1111', '', '4111 1111', '411|1 111'],
  ['41111111|', '', '4111 1111', '4111 1111|'],
])('%s after %s of %j becomes %s', (raw, inputType, previous, shown) => {
  expect(edited(raw, inputType, previous)).toBe(shown)
})

test('adds the hyphen of a ZIP+4 and keeps leading zeros', () => {
  expect(['00501', '303011234', '30301 1234', '30301-'].map(shownZip)).toEqual([
    '00501',
    '30301-1234',
    '30301-1234',
    '30301',
  ])
  expect(['30301 - 1234', '30301–1234', '３０３０１', ' 30301\n'].map(shownZip)).toEqual([
    '30301-1234',
    '30301-1234',
    '30301',
    '30301',
  ])
})

test.each(['K1A 0B1', 'SW1A 1AA', '1011 AB', 'D-10115', 'AD500', 'GA 30301', '3O3O1'])(
  'keeps %s as a ZIP, because its digits alone would be another code',
  (text) => {
    expect(shownZip(text)).toBe(text)
    const previous = `${text}x`
    expect(formatZip({ text, caret: text.length, inputType: 'deleteContentBackward', previous }).text).toBe(
      text,
    )
  },
)

test('keeps every digit of a ZIP+4 if a composition lacks the hyphen, and deletes one digit after a Backspace', () => {
  const composed = (text: string, caret: number) =>
    formatZip({ text, caret, inputType: 'insertFromComposition', previous: '30301-1234' })
  expect(composed('303011234', 9)).toEqual({ text: '30301-1234', caret: 10 })
  expect(composed('303011234', 5)).toEqual({ text: '30301-234', caret: 4 })
})

function shownZip(text: string): string {
  return formatZip({ text, caret: text.length, inputType: '', previous: '' }).text
}
