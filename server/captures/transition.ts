/** What a verdict makes of a session, and what the frame is result. */
import type { AccountType } from '../../contract/session.js'
import type { VerificationOutcome } from './verifyWithRetries.js'
import type { ProblemError } from '../problem.js'
import type { CaptureCommit, SessionRecord, CaptureResult } from '../store/store.js'

/** `keep`: the same key is result the same again; otherwise it may try again. */
export type Transition = Pick<CaptureCommit, 'state' | 'attempts' | 'gateway'> & {
  result: CaptureResult
  keep: boolean
}
type Refused = Extract<CaptureResult, { problem: unknown }>

/** As if nothing had been acquired; a hold that had lapsed leaves an outcome that is not known. */
export function stateBeforeLease({
  state,
  attempts,
}: SessionRecord): Pick<CaptureCommit, 'state' | 'attempts'> {
  return { state: state === 'open' ? 'open' : 'unknown', attempts }
}

/** The session's next state after a verdict, by the table in `capture.ts`. */
export function nextState(
  verdict: VerificationOutcome,
  account_type: AccountType,
  before: SessionRecord,
): Transition {
  const asBefore = { ...stateBeforeLease(before), keep: false } as const
  const attempts = before.attempts + 1
  const left = before.maxAttempts - attempts
  const counted = { state: left > 0 ? 'open' : 'exhausted', attempts, keep: true } as const

  const gateway = storedResponse(verdict)
  if (verdict.kind === 'verified') {
    const { token } = verdict
    return { state: 'tokenized', attempts, keep: true, gateway, result: { token, account_type } }
  }
  const result = toFailedResult(verdict)
  if (verdict.kind === 'unknown') return { ...asBefore, state: 'unknown', result }
  if (verdict.kind === 'unsent' || verdict.kind === 'throttled') return { ...asBefore, result }
  // What the gateway never saw says nothing of an earlier call whose outcome is not known.
  if (asBefore.state === 'unknown' && !gateway) return { ...asBefore, result }
  if (result.problem === 'gateway_misconfigured') return { ...asBefore, gateway, result }
  return { ...counted, gateway, result: { ...result, details: { ...result.details, attempts_left: left } } }
}

/** What the merchant's backend may read of it: of another account's answer the status alone. */
function storedResponse(verdict: VerificationOutcome): CaptureCommit['gateway'] {
  if (!('answer' in verdict)) return undefined
  return verdict.kind === 'mismatched' ? { status: verdict.answer.status } : verdict.answer
}

/** The problem that a verdict is, unless it is a success. */
export function toFailedResult(verdict: Exclude<VerificationOutcome, { kind: 'verified' }>): Refused {
  switch (verdict.kind) {
    case 'unknown':
      return problem('outcome_unknown')
    case 'unsent':
      return problem('gateway_unavailable')
    case 'throttled':
      return problem('gateway_unavailable', { status: 503, retryAfter: verdict.retryAfter })
    case 'mismatched':
      // Another account's token: neither the page nor the backend gets it.
      return problem('idempotency_conflict')
    case 'refused': {
      const { code, field } = verdict.refusal
      // A review is between Ingo and the merchant: the page learns no code.
      const shown = code === 'under_review' ? undefined : verdict.answer?.status
      return problem(code, { ...(field && { field }), ...(shown && { gateway_status: shown }) })
    }
  }
}

function problem(code: ProblemError['code'], details: ProblemError['details'] = {}): Refused {
  return { problem: code, details }
}
