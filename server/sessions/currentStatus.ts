import type { SessionState } from '../../contract/sessionRequest.js'
import { unresolvedCapture } from '../store/leaseRule.js'
import { isLeaseHeld } from '../store/leaseTime.js'
import type { SessionRecord } from '../store/record.js'

/** The stored state at `now`: an expired lease may leave an unknown outcome, and an open session expires. */
export function currentStatus(record: SessionRecord, now: number): SessionState {
  if (unresolvedCapture(record, now)) return 'unknown'
  const isLapsed = record.state === 'processing' && !isLeaseHeld(record, now)
  if (record.state !== 'open' && !isLapsed) return record.state
  return record.expiresAt <= now ? 'expired' : 'open'
}
