import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ApiResult } from './api.js'
import { retry } from './retry.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const failure = { code: 'rate_limited', message: '', retryable: true } as const

/** The times in ms of a repeated call that always fails with this `Retry-After`. */
async function callTimes(retryAfter?: number): Promise<number[]> {
  const start = Date.now()
  const times: number[] = []
  const call = (): Promise<ApiResult<never>> => {
    times.push(Date.now() - start)
    return Promise.resolve({ failure, retryAfter })
  }
  const result = retry(call, [4000, 4000])
  await vi.runAllTimersAsync()
  expect(await result).toEqual({ failure, retryAfter })
  return times
}

test.each([
  ['no Retry-After', undefined, [0, 4000, 8000]],
  ['0, of a simulated gateway', 0, [0, 0, 0]],
  ['a shorter one', 2, [0, 4000, 8000]],
  ['a longer one', 10, [0, 10_000, 20_000]],
  ['one that the cardholder should not wait for', 11, [0]],
  ['an hour', 3600, [0]],
])('repeats after the pause that the server asks for: %s', async (_name, retryAfter, times) => {
  expect(await callTimes(retryAfter)).toEqual(times)
})
