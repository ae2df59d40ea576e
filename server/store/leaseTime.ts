/** How a lease and an unknown outcome age by a clock that may be set back. redisLeaseScript.ts says the same in Lua. */
import type { SessionRecord } from './record.js'

/** A process renews the lease while it works on the session. The lease of a dead process expires. */
export const LEASE_MS = 15_000
/**
 * A lease that ends further ahead is over: it was granted before the clock was set back, and its process is gone, or will
 * renew it. Longer than LEASE_MS, because the clocks of two servers differ.
 */
export const MAX_LEASE_AHEAD_MS = 60_000

/** Whether a capture holds the lease at `now`, in ms since 1970. */
export function isLeaseHeld(
  { state, current }: Pick<SessionRecord, 'state' | 'current'>,
  now: number,
): boolean {
  if (state !== 'processing' || !current) return false
  const left = current.leaseExpiresAt - now
  return left > 0 && left <= MAX_LEASE_AHEAD_MS
}

/** Whether `ms` have passed since `at`, without the age's sign: the clock may have been corrected in either direction. */
export function hasPassed(ms: number, at: number, now: number): boolean {
  return Math.abs(now - at) >= ms
}
