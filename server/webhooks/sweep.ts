/** Events that no request causes: a session that expires, and an outcome that is unknown because its process died. */
import { unresolvedCapture } from '../store/leaseRule.js'
import { isLeaseHeld } from '../store/leaseTime.js'
import type { NewEvent } from '../store/outbox.js'
import type { SessionRecord } from '../store/record.js'
import { toSessionEvent } from './sessionEvent.js'

/** `dueAt`: look at the session again then. Without it, only another capture brings the session back. */
type Sweep = { event?: NewEvent; dueAt?: number }

/** The event of a session at `now`, in ms since 1970, or when the session may have one. */
export function sweepSession(record: SessionRecord, now: number): Sweep {
  const { state, current, expiresAt } = record
  if (current && isLeaseHeld(record, now)) return { dueAt: current.leaseExpiresAt }
  const unresolved = unresolvedCapture(record, now)
  if (unresolved)
    return unresolved.isTold ? {} : { event: toSessionEvent(record, 'session.unknown', 'unknown', now) }
  if (state !== 'open' && state !== 'processing') return {}
  return expiresAt <= now
    ? { event: toSessionEvent(record, 'session.expired', 'expired', now) }
    : { dueAt: expiresAt }
}
