/** Counts by key in this process's memory. A key's window begins with its first count. All windows have one length. */
import type { Count } from './attemptCounters.js'
import { createMonotonicClock } from './monotonicClock.js'

/** `end` in ms since 1970. */
type Window = { consumedPoints: number; end: number }

type MemoryCounter = {
  /** The limit. */
  readonly points: number
  get: (key: string) => Count | undefined
  /** Counts one, now or at `earlier` (ms since 1970). Call it with `earlier` first, in the order of the times. */
  add: (key: string, earlier?: number) => void
}

/** `duration` in seconds; `clock` in ms since 1970. */
export function createMemoryCounter(points: number, duration: number, clock: () => number): MemoryCounter {
  const now = createMonotonicClock(clock)
  /** In the order of their beginnings, so the first windows end first. */
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
      // A stored time may be ahead if the clock was set back.
      const at = Math.min(earlier, now())
      deleteEnded(at)
      const window = windows.get(key)
      if (window && window.end > at) {
        window.consumedPoints += 1
        return
      }
      // Deletes the old window first, so that the new one is the last in the map.
      windows.delete(key)
      windows.set(key, { consumedPoints: 1, end: at + duration * 1000 })
    },
  }
}
