/** The life of a capture: hold → check → forward → match → record → answer. */
import type { CaptureResponse } from '../../contract/session.js'
import type { SessionState } from '../../contract/sessionRequest.js'
import { nextState } from './transition.js'
import { createAdmission, LEASE_MS, type Begun } from './admission.js'
import { contentFingerprint } from './fingerprint.js'
import { verifyWithRetries, type VerificationOutcome } from './verifyWithRetries.js'
import { type Clock } from '../gateway/clock.js'
import type { AttemptLimiter } from '../limits/attemptLimiter.js'
import type { Gateway } from '../gateway/gateway.js'
import { elapsedMs, type Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { createTurns } from './keyedMutex.js'
import {
  tokenizedResult,
  type CaptureCommit,
  type SessionRecord,
  type Store,
  type CaptureResult,
} from '../store/store.js'
import type { CaptureRequest, Captures } from './captureRequest.js'

/** Its states, and what leads from one to the next. `docs/capture.md` is made from it; tests walk each row. */
export const transitions = [
  { from: 'open', when: 'a capture begins', to: 'processing', attempts: 0 },
  { from: 'processing', when: 'verified, and it is about what was sent', to: 'tokenized', attempts: 1 },
  { from: 'processing', when: 'refused, attempts are left', to: 'open', attempts: 1 },
  { from: 'processing', when: 'refused, and it was the last attempt', to: 'exhausted', attempts: 1 },
  { from: 'processing', when: 'not processed, or the integration is at fault', to: 'open', attempts: 0 },
  { from: 'processing', when: 'the same, and an earlier outcome is not known', to: 'unknown', attempts: 0 },
  { from: 'processing', when: 'the outcome is not known, or the process died', to: 'unknown', attempts: 0 },
  { from: 'unknown', when: 'the same content again', to: 'processing', attempts: 0 },
  { from: 'unknown', when: 'other content, which has to wait', to: 'unknown', attempts: 0 },
  { from: 'unknown', when: 'the session’s time is over', to: 'unknown', attempts: 0 },
  { from: 'open', when: 'its time is over', to: 'expired', attempts: 0 },
] as const satisfies { from: SessionState; when: string; to: SessionState; attempts: 0 | 1 }[]

const LEASE_RENEW_INTERVAL_MS = 5_000
const JOIN_POLL_MS = 500
const RECORD_TRIES = 3
const RECORD_PAUSE_MS = 500

type Dependencies = {
  store: Store
  gateway: Gateway
  limits: AttemptLimiter
  clock: Clock
  log: Log
  metrics: Metrics
}

export function createCaptures(dependencies: Dependencies): Captures {
  const { store, gateway, clock, log, metrics } = dependencies
  const enter = createAdmission(dependencies)
  const inFlight = new Map<string, Promise<CaptureResult>>()
  const inTurn = createTurns()

  async function create(asked: CaptureRequest): Promise<CaptureResponse> {
    const { merchant, session, parsed, key, request_id, trace } = asked
    const fingerprint = contentFingerprint(session, parsed.content)
    const refusal = parsed.checkBeforeSending(clock.now())
    const caller = { request_id, session: session.id, ...(trace && { trace }) }
    const entered = await inTurn(session.id, () =>
      enter(asked, fingerprint, refusal ? { refusal } : { line: gateway.lineUp(merchant, caller) }),
    )
    if (!entered.acquired) return toResponse(await replayOrReject(entered.record, key, fingerprint))
    const name = `${session.id} ${key}`
    const release = keepLease(asked)
    const work = runCapture(asked, entered).finally(() => {
      release()
      // A place that was not used, whatever went wrong, must not stay taken.
      if ('line' in entered.way) entered.way.line.leave()
      inFlight.delete(name)
    })
    inFlight.set(name, work)
    return toResponse(await work)
  }

  /** Most captures end before the first renewal. One that fails costs nothing: a repeat is told 101. */
  function keepLease({ merchant, session, key }: CaptureRequest): () => void {
    const timer = setInterval(() => {
      const hold = { merchant: merchant.id, id: session.id, key, leaseExpiresAt: clock.now() + LEASE_MS }
      store.renewLease(hold).catch(() => undefined)
    }, LEASE_RENEW_INTERVAL_MS)
    return () => {
      clearInterval(timer)
    }
  }

  /** It goes on to its end even if whoever asked has gone. */
  async function runCapture(
    { merchant, session, parsed, key, request_id }: CaptureRequest,
    { record: before, way, settle }: Begun,
  ): Promise<CaptureResult> {
    const started = performance.now()
    const verdict: VerificationOutcome =
      'line' in way
        ? await verifyWithRetries(way.line, merchant, parsed.call(clock.now()), clock)
        : { kind: 'refused', refusal: way.refusal }
    const { result, keep, ...ending } = nextState(verdict, parsed.accountType, before)
    settle(keep && 'problem' in result ? 'failed' : 'other')
    await commit({ merchant: merchant.id, id: session.id, key, ...ending, ...(keep && { result }) })
    metrics.attempts.inc({ merchant: merchant.id, outcome: 'token' in result ? 'tokenized' : result.problem })
    const ids = { request_id, merchant: merchant.id, session: session.id }
    log.capture({ ...ids, verdict, told: result, attempt: ending.attempts, duration_ms: elapsedMs(started) })
    return result
  }

  /** The gateway has answered: what can't be recorded is not lost, since the same key leads to 101. */
  async function commit(finish: CaptureCommit): Promise<void> {
    for (let tries = 1; tries <= RECORD_TRIES; tries++) {
      try {
        await store.commit(finish)
        return
      } catch {
        await clock.sleep(RECORD_PAUSE_MS)
      }
    }
    throw new ProblemError('outcome_unknown')
  }

  /** What was answered to the same content before, or why the session could not be held. */
  async function replayOrReject(
    record: SessionRecord,
    key: string,
    fingerprint: string,
  ): Promise<CaptureResult> {
    const ofKey = record.idempotencyRecords[key]
    if (ofKey && ofKey.fingerprint !== fingerprint) throw new ProblemError('idempotency_conflict')
    if (ofKey?.result) return ofKey.result
    if (record.state === 'tokenized') {
      // What was acquired last is what was tokenized.
      const token = record.fingerprint === fingerprint ? tokenizedResult(record) : undefined
      if (token) return token
      throw new ProblemError('session_used')
    }
    if (record.state === 'exhausted') {
      metrics.limited.inc({ merchant: record.merchant, limit: 'session' })
      throw new ProblemError('attempts_exhausted', { attempts_left: 0 })
    }
    if (record.key === key && record.state === 'processing') return join(record, key)
    if (clock.now() >= record.expiresAt) throw new ProblemError('session_expired')
    // Under way, or not known: an outcome that is not known is lost if other content takes its place.
    throw new ProblemError('in_progress', { retryAfter: 4 })
  }

  /** The same request is under way, here or in another process: waits for its answer. */
  async function join({ merchant, id }: SessionRecord, key: string): Promise<CaptureResult> {
    const here = inFlight.get(`${id} ${key}`)
    if (here) return here
    for (;;) {
      await clock.sleep(JOIN_POLL_MS)
      const record = await store.read(merchant, id)
      if (record?.state === 'processing' && record.key === key && record.leaseExpiresAt > clock.now())
        continue
      const told = record?.idempotencyRecords[key]?.result
      if (told) return told
      throw new ProblemError('outcome_unknown')
    }
  }

  return {
    create,
    async idle() {
      while (inFlight.size > 0) await Promise.allSettled(inFlight.values())
    },
  }
}

function toResponse(told: CaptureResult): CaptureResponse {
  if ('token' in told) return told.token
  throw new ProblemError(told.problem, told.details)
}
