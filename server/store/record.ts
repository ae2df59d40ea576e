/** The stored record of a session: its state and its results. Never card data. */
import type { ErrorCode } from '../../contract/errors.js'
import type { GatewayResponse } from '../../contract/gatewayResponse.js'
import type { Metadata } from '../../contract/metadata.js'
import type { AccountType, CaptureResponse } from '../../contract/session.js'
import type { reviewStates, SessionState } from '../../contract/sessionRequest.js'
import type { ProblemDetails } from '../problem.js'

/** The result of a capture, as it is stored and answered. A replay of the same key and content gets it again. */
export type CaptureResult = TokenizedResult | FailedResult
export type TokenizedResult = {
  token: CaptureResponse
  account_type: AccountType
  participant_unique_id1: string
  /** Present if Ingo reviewed the capture before it returned the token. */
  review?: Review
}
export type FailedResult = {
  problem: ErrorCode
  details: ProblemDetails
  withheld?: WithheldToken
  /** Present if Ingo reviews the capture, or has reviewed it. */
  review?: Review
}
/**
 * Ingo's review of a capture. `participant_unique_id1` is that of the capture's request. `ifCleared` is the result in
 * Ingo's answer, for use once the review is cleared. Until then, nothing of it leaves the server.
 */
export type Review = {
  state: (typeof reviewStates)[number]
  account_type: AccountType
  participant_unique_id1: string
  ifCleared?: CaptureResult
}
/** The token of a verified card that is not payable. Only the merchant's backend may read it, never the page. */
type WithheldToken = { customer_account_token: string; participant_unique_id1: string; idNumber: number }

/** A result that is final for its Idempotency-Key. */
export type Answer = {
  result: CaptureResult
  /** A hash that recognizes the same content. Of a card, it covers only the last four digits and the expiry. */
  summary: string
  /** Ingo's response. Absent if nothing was sent. */
  gateway?: GatewayResponse
  /** Whether the capture used an attempt. A session keeps every counted answer, and the latest of the others. */
  isCounted: boolean
  /** ms since 1970, like every time here. */
  at: number
}

/** `expired` is never stored, because it follows from the time. */
export type StoredState = Exclude<SessionState, 'expired'>

/** The capture that runs, or whose outcome is unknown. */
export type CurrentCapture = {
  /** The Idempotency-Key. Empty if the record was lost. */
  key: string
  /** A keyed hash of the content, without the CVV. Absent if the record was lost: then any content may be the same. */
  fingerprint?: string
  /** The number of the session's participant_unique_id1 in use, from 1. 0 if the operation has no such id. */
  idNumber: number
  /** The end of the lease; 0 once the capture has ended. */
  leaseExpiresAt: number
  /** Whether a request may have been sent under this lease. */
  isSent: boolean
  /** The time since which an earlier request of the same content may have been processed. Absent if there was none. */
  unknownSince?: number
  /** The number of tries to resolve the unknown outcome. */
  resolveTries: number
  /** The time when the latest round of requests began or ended. */
  lastRoundAt: number
  /** Whether the event session.unknown is written for this capture. */
  isTold?: true
}

/** A capture whose outcome never became known, after which other content was captured. */
export type GivenUpCapture = Required<
  Pick<CurrentCapture, 'key' | 'fingerprint' | 'idNumber' | 'unknownSince' | 'resolveTries' | 'lastRoundAt'>
> &
  Pick<CurrentCapture, 'isTold'>

export type SessionRecord = {
  merchant: string
  id: string
  state: StoredState
  /** Attempts with a known outcome. */
  attempts: number
  maxAttempts: number
  /** The merchant's participant_unique_id1. Without one the server derives it from the session's id and idNumber. */
  participantId?: string
  /** Starts at 1, and rises after each id that the gateway has used, or may have used, for another account. */
  idNumber: number
  expiresAt: number
  /** Present while the state is `processing` or `unknown`. */
  current?: CurrentCapture
  givenUp: GivenUpCapture[]
  /** By Idempotency-Key. */
  answers: Record<string, Answer>
  /** The Idempotency-Key of the first success. */
  tokenKey?: string
  /** Ingo's response to the latest capture, if that capture has no answer. */
  gateway?: GatewayResponse
  details?: SessionDetails
}

/** The values that the merchant's backend gets back with the session. A record that was lost has none. */
export type SessionDetails = { participant_unique_id2?: string; metadata?: Metadata }

/** A session as it is created. */
export type NewSession = Pick<
  SessionRecord,
  'merchant' | 'id' | 'maxAttempts' | 'expiresAt' | 'participantId'
>

/** How long after the session's end an unknown outcome may still be resolved, with the same content. */
export const RESOLVE_MS = 3_600_000
