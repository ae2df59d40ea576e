/** What a verdict makes of a session, and what the frame is told. */
import type { VerifyCardRequest } from '../contract/card.js'
import { revealed } from '../contract/session.js'
import { answersWhatWasSent } from './cardRequest.js'
import type { Verdict } from './forward.js'
import type { ProblemError } from './problem.js'
import type { Session } from './sessions.js'
import type { Finish, SessionRecord, Told } from './store/store.js'

/** `keep`: the same key is told the same again; otherwise it may try again. */
export type Ending = Pick<Finish, 'state' | 'attempts' | 'gateway'> & { told: Told; keep: boolean }

/** As if nothing had been begun; a hold that had lapsed leaves an outcome that is not known. */
export function untouched({ state, attempts }: SessionRecord): Pick<Finish, 'state' | 'attempts'> {
  return { state: state === 'open' ? 'open' : 'unknown', attempts }
}

/** The session's next state after a verdict, by the table in `capture.ts`. */
export function endingOf(
  verdict: Verdict,
  sent: VerifyCardRequest,
  session: Session,
  before: SessionRecord,
): Ending {
  const asBefore = { ...untouched(before), keep: false } as const
  const attempts = before.attempts + 1
  const left = before.maxAttempts - attempts
  // What the gateway never saw says nothing of an earlier call whose outcome is not known.
  const open = 'answer' in verdict ? 'open' : asBefore.state
  const counted = { state: left > 0 ? open : 'exhausted', attempts, keep: true } as const

  if (verdict.kind === 'unknown') return { ...asBefore, state: 'unknown', told: problem('outcome_unknown') }
  if (verdict.kind === 'unsent') return { ...asBefore, told: problem('gateway_unavailable') }
  if (verdict.kind === 'throttled') {
    return {
      ...asBefore,
      told: problem('gateway_unavailable', { status: 503, retryAfter: verdict.retryAfter }),
    }
  }
  const { answer: gateway } = verdict
  if (verdict.kind === 'refused') {
    const { code, field } = verdict.refusal
    // A review is between Ingo and the merchant: the page learns no code.
    const shown = code === 'under_review' ? undefined : gateway?.status
    const details = { ...(field && { field }), ...(shown && { gateway_status: shown }) }
    if (code === 'gateway_misconfigured') return { ...asBefore, gateway, told: problem(code, details) }
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
