/** What password managers fill for `<input type="month">` and its siblings. */
import { expect, test } from 'vitest'
import { formatExpiry, toYymm } from './expiry.js'

function filled(text: string, inputType: string): string {
  return formatExpiry({ text, caret: text.length, inputType, previous: '' }).text
}

test.each(['2031-12-01', '2031-12', '2031-12-31'])('reads a filled %s as December 2031', (text) => {
  expect(filled(text, '')).toBe('12 / 31')
  expect(filled(text, 'insertReplacementText')).toBe('12 / 31')
  expect(toYymm(text)).toBe('3112')
})

test.each(['2031-W12', '2031W12', '2031-w05'])('leaves a filled week %s as it is', (text) => {
  expect(filled(text, '')).toBe(text)
  expect(toYymm(text)).toBeUndefined()
})
