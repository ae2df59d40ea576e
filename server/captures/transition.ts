/** The next state of a session after a verification, and the result for the frame. */
import type { AccountType } from '../../contract/session.js'
import type { SessionState } from '../../contract/sessionRequest.js'
import type { ProblemError } from '../problem.js'
import { participantIdInUse } from '../sessions/participantId.js'
import {
  stateBeforeLease,
  type CaptureCommit,
  type CaptureResult,
  type FailedResult,
  type SessionRecord,
} from '../store/store.js'
import type { VerificationOutcome } from './verifyWithRetries.js'

/** The transitions between the states of a session. docs/capture.md shows them, and a test runs each row. */
export const transitions = [
  { from: 'open', when: 'a capture acquires the lease', to: 'processing', attempts: 0 },
  {
    from: 'processing',
    when: 'verified, and the response matches the request',
    to: 'tokenized',
    attempts: 1,
  },
  {
    from: 'processing',
    when: 'not payable or another account’s, under an id of the server’s own',
    to: 'open',
    attempts: 1,
  },
  {
    from: 'processing',
    when: 'not payable or another account’s, under the merchant’s id',
    to: 'exhausted',
    attempts: 1,
  },
  { from: 'processing', when: 'refused, attempts are left', to: 'open', attempts: 1 },
  { from: 'processing', when: 'refused, it was the last attempt', to: 'exhausted', attempts: 1 },
  { from: 'processing', when: 'over a limit', to: 'open', attempts: 0 },
  { from: 'processing', when: 'not processed, or the integration is at fault', to: 'open', attempts: 0 },
  {
    from: 'processing',
    when: 'not processed, and an earlier outcome is unknown',
    to: 'unknown',
    attempts: 0,
  },
  { from: 'processing', when: 'the outcome is unknown, or the process died', to: 'unknown', attempts: 0 },
  { from: 'unknown', when: 'the same content is submitted again', to: 'processing', attempts: 0 },
  { from: 'unknown', when: 'other content is submitted, and has to wait', to: 'unknown', attempts: 0 },
  { from: 'unknown', when: 'the session ends with an unknown outcome', to: 'unknown', attempts: 0 },
  { from: 'open', when: 'the session’s time is over', to: 'expired', attempts: 0 },
] as const satisfies { from: SessionState; when: string; to: SessionState; attempts: 0 | 1 }[]

export type Transition = {
  result: CaptureResult
  /** Whether the same key gets the same result again; otherwise it may try again. */
  isFinal: boolean
  /** Whether the capture counts as a failed attempt of the cardholder's address. */
  countsForAddress: boolean
  /** What to commit. Undefined if the gateway has processed nothing: then the lease is released. */
  stored?: Pick<CaptureCommit, 'state' | 'attempts' | 'idNumber' | 'gateway'>
  /** The merchant's participant_unique_id1, if the gateway has tokenized an account under it. */
  usedParticipantId?: string
}

/** The session's next state after `outcome`, by the table above. */
export function nextState(
  outcome: VerificationOutcome,
  account_type: AccountType,
  before: SessionRecord,
): Transition {
  const state = stateBeforeLease(before)
  const attempts = before.attempts + 1
  const gateway = storedResponse(outcome)
  if (outcome.kind === 'verified') {
    const result = { token: outcome.token, account_type, participant_unique_id1: participantIdInUse(before) }
    const stored = { state: 'tokenized', attempts, gateway } as const
    const usedParticipantId = usedId(account_type, before)
    return { result, isFinal: true, countsForAddress: false, stored, usedParticipantId }
  }
  if (outcome.kind === 'not_payable' || outcome.kind === 'mismatched')
    return { ...nextAfterTokenized(outcome, account_type, before), isFinal: true, countsForAddress: true }
  const result = toFailedResult(outcome)
  const notFinal = { result, isFinal: false, countsForAddress: false }
  if (outcome.kind === 'unknown')
    return { ...notFinal, stored: { state: 'unknown', attempts: before.attempts } }
  if (outcome.kind === 'not_sent' || outcome.kind === 'rate_limited') {
    // This call was not sent, but an earlier one with the same content may have been processed.
    return state === 'unknown' ? { ...notFinal, result: failure('outcome_unknown') } : notFinal
  }
  // A card that was refused before sending says nothing about an earlier call with an unknown outcome.
  if (state === 'unknown' && !gateway) return notFinal
  const unchanged = { state, attempts: before.attempts, gateway }
  if (result.problem === 'gateway_misconfigured')
    return { ...notFinal, countsForAddress: gateway !== undefined, stored: unchanged }
  // Another amount or another day may pass, and the cardholder has done nothing wrong.
  if (result.problem === 'limit_exceeded')
    return { result, isFinal: true, countsForAddress: true, stored: { ...unchanged, state: 'open' } }
  return {
    ...{ result: withAttemptsLeft(result, before), isFinal: true, countsForAddress: true },
    stored: { state: attempts < before.maxAttempts ? 'open' : 'exhausted', attempts, gateway },
  }
}

