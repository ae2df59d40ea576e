/** Whatever a host page sends is taken as it is allowed, or dropped: never an exception. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { appearanceDoor } from './hostMessages.case.js'

test('any appearance', () => {
  fc.assert(appearanceDoor(), { numRuns: 500 })
  expect.hasAssertions()
})
