/** Whatever comes in at a door is answered with a code of the list, and never with an exception. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { fuzzTargets } from '../../testing/endpoints.case.js'

const rejections: unknown[] = []
const note = (reason: unknown) => rejections.push(reason)
beforeAll(() => process.on('unhandledRejection', note))
afterAll(() => {
  process.off('unhandledRejection', note)
  expect(rejections).toEqual([])
})

it.each(fuzzTargets)('$name', async ({ cases, property }) => {
  onTestFinished(() => {
    vi.useRealTimers()
  })
  await fc.assert(await property(), { numRuns: cases })
})
