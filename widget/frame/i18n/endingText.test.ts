/** What the panel says in place of a form that did not load, or that has ended. */
import { expect, test } from 'vitest'
import { errors, type ErrorCode } from '../../../contract/errors.js'
import { english } from './load.js'
import { endingText } from './endingText.js'

const reference = '1a2b3c4d'
const codes = Object.keys(errors) as ErrorCode[]

test('says to check the connection only where no response came', () => {
  expect(endingText(english, { failure: { code: 'internal', retryable: true } })).toBe(english.failedText)
  for (const code of codes) {
    const { retryable } = errors[code]
    expect(endingText(english, { failure: { code, retryable }, reference }), code).not.toMatch(
      /connection|twice(?!\.$)/,
    )
  }
})

test('a form that did not load, and has sent nothing, says nothing about processing', () => {
  expect(endingText(english, { failure: { code: 'gateway_unavailable', retryable: true }, reference })).toBe(
    english.error.internal,
  )
})

test('says to reload the page where another try of the form can’t help', () => {
  expect(endingText(english, { failure: { code: 'internal', retryable: false } })).toContain(
    'reload the page',
  )
})
