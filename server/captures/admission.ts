/** Admits or refuses a capture. One step of the store checks the limits, counts the attempt, and grants the lease. */
import type { Clock } from '../gateway/clock.js'
import type { Refusal } from '../gateway/outcomes.js'
import type { Settle } from '../limits/attemptLimiter.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { referenceName } from '../sessions/indexName.js'
import { newRecord } from '../sessions/sealedSession.js'
import type { LeaseRefusal } from '../store/leaseRule.js'
import { LEASE_MS } from '../store/leaseTime.js'
import type { CurrentCapture, SessionRecord } from '../store/record.js'
import type { ClaimResult, IdClaim, Store } from '../store/store.js'
import type { CaptureRequest } from './captureRequest.js'
import type { ContentHashes } from './contentHashes.js'
import { toIdClaim } from './idClaim.js'

/**
 * `before` is the session before the lease. Call `settle` when the capture has ended. `refused`: a check before sending
 * refuses the capture. `idClaim` is the claim of the merchant's id, and `claimed` its result.
 */
export type Admitted = {
  before: SessionRecord
  current: CurrentCapture
  settle: Settle
  refused?: Refusal
  idClaim?: IdClaim
  claimed?: ClaimResult
}
type NotAdmitted = { before: SessionRecord; refusal: LeaseRefusal }

type Dependencies = { store: Pick<Store, 'acquireLease'>; clock: Clock; metrics: Metrics }

export function createAdmission({ store, clock, metrics }: Dependencies) {
  /** Throws ProblemError if the capture exceeds a limit, or the store can't be used. */
  return async function admit(
    { merchant, session, parsed, key, address, request_id }: CaptureRequest,
    { fingerprint }: ContentHashes,
  ): Promise<Admitted | NotAdmitted> {
    const now = clock.now()
    const record = newRecord(session)
    const refused = parsed.checkBeforeSending(now)
    const { participantId, expiresAt } = record
    const idClaim =
      participantId !== undefined && parsed.isIdempotent && !refused
        ? toIdClaim(merchant, { participantId, expiresAt, now })
        : undefined
    const lease = await store.acquireLease({
      merchant: merchant.id,
      id: session.id,
      key,
      fingerprint,
      usesId: parsed.isIdempotent,
      now,
      leaseExpiresAt: now + LEASE_MS,
      // Without a rate no call waits in the queue, so the request may be sent at once.
      isSent: merchant.ingo.rate === undefined,
      session: record,
      idClaim,
      indexName: referenceName(request_id),
      isWatched: merchant.webhook !== undefined,
      attempt: { merchant, address },
    })
    if ('exceeded' in lease) {
      const { limit, retryAfter } = lease.exceeded
      metrics.limited.inc({ merchant: merchant.id, limit })
      throw new ProblemError('rate_limited', { retryAfter })
    }
    if ('refusal' in lease) return lease
    return { ...lease, refused, idClaim }
  }
}
