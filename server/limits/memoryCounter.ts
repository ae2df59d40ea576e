/** Counts by key in the memory of this process. A window begins with the first count of a key, and all last as long. */
import type { Count } from './attemptCounters.js'
import { createMonotonicClock } from './monotonicClock.js'

/** `end` in ms since 1970. */
type Window = { consumedPoints: number; end: number }

type MemoryCounter = {
  /** The limit. */
  readonly points: number
  get: (key: string) => Count | undefined
  /** Counts one, now or at `earlier` (ms since 1970), for what a store has kept: the earliest first, and before all others. */
  add: (key: string, earlier?: number) => void
}

/** `duration` in seconds; `clock` in ms since 1970. */
export function createMemoryCounter(points: number, duration: number, clock: () => number): MemoryCounter {
  const now = createMonotonicClock(clock)
  /** Those that began first stand first, so they end first. */
  const windows = new Map<string, Window>()

  function deleteEnded(at: number): void {
    for (const [key, { end }] of windows) {
      if (end > at) return
      windows.delete(key)
    }
  }

  return {
    points,
    get(key) {
      const window = windows.get(key)
      const msBeforeNext = (window?.end ?? 0) - now()
      return window && msBeforeNext > 0 ? { consumedPoints: window.consumedPoints, msBeforeNext } : undefined
    },
    add(key, earlier = Infinity) {
      // What was kept before the clock was set back lies ahead.
      const at = Math.min(earlier, now())
      deleteEnded(at)
      const window = windows.get(key)
      if (window && window.end > at) {
        window.consumedPoints += 1
        return
      }
      // Behind all others, which end before it.
      windows.delete(key)
      windows.set(key, { consumedPoints: 1, end: at + duration * 1000 })
    },
  }
}
