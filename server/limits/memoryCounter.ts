/** Counts by key in the memory of this process. A window begins with the first count of a key, and all last as long. */
import type { Count } from './attemptCounters.js'

/** `end` in ms since 1970. */
type Window = { consumedPoints: number; end: number }

export type MemoryCounter = {
  /** The limit. */
  readonly points: number
  get: (key: string) => Count | undefined
  /** Counts one, at `at` (ms since 1970): now, or earlier for what a store has kept. Times never go back. */
  add: (key: string, at: number) => void
}

/** `duration` in seconds; `now` in ms since 1970. */
export function createMemoryCounter(points: number, duration: number, now: () => number): MemoryCounter {
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
    add(key, at) {
      deleteEnded(at)
      const window = windows.get(key)
      if (window && window.end > at) {
        window.consumedPoints += 1
        return
      }
      // Behind all others, also if the clock has been set back.
      windows.delete(key)
      windows.set(key, { consumedPoints: 1, end: at + duration * 1000 })
    },
  }
}
