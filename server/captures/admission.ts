/** Whether a capture may run: it acquires the session's lease, then it counts against the attempt limits. */
import type { Clock } from '../gateway/clock.js'
import type { AttemptLimiter, Settle } from '../limits/attemptLimiter.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { newRecord } from '../sessions/sealedSession.js'
import type { LeaseRefusal } from '../store/leaseRule.js'
import type { CurrentCapture, SessionRecord } from '../store/record.js'
import type { Store } from '../store/store.js'
import type { CaptureRequest } from './captureRequest.js'
import type { ContentHashes } from './contentHashes.js'
import { withStoreRetries } from './storeRetries.js'

/** A process renews the lease while it works on the session. The lease of a dead process expires. */
export const LEASE_MS = 15_000

/** `before` is the session before the lease; call `settle` when the capture has ended. */
export type Admitted = { before: SessionRecord; current: CurrentCapture; settle: Settle }
type NotAdmitted = { before: SessionRecord; refusal: LeaseRefusal }

type Dependencies = { store: Store; attemptLimiter: AttemptLimiter; clock: Clock; metrics: Metrics }

export function createAdmission({ store, attemptLimiter, clock, metrics }: Dependencies) {
  /** Throws ProblemError, after giving the lease back. */
  return async function admit(
    { merchant, session, parsed, key, address }: CaptureRequest,
    { fingerprint }: ContentHashes,
  ): Promise<Admitted | NotAdmitted> {
    const holder = { merchant: merchant.id, id: session.id, key }
    const now = clock.now()
    const lease = await store.acquireLease({
      ...{ ...holder, fingerprint, usesId: parsed.isIdempotent, now, leaseExpiresAt: now + LEASE_MS },
      session: newRecord(session),
    })
    if ('refusal' in lease) return lease
    // Resolving an unknown outcome is not a new attempt, so no limit stops it. What it comes to counts.
    if (lease.current.unknownSince !== undefined)
      return { ...lease, settle: attemptLimiter.exempt(merchant, address) }
    try {
      const consumed = await attemptLimiter.consume(merchant, address)
      if ('settle' in consumed) return { ...lease, settle: consumed.settle }
      metrics.limited.inc({ merchant: merchant.id, limit: consumed.limit })
      throw new ProblemError('rate_limited', { retryAfter: consumed.retryAfter })
    } catch (error) {
      // If the store fails as well, the lease expires by itself. The first error is the one to report.
      const release = () => store.releaseLease(holder, lease.before)
      await withStoreRetries(clock, release).catch(() => undefined)
      throw error
    }
  }
}
