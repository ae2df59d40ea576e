/** The life of a capture: hold → check → forward → match → record → answer. */
import type { CaptureAnswer } from '../../contract/session.js'
import type { SessionState } from '../../contract/sessionRequest.js'
import { endingOf } from './transition.js'
import { createEntrance, HOLD_MS, type Begun } from './admission.js'
import { fingerprintOf } from './fingerprint.js'
import { forward, type Verdict } from './verifyWithRetries.js'
import { type Clock } from '../gateway/clock.js'
import type { AttemptLimits } from '../limits/attemptLimiter.js'
import type { LimitedGateway } from '../gateway/gateway.js'
import { msSince, type Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { createTurns } from './keyedMutex.js'
import { tokenOf, type Finish, type SessionRecord, type Store, type Told } from '../store/store.js'
import type { Attempt, Captures } from './attempt.js'

/** Its states, and what leads from one to the next. `docs/capture.md` is made from it; tests walk each row. */
export const life = [
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

const RENEW_MS = 5_000
const JOIN_POLL_MS = 500
const RECORD_TRIES = 3
const RECORD_PAUSE_MS = 500

type Dependencies = {
  store: Store
  gateway: LimitedGateway
  limits: AttemptLimits
  clock: Clock
  log: Log
  metrics: Metrics
}

export function createCaptures(dependencies: Dependencies): Captures {
  const { store, gateway, clock, log, metrics } = dependencies
  const enter = createEntrance(dependencies)
  const underWay = new Map<string, Promise<Told>>()
  const inTurn = createTurns()

  async function capture(asked: Attempt): Promise<CaptureAnswer> {
    const { merchant, session, submission, key, request_id, trace } = asked
    const fingerprint = fingerprintOf(session, submission.content)
    const refusal = submission.refusal(clock.now())
    const caller = { request_id, session: session.id, ...(trace && { trace }) }
    const entered = await inTurn(session.id, () =>
      enter(asked, fingerprint, refusal ? { refusal } : { line: gateway.lineUp(merchant, caller) }),
    )
    if (!entered.begun) return answerOf(await toldBefore(entered.record, key, fingerprint))
    const name = `${session.id} ${key}`
    const release = holdOn(asked)
    const work = attempt(asked, entered).finally(() => {
      release()
      // A place that was not used, whatever went wrong, must not stay taken.
      if ('line' in entered.way) entered.way.line.leave()
      underWay.delete(name)
    })
    underWay.set(name, work)
    return answerOf(await work)
  }

  /** Most captures end before the first renewal. One that fails costs nothing: a repeat is told 101. */
  function holdOn({ merchant, session, key }: Attempt): () => void {
    const timer = setInterval(() => {
      const hold = { merchant: merchant.id, id: session.id, key, heldUntil: clock.now() + HOLD_MS }
      store.renew(hold).catch(() => undefined)
    }, RENEW_MS)
    return () => {
      clearInterval(timer)
    }
  }

  /** It goes on to its end even if whoever asked has gone. */
  async function attempt(
    { merchant, session, submission, key, request_id }: Attempt,
    { record: before, way, settle }: Begun,
  ): Promise<Told> {
    const started = performance.now()
    const verdict: Verdict =
      'line' in way
        ? await forward(way.line, merchant, submission.call(clock.now()), clock)
        : { kind: 'refused', refusal: way.refusal }
    const { told, keep, ...ending } = endingOf(verdict, submission.accountType, before)
    settle(keep && 'problem' in told ? 'failed' : 'other')
    await record({ merchant: merchant.id, id: session.id, key, ...ending, ...(keep && { told }) })
    metrics.attempts.inc({ merchant: merchant.id, outcome: 'token' in told ? 'tokenized' : told.problem })
    const ids = { request_id, merchant: merchant.id, session: session.id }
    log.capture({ ...ids, verdict, told, attempt: ending.attempts, duration_ms: msSince(started) })
    return told
  }

  /** The gateway has answered: what can't be recorded is not lost, since the same key leads to 101. */
  async function record(finish: Finish): Promise<void> {
    for (let tries = 1; tries <= RECORD_TRIES; tries++) {
      try {
        await store.finish(finish)
        return
      } catch {
        await clock.sleep(RECORD_PAUSE_MS)
      }
    }
    throw new ProblemError('outcome_unknown')
  }

  /** What was answered to the same content before, or why the session could not be held. */
  async function toldBefore(record: SessionRecord, key: string, fingerprint: string): Promise<Told> {
    const ofKey = record.answers[key]
    if (ofKey && ofKey.fingerprint !== fingerprint) throw new ProblemError('idempotency_conflict')
    if (ofKey?.told) return ofKey.told
    if (record.state === 'tokenized') {
      // What was begun last is what was tokenized.
      const token = record.fingerprint === fingerprint ? tokenOf(record) : undefined
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
  async function join({ merchant, id }: SessionRecord, key: string): Promise<Told> {
    const here = underWay.get(`${id} ${key}`)
    if (here) return here
    for (;;) {
      await clock.sleep(JOIN_POLL_MS)
      const record = await store.read(merchant, id)
      if (record?.state === 'processing' && record.key === key && record.heldUntil > clock.now()) continue
      const told = record?.answers[key]?.told
      if (told) return told
      throw new ProblemError('outcome_unknown')
    }
  }

  return {
    capture,
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay.values())
    },
  }
}

function answerOf(told: Told): CaptureAnswer {
  if ('token' in told) return told.token
  throw new ProblemError(told.problem, told.details)
}
