/** What a verdict makes of a session, and what the frame is told. */
import type { AccountType } from '../../contract/session.js'
import type { Verdict } from './verifyWithRetries.js'
import type { ProblemError } from '../problem.js'
import type { Finish, SessionRecord, Told } from '../store/store.js'

/** `keep`: the same key is told the same again; otherwise it may try again. */
export type Ending = Pick<Finish, 'state' | 'attempts' | 'gateway'> & { told: Told; keep: boolean }
type Refused = Extract<Told, { problem: unknown }>

/** As if nothing had been begun; a hold that had lapsed leaves an outcome that is not known. */
export function untouched({ state, attempts }: SessionRecord): Pick<Finish, 'state' | 'attempts'> {
  return { state: state === 'open' ? 'open' : 'unknown', attempts }
}

/** The session's next state after a verdict, by the table in `capture.ts`. */
export function endingOf(verdict: Verdict, account_type: AccountType, before: SessionRecord): Ending {
  const asBefore = { ...untouched(before), keep: false } as const
  const attempts = before.attempts + 1
  const left = before.maxAttempts - attempts
  const counted = { state: left > 0 ? 'open' : 'exhausted', attempts, keep: true } as const

  const gateway = keptOf(verdict)
  if (verdict.kind === 'verified') {
    const { token } = verdict
    return { state: 'tokenized', attempts, keep: true, gateway, told: { token, account_type } }
  }
  const told = refusalOf(verdict)
  if (verdict.kind === 'unknown') return { ...asBefore, state: 'unknown', told }
  if (verdict.kind === 'unsent' || verdict.kind === 'throttled') return { ...asBefore, told }
  // What the gateway never saw says nothing of an earlier call whose outcome is not known.
  if (asBefore.state === 'unknown' && !gateway) return { ...asBefore, told }
  if (told.problem === 'gateway_misconfigured') return { ...asBefore, gateway, told }
  return { ...counted, gateway, told: { ...told, details: { ...told.details, attempts_left: left } } }
}

/** What the merchant's backend may read of it: of another account's answer the status alone. */
function keptOf(verdict: Verdict): Finish['gateway'] {
  if (!('answer' in verdict)) return undefined
  return verdict.kind === 'mismatched' ? { status: verdict.answer.status } : verdict.answer
}

/** The problem that a verdict is, unless it is a success. */
export function refusalOf(verdict: Exclude<Verdict, { kind: 'verified' }>): Refused {
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
