/** Whether a capture may run: it acquires the session's lease, then it counts against the attempt limits. */
import type { Clock } from '../gateway/clock.js'
import type { AttemptLimiter, Settle } from '../limits/attemptLimiter.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { stateBeforeLease, type SessionRecord, type Store } from '../store/store.js'
import type { CaptureRequest } from './captureRequest.js'
import { withStoreRetries } from './storeRetries.js'

/** A process renews the lease while it works on the session. The lease of a dead process expires. */
export const LEASE_MS = 15_000

/** `record` is the session before the lease; call `settle` when the capture has ended. */
export type Admitted = { admitted: true; record: SessionRecord; settle: Settle }
/** Another request holds the lease, or the key has a result already. */
type NotAdmitted = { admitted: false; record: SessionRecord }

type Dependencies = { store: Store; attemptLimiter: AttemptLimiter; clock: Clock; metrics: Metrics }

export function createAdmission({ store, attemptLimiter, clock, metrics }: Dependencies) {
  /** Throws ProblemError, after giving the lease back. */
  return async function admit(
    { merchant, session, key, address }: CaptureRequest,
    fingerprint: string,
  ): Promise<Admitted | NotAdmitted> {
    const lease = { merchant: merchant.id, id: session.id, key }
    const now = clock.now()
    const found = await store.acquireLease({ ...lease, fingerprint, now, leaseExpiresAt: now + LEASE_MS })
    if (!found) throw new ProblemError('unauthorized')
    const { record, acquired } = found
    if (!acquired) return { admitted: false, record }
    // Resolving an unknown outcome is not a new attempt, so no limit stops it. What it comes to counts.
    if (stateBeforeLease(record) === 'unknown')
      return { admitted: true, record, settle: attemptLimiter.exempt(merchant, address) }
    try {
      const consumed = await attemptLimiter.consume(merchant, address)
      if ('settle' in consumed) return { admitted: true, record, settle: consumed.settle }
      metrics.limited.inc({ merchant: merchant.id, limit: consumed.limit })
      throw new ProblemError('rate_limited', { retryAfter: consumed.retryAfter })
    } catch (error) {
      // If the store fails as well, the lease expires by itself. The first error is the one to report.
      await withStoreRetries(clock, () => store.releaseLease(lease, record)).catch(() => undefined)
      throw error
    }
  }
}
