/**
 * Whether a capture may run: it acquires the session's lease, then it counts against the attempt limits. They are
 * looked at before the lease too, so that a refused request writes nothing.
 */
import type { Clock } from '../gateway/clock.js'
import type { Refusal } from '../gateway/outcomes.js'
import type { ExceededLimit } from '../limits/attemptCounters.js'
import type { AttemptLimiter, Settle } from '../limits/attemptLimiter.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { referenceName } from '../sessions/indexName.js'
import { newRecord } from '../sessions/sealedSession.js'
import { decideLease, type LeaseRefusal } from '../store/leaseRule.js'
import { lostRecord } from '../store/lostRecord.js'
import type { CurrentCapture, SessionRecord } from '../store/record.js'
import type { ClaimResult, IdClaim, LeaseRequest, Store } from '../store/store.js'
import type { CaptureRequest } from './captureRequest.js'
import type { ContentHashes } from './contentHashes.js'
import { toIdClaim } from './idClaim.js'
import { withStoreRetries } from './storeRetries.js'

/** A process renews the lease while it works on the session. The lease of a dead process expires. */
export const LEASE_MS = 15_000

/**
 * `before` is the session before the lease; call `settle` when the capture has ended. `refused`: a check before sending
 * refuses the capture. `idClaim` is the claim of the merchant's id, and `claimed` what became of it.
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

type Dependencies = { store: Store; attemptLimiter: AttemptLimiter; clock: Clock; metrics: Metrics }

export function createAdmission({ store, attemptLimiter, clock, metrics }: Dependencies) {
  function reject(merchant: string, { limit, retryAfter }: ExceededLimit): never {
    metrics.limited.inc({ merchant, limit })
    throw new ProblemError('rate_limited', { retryAfter })
  }

  /** Throws ProblemError without the lease, or after giving it back. */
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
    const request = {
      merchant: merchant.id,
      id: session.id,
      key,
      fingerprint,
      usesId: parsed.isIdempotent,
      now,
      leaseExpiresAt: now + LEASE_MS,
      // Without a rate no call waits before the gateway.
      isSent: merchant.ingo.rate === undefined,
      session: record,
      idClaim,
      indexName: referenceName(request_id),
      isWatched: merchant.webhook !== undefined,
    }
    // Counters in memory have answered already, and waiting costs a promise.
    const checked = attemptLimiter.check(merchant, address)
    const exceeded = checked instanceof Promise ? await checked : checked
    if (exceeded && (await isNewAttempt(store, request))) reject(merchant.id, exceeded)
    const lease = await store.acquireLease(request)
    if ('refusal' in lease) return lease
    // Resolving an unknown outcome is not a new attempt, so no limit stops it. What it comes to counts.
    if (lease.current.unknownSince !== undefined)
      return { ...lease, refused, idClaim, settle: attemptLimiter.exempt(merchant, address) }
    try {
      const counted = attemptLimiter.consume(merchant, address)
      const consumed = counted instanceof Promise ? await counted : counted
      if ('settle' in consumed) return { ...lease, refused, idClaim, settle: consumed.settle }
      // Attempts at the same moment may all have passed the first look.
      return reject(merchant.id, consumed)
    } catch (error) {
      // If the store fails as well, the lease expires by itself. The first error is the one to report.
      const release = () => store.releaseLease(request, lease.before)
      await withStoreRetries(clock, release).catch(() => undefined)
      throw error
    }
  }
}

/** Whether the request would begin an attempt, other than a replay, a rejection, or a round about an unknown outcome. */
async function isNewAttempt(store: Store, request: LeaseRequest): Promise<boolean> {
  const { merchant, id, session, now } = request
  const decision = decideLease((await store.read(merchant, id)) ?? lostRecord(session, now), request)
  return typeof decision === 'object' && decision.current.unknownSince === undefined
}
