/** The frame accepts or drops every message of a host page, and never throws. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appearanceProperty } from './hostMessages.case.js'

test('accepts only safe values of any appearance, and never throws', () => {
  fc.assert(appearanceProperty(), { numRuns: 500 })
  expect.hasAssertions()
})
