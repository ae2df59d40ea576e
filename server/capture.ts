/**
 * The life of a capture: hold → check → forward → match → record → answer.
 *
 *   state        what happens                                     next state     attempts
 *   open         a capture begins                                 processing
 *   processing   verified, and it is about what was sent          tokenized      + 1
 *   processing   refused, attempts are left                       open           + 1
 *   processing   refused, and it was the last attempt             exhausted      + 1
 *   processing   not processed, or the integration is at fault    as it was
 *   processing   the outcome is not known, or the process died    unknown
 *   unknown      the same content again (any key), or other       processing
 *   open         its time is over                                 expired
 */
import type { CaptureAnswer } from '../contract/session.js'
import type { Merchant } from './config.js'
import { endingOf } from './ending.js'
import { fingerprintOf } from './fingerprint.js'
import { forward, type Clock, type Verdict } from './forward.js'
import type { Gateway } from './ingo/client.js'
import type { Log } from './log.js'
import type { Submission } from './operations/operation.js'
import { ProblemError } from './problem.js'
import type { Session } from './sessions.js'
import type { Finish, SessionRecord, Store, Told } from './store/store.js'

/** A process that works on a session holds it and renews; one that has died lets go by itself. */
const HOLD_MS = 15_000
const RENEW_MS = 5_000
const JOIN_POLL_MS = 500
const RECORD_TRIES = 3
const RECORD_PAUSE_MS = 500

export type Attempt = {
  merchant: Merchant
  session: Session
  submission: Submission
  /** The frame's Idempotency-Key. */
  key: string
}

export type Captures = {
  /** One attempt; throws ProblemError. The same key and content joins it or gets its answer again. */
  capture(attempt: Attempt): Promise<CaptureAnswer>
  /** Resolves when nothing is under way in this process. */
  idle(): Promise<void>
}

type Dependencies = { store: Store; gateway: Gateway; clock: Clock; log: Log }

export function createCaptures({ store, gateway, clock, log }: Dependencies): Captures {
  const underWay = new Map<string, Promise<Told>>()

  async function capture(asked: Attempt): Promise<CaptureAnswer> {
    const { merchant, session, key } = asked
    const fingerprint = fingerprintOf(session, asked.submission.content)
    const now = clock.now()
    const heldUntil = now + HOLD_MS
    const held = await store.begin({
      merchant: merchant.id,
      id: session.id,
      key,
      fingerprint,
      now,
      heldUntil,
    })
    if (!held) throw new ProblemError('unauthorized')
    if (!held.begun) return answerOf(await toldBefore(held.record, key, fingerprint))
    const name = `${session.id} ${key}`
    const release = holdOn(asked)
    const work = attempt(asked, held.record).finally(() => {
      release()
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
    { merchant, session, submission, key }: Attempt,
    before: SessionRecord,
  ): Promise<Told> {
    const refusal = submission.refusal(clock.now())
    const verdict: Verdict = refusal
      ? { kind: 'refused', refusal }
      : await forward(gateway, merchant, submission.call(clock.now()), clock)
    const { told, keep, ...ending } = endingOf(verdict, submission.accountType, before)
    await record({ merchant: merchant.id, id: session.id, key, ...ending, ...(keep && { told }) })
    log.capture({ merchant: merchant.id, session: session.id, verdict, told, attempt: ending.attempts })
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
    const answered = record.answers[key]
    const last = answered ?? (record.key === key ? record : undefined)
    if (last && last.fingerprint !== fingerprint) throw new ProblemError('idempotency_conflict')
    if (answered) return answered.told
    if (record.state === 'tokenized') {
      const token = Object.values(record.answers).find(({ told }) => 'token' in told)
      if (token?.fingerprint === fingerprint) return token.told
      throw new ProblemError('session_used')
    }
    if (record.state === 'exhausted') throw new ProblemError('attempts_exhausted', { attempts_left: 0 })
    if (clock.now() >= record.expiresAt) throw new ProblemError('session_expired')
    if (record.key === key) return join(record, key)
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
      const answered = record?.answers[key]
      if (answered) return answered.told
      throw new ProblemError('outcome_unknown')
    }
  }

  return {
    capture,
    async idle() {
      await Promise.allSettled(underWay.values())
    },
  }
}

function answerOf(told: Told): CaptureAnswer {
  if ('token' in told) return told.token
  throw new ProblemError(told.problem, told.details)
}
