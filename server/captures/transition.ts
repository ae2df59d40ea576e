/** The next state of a session after a verification, by the table of transitions.ts, and the result for the frame. */
import type { ProblemDetails, ProblemError } from '../problem.js'
import { titles } from '../../contract/errors.js'
import type { AccountType } from '../../contract/session.js'
import { captureParticipantId } from '../sessions/participantId.js'
import { listGivenUpCaptures } from '../store/leaseRule.js'
import type { CaptureResult, FailedResult } from '../store/record.js'
import type { CaptureCommit } from '../store/store.js'
import type { Admitted } from './admission.js'
import { pendingReview } from './pendingReview.js'
import { unknownOutcome } from './unknownOutcome.js'
import type { VerificationOutcome } from './verifyWithRetries.js'

type Lease = Pick<Admitted, 'before' | 'current'>

export type Transition = {
  result: CaptureResult
  /** Whether the same key gets the same result again. If not, the same key may run another capture. */
  isFinal: boolean
  /** Whether the capture counts as a failed attempt of the cardholder's address. */
  countsForAddress: boolean
  /** The values to commit. Undefined if the gateway has processed nothing; the lease is then released. */
  stored?: Pick<CaptureCommit, 'state' | 'attempts' | 'idNumber' | 'gateway'>
  /** The merchant's participant_unique_id1, if the gateway has tokenized an account under it. */
  usedParticipantId?: string
}

/** The session's next state after `outcome`. `now` in ms since 1970. */
export function nextState(
  outcome: VerificationOutcome,
  account_type: AccountType,
  lease: Lease,
  now: number,
): Transition {
  const { before, current } = lease
  const attempts = before.attempts + 1
  const gateway = storedResponse(outcome)
  if (outcome.kind === 'verified') {
    const participant_unique_id1 = captureParticipantId(before, current)
    const result = { token: outcome.token, account_type, participant_unique_id1 }
    const stored = { state: 'tokenized', attempts, gateway } as const
    return { result, isFinal: true, countsForAddress: false, stored, usedParticipantId: usedId(lease) }
  }
  if (outcome.kind === 'not_payable' || outcome.kind === 'mismatched')
    return { ...nextAfterTokenized(outcome, lease, now), isFinal: true, countsForAddress: true }
  const isUnknown = current.unknownSince !== undefined
  const unknown = failure('outcome_unknown', unknownDetails(lease, now))
  const result = outcome.kind === 'unknown' ? unknown : toFailedResult(outcome)
  const notFinal = { result, isFinal: false, countsForAddress: false }
  if (outcome.kind === 'unknown')
    return { ...notFinal, stored: { state: 'unknown', attempts: before.attempts } }
  // This call was not sent, but an earlier one with the same content may have been processed.
  if (outcome.kind === 'not_sent' || outcome.kind === 'rate_limited')
    return isUnknown ? { ...notFinal, result: unknown } : notFinal
  // A card that was refused before sending says nothing about an earlier call with an unknown outcome.
  if (isUnknown && !gateway) return notFinal
  const unchanged = { attempts: before.attempts, gateway }
  if (result.problem === 'gateway_misconfigured') {
    const stored = { ...unchanged, state: isUnknown ? 'unknown' : 'open' } as const
    const countsForAddress = gateway !== undefined || isCountedRefusal(outcome)
    return { ...notFinal, countsForAddress, stored }
  }
  // Uses no attempt: the same card may pass with another amount or on another day.
  if (result.problem === 'limit_exceeded')
    return { result, isFinal: true, countsForAddress: true, stored: { ...unchanged, state: 'open' } }
  const review = pendingReview(outcome, account_type, lease)
  return {
    ...{
      result: { ...withAttemptsLeft(result, lease, now), ...review },
      isFinal: true,
      countsForAddress: true,
    },
    stored: { state: attempts < before.maxAttempts ? 'open' : 'exhausted', attempts, gateway },
  }
}

