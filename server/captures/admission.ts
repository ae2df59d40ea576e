/**
 * How an attempt comes in: the hold on its session, the limits and its place in line, all asked at once,
 * so that a shared store is asked in one round trip. What came too much is given back.
 */
import type { CaptureRequest } from './captureRequest.js'
import { stateBeforeLease } from './transition.js'
import type { Clock } from '../gateway/clock.js'
import type { Admission, AttemptLimiter } from '../limits/attemptLimiter.js'
import type { Refusal } from '../gateway/outcomes.js'
import type { Line } from '../gateway/gateway.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import type { SessionRecord, Store } from '../store/store.js'

/** A process that works on a session holds it and renews; one that has died lets go by itself. */
export const LEASE_MS = 15_000

type Settle = Extract<Admission, { settle: unknown }>['settle']
/** Through the gateway, from a place in line; or refused before it. */
export type Way = { line: Line } | { refusal: Refusal }

export type Begun = { acquired: true; record: SessionRecord; way: Way; settle: Settle }

export type Entered =
  | Begun
  /** Somebody else has the session, or there is an answer already. */
  | { acquired: false; record: SessionRecord }

type Dependencies = {
  store: Store
  limits: AttemptLimiter
  clock: Clock
  metrics: Metrics
}

export function createAdmission({ store, limits, clock, metrics }: Dependencies) {
  /** Throws ProblemError, with nothing held. */
  return async function admit(asked: CaptureRequest, fingerprint: string, way: Way): Promise<Entered> {
    const { merchant, session, key, address } = asked
    const of = { merchant: merchant.id, id: session.id, key }
    const now = clock.now()
    const [acquired, admitted] = await Promise.allSettled([
      store.acquireLease({ ...of, fingerprint, now, leaseExpiresAt: now + LEASE_MS }),
      limits.consume(merchant, address),
    ])
    const held = acquired.status === 'fulfilled' ? acquired.value : undefined
    const admission = admitted.status === 'fulfilled' ? admitted.value : undefined
    const settle = settleOf(admission)
    if (held?.acquired && admission && (settle || stateBeforeLease(held.record).state === 'unknown')) {
      // Whoever asks what became of an attempt makes no other: limits don't keep the answer back.
      return { acquired: true, record: held.record, way, settle: settle ?? (() => undefined) }
    }

    if ('line' in way) way.line.leave()
    settle?.('none')
    if (acquired.status === 'rejected') throw acquired.reason
    if (!held) throw new ProblemError('unauthorized')
    // An answer that is known is given whatever the limits say.
    if (!held.acquired) return { acquired: false, record: held.record }
    await store.commit({ ...of, ...stateBeforeLease(held.record) })
    if (admitted.status === 'rejected') throw admitted.reason
    throw refusedBy(merchant.id, admitted.value)
  }

  function settleOf(admission: Admission | undefined): Settle | undefined {
    return admission && 'settle' in admission ? admission.settle : undefined
  }

  function refusedBy(merchant: string, admission: Admission): ProblemError {
    const { limit, retryAfter } = admission as Extract<Admission, { limit: unknown }>
    metrics.limited.inc({ merchant, limit })
    return new ProblemError('rate_limited', { retryAfter })
  }
}
