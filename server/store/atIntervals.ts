/** Limits how often old rows are deleted, so that not every new row costs a search for old ones. */

/** At 100 rows each time, this allows 2,000 deleted rows a second. */
const INTERVAL_MS = 50

/**
 * Calls `work` at most once in INTERVAL_MS. `now` in ms; it may go back. If `work` throws, the next call tries again.
 */
export function atIntervals(work: (now: number) => void): (now: number) => void {
  let latest = -Infinity
  return (now) => {
    if (Math.abs(now - latest) < INTERVAL_MS) return
    work(now)
    latest = now
  }
}
