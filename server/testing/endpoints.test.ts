/** Fuzzes every endpoint: any input gets a response with a listed error code, and never an exception. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fuzzTargets } from './endpoints.case.js'

const rejections: unknown[] = []
const recordRejection = (reason: unknown) => rejections.push(reason)
beforeAll(() => process.on('unhandledRejection', recordRejection))
afterAll(() => {
  process.off('unhandledRejection', recordRejection)
  expect(rejections).toEqual([])
})

it.each(fuzzTargets)('$name', async ({ cases, property }) => {
  await fc.assert(await property(), { numRuns: cases })
})
