/** The failed attempts that a store has kept, so that a restart forgets none of them. */
import type { RateLimiterAbstract } from 'rate-limiter-flexible'

export type FailedAttempts = {
  /** How an address is called in the store and in the counters. */
  nameAddress: (address: string) => string
  /** A merchant's failed attempts of the last day, the earliest first; `at` in ms since 1970. */
  read: (merchant: string) => { name: string; at: number }[]
  now: () => number
}

/**
 * Fills a new counter as if it had counted each attempt when it was made: a window begins with the first attempt and
 * ends after its time.
 */
export function fillCounter(
  counter: RateLimiterAbstract,
  attempts: { name: string; at: number }[],
  now: number,
): void {
  const windows = new Map<string, { end: number; count: number }>()
  for (const { name, at } of attempts) {
    const window = windows.get(name)
    if (window && at < window.end) window.count += 1
    else windows.set(name, { end: at + counter.duration * 1000, count: 1 })
  }
  for (const [name, { end, count }] of windows) {
    // The counters of one process are in its memory and never fail.
    if (end > now) counter.set(name, count, (end - now) / 1000).catch(() => undefined)
  }
}
