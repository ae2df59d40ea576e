/** What the panel says in place of a form that did not load, or that has ended. */
import { expect, test } from 'vitest'
import { errors, type ErrorCode } from '../../../contract/errors.js'
import { english } from './load.js'
import { endingText } from './messages.js'

const codes = Object.keys(errors) as ErrorCode[]

test('says to check the connection only where no response came', () => {
  expect(endingText(english, { code: 'internal', retryable: true })).toBe(english.failedText)
  for (const code of codes) {
    const { retryable } = errors[code]
    expect(endingText(english, { code, retryable }, '1a2b3c4d'), code).not.toMatch(/connection|twice(?!\.$)/)
  }
})

test('a form that did not load, and has sent nothing, says nothing about processing', () => {
  expect(endingText(english, { code: 'gateway_unavailable', retryable: true }, '1a2b3c4d')).toBe(
    english.error.internal,
  )
})

test('says to reload the page where another try of the form can’t help', () => {
  expect(endingText(english, { code: 'internal', retryable: false })).toContain('reload the page')
})
