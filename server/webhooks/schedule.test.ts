import { expect, it } from 'vitest'
import { GIVE_UP_MS, scheduleRetry } from './schedule.js'

it('retries after 5 s, then with growing delays, for three days', () => {
  const triedAt = [0]
  for (let next = scheduleRetry(1, 0, 0); next !== undefined; next = scheduleRetry(triedAt.length, 0, next))
    triedAt.push(next)
  const delays = triedAt.slice(1).map((at, index) => at - (triedAt[index] ?? 0))
  expect(delays[0]).toBe(5_000)
  expect(delays).toEqual([...delays].sort((one, other) => one - other))
  expect(GIVE_UP_MS - (triedAt.at(-1) ?? 0)).toBeLessThan(4 * 3_600_000)
})