/**
 * The gateway has tokenized an account under the id in use, and it is not the one to keep. The next account needs
 * another id: the server's next one, or, where the merchant gave the id, another session.
 */
function nextAfterTokenized(
  outcome: Extract<VerificationOutcome, { kind: 'not_payable' | 'mismatched' }>,
  account_type: AccountType,
  before: SessionRecord,
): Pick<Transition, 'result' | 'stored' | 'usedParticipantId'> {
  const attempts = before.attempts + 1
  const usedParticipantId = usedId(account_type, before)
  const isOver = usedParticipantId !== undefined || attempts >= before.maxAttempts
  const failed = toFailedResult(outcome)
  const result =
    usedParticipantId === undefined
      ? withAttemptsLeft(failed, before)
      : { ...failed, details: { ...failed.details, attempts_left: 0, needs_new_session: true as const } }
  const withheld = outcome.kind === 'not_payable' && {
    withheld: {
      customer_account_token: outcome.customer_account_token,
      participant_unique_id1: participantIdInUse(before),
      idNumber: before.idNumber,
    },
  }
  return {
    result: { ...result, ...withheld },
    stored: {
      ...{ state: isOver ? 'exhausted' : 'open', attempts, idNumber: before.idNumber + 1 },
      gateway: storedResponse(outcome),
    },
    usedParticipantId,
  }
}

/** Open banking has no participant_unique_id1, so the gateway has not used it. */
function usedId(account_type: AccountType, { participantId }: SessionRecord): string | undefined {
  return account_type === 'open-banking' ? undefined : participantId
}

function withAttemptsLeft(result: FailedResult, before: SessionRecord): FailedResult {
  const attempts_left = before.maxAttempts - before.attempts - 1
  return { ...result, details: { ...result.details, attempts_left } }
}

/** The gateway's response as the merchant's backend may read it. For another account's response, only the status. */
function storedResponse(outcome: VerificationOutcome): CaptureCommit['gateway'] {
  if (!('response' in outcome)) return undefined
  if (outcome.kind !== 'mismatched') return outcome.response
  return outcome.response && { status: outcome.response.status }
}

/** The error code and details of every outcome but a success. */
export function toFailedResult(outcome: Exclude<VerificationOutcome, { kind: 'verified' }>): FailedResult {
  switch (outcome.kind) {
    case 'unknown':
      return failure('outcome_unknown')
    case 'not_sent':
      return failure('gateway_unavailable')
    case 'rate_limited':
      return failure('gateway_unavailable', { status: 503, retryAfter: outcome.retryAfter })
    case 'mismatched':
      // Another account's token: neither the page nor the backend gets it.
      return failure('account_mismatch')
    case 'not_payable':
      return failure('card_not_payable', { reason: outcome.reason })
    case 'refused': {
      const { code, field } = outcome.refusal
      // Ingo's status is the backend's alone.
      return failure(code, { ...(field && { field }) })
    }
  }
}

function failure(code: ProblemError['code'], details: ProblemError['details'] = {}): FailedResult {
  return { problem: code, details }
}
