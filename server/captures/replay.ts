/** The response to a capture that was not admitted: a stored result, the result of another process, or a rejection. */
import type { Clock } from '../gateway/clock.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { tokenizedResults } from '../store/answers.js'
import { ROUND_INTERVAL_MS, type LeaseRefusal } from '../store/leaseRule.js'
import { isLeaseHeld } from '../store/leaseTime.js'
import type { CaptureResult, SessionRecord } from '../store/record.js'
import type { Store } from '../store/store.js'
import type { ContentHashes } from './contentHashes.js'
import { unknownOutcome } from './unknownOutcome.js'

const JOIN_POLL_MS = 500
const ROUND_INTERVAL_S = ROUND_INTERVAL_MS / 1000

type Dependencies = { store: Store; clock: Clock; metrics: Metrics }

export function createReplay(dependencies: Dependencies) {
  const { clock, metrics } = dependencies

  /** `record` is the session as acquireLease found it. Throws ProblemError. */
  return function replayOrReject(
    record: SessionRecord,
    refusal: LeaseRefusal,
    request: ContentHashes & { key: string },
  ): CaptureResult | Promise<CaptureResult> {
    const { key, fingerprint, summary } = request
    const { current } = record
    const known = record.answers[key]
    const isSame = known
      ? known.summary === summary
      : current?.key !== key || current.fingerprint === fingerprint
    if (!isSame) throw new ProblemError('idempotency_conflict')
    if (known && !isRefused(record, known.result)) return known.result
    switch (refusal) {
      case 'other_content':
        throw new ProblemError('idempotency_conflict')
      case 'answered':
      case 'ended':
        if (!['tokenized', 'canceled', 'refused'].includes(record.state))
          metrics.limited.inc({ merchant: record.merchant, limit: 'session' })
        return replayEnded(record, summary)
      case 'in_progress':
        if (record.state === 'processing' && current?.key === key)
          return pollResult(dependencies, record, { key, summary })
        // Other content has to wait, because it could replace an outcome whose token is not known yet.
        throw new ProblemError('in_progress', { retryAfter: ROUND_INTERVAL_S })
      case 'too_soon':
        throw new ProblemError('outcome_unknown', unknownOutcome(record, clock.now()))
      case 'needs_new_session':
        throw new ProblemError('outcome_unknown', { needs_new_session: true })
      case 'too_many_keys':
        throw new ProblemError('too_many_keys', { needs_new_session: true })
      case 'expired':
        throw new ProblemError('session_expired')
    }
  }
}

/** Whether a failed review stands in place of the answer. The account may have been submitted twice, under two keys. */
function isRefused({ state }: SessionRecord, { review }: CaptureResult): boolean {
  return review?.state === 'failed' || (review !== undefined && state === 'refused')
}

/**
 * The session's token for the same content. Throws `session_used` for other content, and without a token
 * `session_canceled`, `session_refused` or `attempts_exhausted`.
 */
export function replayEnded(record: SessionRecord, summary: string): CaptureResult {
  if (record.state === 'tokenized') {
    const [first] = tokenizedResults(record)
    const isSame = Object.values(record.answers).some(
      (answer) => answer.result === first && answer.summary === summary,
    )
    if (first && isSame) return first
    throw new ProblemError('session_used')
  }
  if (record.state === 'canceled') throw new ProblemError('session_canceled')
  if (record.state === 'refused') throw new ProblemError('session_refused', { needs_new_session: true })
  throw new ProblemError('attempts_exhausted', { attempts_left: 0 })
}

/** Waits for the result of the same request, which runs in another process. */
async function pollResult(
  { store, clock }: Dependencies,
  { merchant, id }: SessionRecord,
  { key, summary }: Pick<ContentHashes, 'summary'> & { key: string },
): Promise<CaptureResult> {
  for (;;) {
    await clock.sleep(JOIN_POLL_MS)
    const record = await store.read(merchant, id).catch(() => {
      // The same request runs in another process, so a store that fails says nothing about it.
      throw new ProblemError('outcome_unknown', { retryAfter: ROUND_INTERVAL_S })
    })
    if (record?.current?.key === key && isLeaseHeld(record, clock.now())) continue
    const result = record?.answers[key]?.result
    if (result) return isRefused(record, result) ? replayEnded(record, summary) : result
    throw new ProblemError('outcome_unknown', record && unknownOutcome(record, clock.now()))
  }
}
