/** The age of a lease and of an unknown outcome by a clock that may be set back. redisLeaseScript.ts has it in Lua. */
import type { SessionRecord } from './record.js'

/** A process renews the lease while it works on the session. The lease of a dead process expires. */
export const LEASE_MS = 15_000
/**
 * A lease that ends further ahead counts as expired: it was granted before the clock was set back. Its process is dead,
 * or will renew the lease. Longer than LEASE_MS, because the clocks of two servers differ.
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

/** Whether the absolute age of `at` is at least `ms`. The clock may have been corrected in either direction. */
export function hasPassed(ms: number, at: number, now: number): boolean {
  return Math.abs(now - at) >= ms
}
