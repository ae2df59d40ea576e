/** The response to a capture that was not admitted: a stored result, the result of another process, or a rejection. */
import type { Clock } from '../gateway/clock.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { tokenizedResult, type CaptureResult, type SessionRecord, type Store } from '../store/store.js'

const JOIN_POLL_MS = 500
const IN_PROGRESS_RETRY_AFTER_S = 4

type Dependencies = { store: Store; clock: Clock; metrics: Metrics }

export function createReplay(dependencies: Dependencies) {
  const { clock, metrics } = dependencies

  /** `record` is the session as acquireLease found it. Throws ProblemError. */
  return function replayOrReject(
    record: SessionRecord,
    key: string,
    fingerprint: string,
  ): CaptureResult | Promise<CaptureResult> {
    const known = record.idempotencyRecords[key]
    if (known && known.fingerprint !== fingerprint) throw new ProblemError('idempotency_conflict')
    if (known?.result) return known.result
    if (record.state === 'tokenized') {
      // The fingerprint is that of the last lease, which tokenized the session.
      const result = record.fingerprint === fingerprint ? tokenizedResult(record) : undefined
      if (result) return result
      throw new ProblemError('session_used')
    }
    if (record.state === 'exhausted') {
      metrics.limited.inc({ merchant: record.merchant, limit: 'session' })
      throw new ProblemError('attempts_exhausted', { attempts_left: 0 })
    }
    if (record.key === key && record.state === 'processing') return pollResult(dependencies, record, key)
    if (clock.now() >= record.expiresAt) throw new ProblemError('session_expired')
    // In flight or unknown: other content has to wait, because it could replace an outcome whose token is not known yet.
    throw new ProblemError('in_progress', { retryAfter: IN_PROGRESS_RETRY_AFTER_S })
  }
}

/** Waits for the result of the same request, which runs in another process. */
async function pollResult(
  { store, clock }: Dependencies,
  { merchant, id }: SessionRecord,
  key: string,
): Promise<CaptureResult> {
  for (;;) {
    await clock.sleep(JOIN_POLL_MS)
    const record = await store.read(merchant, id)
    const isProcessing = record?.state === 'processing' && record.key === key
    if (isProcessing && record.leaseExpiresAt > clock.now()) continue
    const result = record?.idempotencyRecords[key]?.result
    if (result) return result
    throw new ProblemError('outcome_unknown')
  }
}
