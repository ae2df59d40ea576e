/** The retries of an event: after 5 s, then with growing delays, for three days. */
const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

const delays = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR]
const LAST_DELAY = 4 * HOUR
export const GIVE_UP_MS = 72 * HOUR

/** `tries` includes the try that has just failed. Undefined if the event is given up. Times in ms since 1970. */
export function scheduleRetry(tries: number, firstTryAt: number, now: number): number | undefined {
  const next = now + (delays[tries - 1] ?? LAST_DELAY)
  return next - firstTryAt > GIVE_UP_MS ? undefined : next
}
