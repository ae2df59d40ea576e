/**
 * A clock that never goes back: if `now` is set back, it continues from its latest time. Otherwise a correction by an
 * hour would make every limit last an hour longer. Both clocks are in ms since 1970.
 */
export function createMonotonicClock(now: () => number): () => number {
  let latest = -Infinity
  let offset = 0
  return () => {
    const at = now()
    if (at + offset < latest) offset = latest - at
    latest = at + offset
    return latest
  }
}
