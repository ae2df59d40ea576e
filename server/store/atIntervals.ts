/** Deletes old rows beside new ones, without a search for them at each. */

/** With at most 100 rows at a time this deletes up to 2,000 a second. */
const INTERVAL_MS = 50

/**
 * Calls `work` at most once in INTERVAL_MS. `now` in ms; it may go back. Work that throws is tried again at the next
 * call.
 */
export function atIntervals(work: (now: number) => void): (now: number) => void {
  let latest = -Infinity
  return (now) => {
    if (Math.abs(now - latest) < INTERVAL_MS) return
    work(now)
    latest = now
  }
}
