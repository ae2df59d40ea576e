// @vitest-environment jsdom
/** Keyboards that ignore the caret that formatting sets, and keyboards that follow it. */
import { expect, test } from 'vitest'
import { reformat, handleHistoryKey } from './applyFormat.js'
import { detectBrand } from './cardBrand.js'
import type { Format } from './digits.js'
import { formatExpiry } from './expiry.js'
import { createGroupFormat, formatZip } from './grouping.js'
import { createHistory } from './history.js'

const cardNumber = createGroupFormat((digits) => detectBrand(digits).gaps, ' ')

function openField(format: Format) {
  const input = document.body.appendChild(document.createElement('input'))
  const history = createHistory()
  input.focus()

  function send(event: Event): void {
    reformat(input, event, format, history)
  }

  /** Inserts a text at `at`, the keyboard's own caret, or at the input's caret. */
  function insert(data: string, at = input.selectionStart ?? 0): void {
    input.setRangeText(data, at, at, 'end')
    send(new InputEvent('input', { inputType: 'insertText', data }))
  }

  return {
    input,
    history,
    insert,
    blur: () => {
      send(new FocusEvent('focusout'))
    },
  }
}

test.each([
  ['4111222233334444', cardNumber, '4111 2222 3333 4444'],
  ['378282246310005', cardNumber, '3782 822463 10005'],
  ['1229', formatExpiry, '12 / 29'],
  ['229', formatExpiry, '02 / 29'],
  ['303011234', formatZip, '30301-1234'],
] as const)('keeps the order of %s when the keyboard ignores the formatted caret', (keys, format, shown) => {
  const { input, insert, blur } = openField(format)
  Array.from(keys).forEach((key, count) => {
    insert(key, count)
  })
  expect(input.value.replace(/\D/g, '')).toBe(keys)
  blur()
  expect(input.value).toBe(shown)
})

test('inserts a key where the cardholder has moved the caret', () => {
  for (const move of ['ArrowLeft', 'pointer']) {
    const { input, history, insert } = openField(cardNumber)
    for (const key of '41112') insert(key)
    if (move === 'pointer') history.raw = undefined
    else handleHistoryKey({ key: move } as never, history)
    input.setSelectionRange(5, 5)
    insert('3')
    expect(input.value).toBe('4111 32')
  }
})

test('formats each key of a keyboard that follows the caret', () => {
  const { input, insert } = openField(cardNumber)
  for (const key of '411122223') insert(key)
  expect(input.value).toBe('4111 2222 3')
})
