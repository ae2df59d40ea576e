/** Whatever a host page sends is taken as it is allowed, or dropped: never an exception. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appearanceProperty } from './hostMessages.case.js'

test('any appearance', () => {
  fc.assert(appearanceProperty(), { numRuns: 500 })
  expect.hasAssertions()
})
