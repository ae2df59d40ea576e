/**
 * How an attempt comes in: the hold on its session, the limits and its place in line, all asked at once,
 * so that a shared store is asked in one round trip. What came too much is given back.
 */
import type { Attempt } from './attempt.js'
import { untouched } from './transition.js'
import type { Clock } from '../gateway/clock.js'
import type { Admission, AttemptLimits } from '../limits/attemptLimiter.js'
import type { Refusal } from '../gateway/outcomes.js'
import type { Line } from '../gateway/gateway.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import type { SessionRecord, Store } from '../store/store.js'

/** A process that works on a session holds it and renews; one that has died lets go by itself. */
export const HOLD_MS = 15_000

type Settle = Extract<Admission, { settle: unknown }>['settle']
/** Through the gateway, from a place in line; or refused before it. */
export type Way = { line: Line } | { refusal: Refusal }

export type Begun = { begun: true; record: SessionRecord; way: Way; settle: Settle }

export type Entered =
  | Begun
  /** Somebody else has the session, or there is an answer already. */
  | { begun: false; record: SessionRecord }

type Dependencies = {
  store: Store
  limits: AttemptLimits
  clock: Clock
  metrics: Metrics
}

export function createEntrance({ store, limits, clock, metrics }: Dependencies) {
  /** Throws ProblemError, with nothing held. */
  return async function enter(asked: Attempt, fingerprint: string, way: Way): Promise<Entered> {
    const { merchant, session, key, address } = asked
    const of = { merchant: merchant.id, id: session.id, key }
    const now = clock.now()
    const [begun, admitted] = await Promise.allSettled([
      store.begin({ ...of, fingerprint, now, heldUntil: now + HOLD_MS }),
      limits.enter(merchant, address),
    ])
    const held = begun.status === 'fulfilled' ? begun.value : undefined
    const admission = admitted.status === 'fulfilled' ? admitted.value : undefined
    const settle = settleOf(admission)
    if (held?.begun && admission && (settle || untouched(held.record).state === 'unknown')) {
      // Whoever asks what became of an attempt makes no other: limits don't keep the answer back.
      return { begun: true, record: held.record, way, settle: settle ?? (() => undefined) }
    }

    if ('line' in way) way.line.leave()
    settle?.('none')
    if (begun.status === 'rejected') throw begun.reason
    if (!held) throw new ProblemError('unauthorized')
    // An answer that is known is given whatever the limits say.
    if (!held.begun) return { begun: false, record: held.record }
    await store.finish({ ...of, ...untouched(held.record) })
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
