/** The frame accepts or drops every message of a host page, and never throws. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stubColorSyntax } from './colorSyntax.case.js'
import { appearanceProperty, rulesProperty } from './hostMessages.case.js'

test('accepts only safe values of any appearance, and never throws', () => {
  stubColorSyntax()
  fc.assert(appearanceProperty(), { numRuns: 500 })
  expect.hasAssertions()
})

test('accepts only safe values of any rules, and never throws', () => {
  stubColorSyntax()
  fc.assert(rulesProperty(), { numRuns: 500 })
  expect.hasAssertions()
})
