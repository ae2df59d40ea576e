import { expect, it } from 'vitest'
import { createMemoryCounter } from './memoryCounter.js'

it('ends a window in time after the clock is set back', () => {
  let now = 3_600_000
  const counter = createMemoryCounter(1, 60, () => now)
  counter.add('a')
  now = 0
  expect(counter.get('a')).toEqual({ consumedPoints: 1, msBeforeNext: 60_000 })
  now = 59_999
  expect(counter.get('a')).toEqual({ consumedPoints: 1, msBeforeNext: 1 })
  now = 60_000
  expect(counter.get('a')).toBeUndefined()
})

it('begins the window of a stored attempt now if its time is ahead', () => {
  const counter = createMemoryCounter(1, 60, () => 100_000)
  counter.add('earlier', 90_000)
  // Stored before the clock was set back and the process restarted.
  counter.add('ahead', 3_600_000)
  expect(counter.get('earlier')).toEqual({ consumedPoints: 1, msBeforeNext: 50_000 })
  expect(counter.get('ahead')).toEqual({ consumedPoints: 1, msBeforeNext: 60_000 })
})
