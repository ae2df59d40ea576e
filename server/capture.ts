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
import type { CardCapture, VerifyCardRequest } from '../contract/card.js'
import { revealed, type CaptureAnswer } from '../contract/session.js'
import { refusalBeforeSending } from './cardChecks.js'
import { answersWhatWasSent, verifyCardRequest } from './cardRequest.js'
import type { Merchant } from './config.js'
import { fingerprintOf } from './fingerprint.js'
import { BUDGET_MS, forward, type Clock, type Verdict } from './forward.js'
import type { Gateway } from './ingo/client.js'
import type { Log } from './log.js'
import { ProblemError } from './problem.js'
import type { Session } from './sessions.js'
import type { Finish, SessionRecord, Store, Told } from './store/store.js'

/** Longer than any call can take: whoever still holds the session after it has died. */
const HOLD_MARGIN_MS = 5_000
const JOIN_POLL_MS = 500
const RECORD_TRIES = 3
const RECORD_PAUSE_MS = 500

export type Attempt = {
  merchant: Merchant
  session: Session
  content: CardCapture
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
    const fingerprint = fingerprintOf(session, asked.content)
    const now = clock.now()
    const heldUntil = now + BUDGET_MS + merchant.ingo.timeoutMs + HOLD_MARGIN_MS
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
    const work = attempt(asked, held.record).finally(() => underWay.delete(name))
    underWay.set(name, work)
    return answerOf(await work)
  }

  /** It goes on to its end even if whoever asked has gone. */
  async function attempt({ merchant, session, content, key }: Attempt, before: SessionRecord): Promise<Told> {
    const request = verifyCardRequest(merchant, session, content, clock.now())
    const refusal = refusalBeforeSending(content, session.request.accepted_brands, clock.now())
    const verdict: Verdict = refusal
      ? { kind: 'refused', refusal }
      : await forward(gateway, merchant, Buffer.from(JSON.stringify(request)), clock)
    const { told, keep, ...ending } = endingOf(verdict, request, session, before)
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

/** `keep`: the same key is told the same again; otherwise it may try again. */
type Ending = Pick<Finish, 'state' | 'attempts' | 'gateway'> & { told: Told; keep: boolean }

function endingOf(
  verdict: Verdict,
  sent: VerifyCardRequest,
  session: Session,
  before: SessionRecord,
): Ending {
  const untouched = {
    state: before.state === 'open' ? 'open' : 'unknown',
    attempts: before.attempts,
    keep: false,
  } as const
  const attempts = before.attempts + 1
  const left = before.maxAttempts - attempts
  // What the gateway never saw says nothing of an earlier call whose outcome is not known.
  const open = 'answer' in verdict ? 'open' : untouched.state
  const counted = { state: left > 0 ? open : 'exhausted', attempts, keep: true } as const

  if (verdict.kind === 'unknown') return { ...untouched, state: 'unknown', told: problem('outcome_unknown') }
  if (verdict.kind === 'unsent') return { ...untouched, told: problem('gateway_unavailable') }
  if (verdict.kind === 'throttled') {
    return {
      ...untouched,
      told: problem('gateway_unavailable', { status: 503, retryAfter: verdict.retryAfter }),
    }
  }
  const { answer: gateway } = verdict
  if (verdict.kind === 'refused') {
    const { code, field } = verdict.refusal
    // A review is between Ingo and the merchant: the page learns no code.
    const shown = code === 'under_review' ? undefined : gateway?.status
    const details = { ...(field && { field }), ...(shown && { gateway_status: shown }) }
    if (code === 'gateway_misconfigured') return { ...untouched, gateway, told: problem(code, details) }
    return { ...counted, gateway, told: problem(code, { ...details, attempts_left: left }) }
  }
  if (!answersWhatWasSent(sent, verdict.card)) {
    // Another account's token: neither the page nor the backend gets it.
    const { status } = verdict.answer
    return { ...counted, gateway: { status }, told: problem('idempotency_conflict', { attempts_left: left }) }
  }
  return {
    state: 'tokenized',
    attempts,
    keep: true,
    gateway,
    told: { token: revealed(verdict.card, session.request.reveal) },
  }
}

function problem(code: ProblemError['code'], details: ProblemError['details'] = {}): Told {
  return { problem: code, details }
}