function isCountedRefusal(outcome: VerificationOutcome): boolean {
  return outcome.kind === 'refused' && outcome.countsForAddress === true
}

/** The details of `outcome_unknown` after a capture that has left the outcome unknown. */
function unknownDetails({ before, current }: Lease, now: number): ProblemDetails {
  const unresolved = { unknownSince: now, ...current, leaseExpiresAt: 0 }
  return unknownOutcome({ ...before, state: 'unknown', current: unresolved }, now)
}

/**
 * For an account that the gateway has tokenized under the id in use, but that the session can't use. The next account
 * needs another id: the server's next id, or a new session if the merchant gave the id.
 */
function nextAfterTokenized(
  outcome: Extract<VerificationOutcome, { kind: 'not_payable' | 'mismatched' }>,
  lease: Lease,
  now: number,
): Pick<Transition, 'result' | 'stored' | 'usedParticipantId'> {
  const { before, current } = lease
  const attempts = before.attempts + 1
  const usedParticipantId = usedId(lease)
  const isOver = usedParticipantId !== undefined || attempts >= before.maxAttempts
  const failed = toFailedResult(outcome)
  const result =
    usedParticipantId === undefined
      ? withAttemptsLeft(failed, lease, now)
      : { ...failed, details: { ...failed.details, attempts_left: 0, needs_new_session: true as const } }
  const withheld = outcome.kind === 'not_payable' && {
    withheld: {
      customer_account_token: outcome.customer_account_token,
      participant_unique_id1: captureParticipantId(before, current),
      idNumber: current.idNumber,
    },
  }
  return {
    result: { ...result, ...withheld },
    stored: {
      ...{ state: isOver ? 'exhausted' : 'open', attempts, idNumber: nextIdNumber(lease) },
      gateway: storedResponse(outcome),
    },
    usedParticipantId,
  }
}

/** Undefined (unchanged) if the capture ran under an earlier id than the session's current one. */
function nextIdNumber({ before, current }: Lease): number | undefined {
  return current.idNumber >= before.idNumber ? current.idNumber + 1 : undefined
}

/** Open banking has no participant_unique_id1, so the gateway has not used it. */
function usedId({ before, current }: Lease): string | undefined {
  return current.idNumber === 0 ? undefined : before.participantId
}

/** For the merchant's developer: from now on the session rejects every submission with `attempts_exhausted`. */
const LAST_ATTEMPT = 'This was the session’s last attempt: create another session if this customer may go on.'

/** Captures that were given up count as attempts in `attempts_left`. */
function withAttemptsLeft(result: FailedResult, { before, current }: Lease, now: number): FailedResult {
  const left = before.maxAttempts - before.attempts - 1 - listGivenUpCaptures(before, current, now).length
  const attempts_left = Math.max(0, left)
  // Given-up captures don't count here: their content may still be submitted, so this attempt is not the last.
  const isLast = before.attempts + 1 >= before.maxAttempts
  const last = isLast && { detail: `${titles[result.problem]} ${LAST_ATTEMPT}` }
  return { ...result, details: { ...result.details, ...last, attempts_left } }
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
      return failure('gateway_unavailable', outcome.retryAfter === 0 ? { retryAfter: 0 } : {})
    case 'rate_limited':
      return failure('gateway_unavailable', { status: 503, retryAfter: outcome.retryAfter })
    case 'mismatched':
      // Another account's token: neither the page nor the backend gets it.
      return failure('account_mismatch')
    case 'not_payable':
      return failure('card_not_payable', { reason: outcome.reason })
    case 'refused': {
      const { code, field } = outcome.refusal
      // Leaves out Ingo's status, which only the backend may see.
      return failure(code, { ...(field && { field }) })
    }
  }
}

function failure(code: ProblemError['code'], details: ProblemError['details'] = {}): FailedResult {
  return { problem: code, details }
}
