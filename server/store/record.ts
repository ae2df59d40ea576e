/** What is stored of a session: its state and its results. Never card data. */
import type { ErrorCode } from '../../contract/errors.js'
import type { GatewayResponse } from '../../contract/gatewayResponse.js'
import type { Metadata } from '../../contract/metadata.js'
import type { AccountType, CaptureResponse } from '../../contract/session.js'
import type { reviewStates, SessionState } from '../../contract/sessionRequest.js'
import type { ProblemDetails } from '../problem.js'

/** The result of a capture, as it is stored and answered: a replay of the same key and content gets it again. */
export type CaptureResult = TokenizedResult | FailedResult
export type TokenizedResult = {
  token: CaptureResponse
  account_type: AccountType
  participant_unique_id1: string
  /** Present if Ingo has reviewed the capture first. */
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
 * Ingo's review of a capture. `participant_unique_id1` is the one that the capture ran under. `ifCleared` is what the
 * answer said of the account, as far as it had a token: nothing of it leaves the server before the review is cleared.
 */
export type Review = {
  state: (typeof reviewStates)[number]
  account_type: AccountType
  participant_unique_id1: string
  ifCleared?: CaptureResult
}
/** The token of a verified card that is not payable: for the merchant's backend, never for the page. */
type WithheldToken = { customer_account_token: string; participant_unique_id1: string; idNumber: number }

/** A result that is final for its Idempotency-Key. */
export type Answer = {
  result: CaptureResult
  /** What the same content is recognized by: never more of a card than its last four digits and expiry. */
  summary: string
  /** Whether it used up an attempt. A session keeps every counted answer, and the latest of the others. */
  isCounted: boolean
  /** ms since 1970, like every time here. */
  at: number
}

/** `expired` is never stored: the clock decides it. */
export type StoredState = Exclude<SessionState, 'expired'>

/** The capture that runs, or whose outcome is unknown. */
export type CurrentCapture = {
  /** The Idempotency-Key. Empty if the record was lost. */
  key: string
  /** A keyed hash of the content, without the CVV. Absent if the record was lost: then any content may be the same. */
  fingerprint?: string
  /** Which of the session's participant_unique_id1s it runs under, from 1. 0: its operation has no such id. */
  idNumber: number
  /** When the lease of the process that works on it ends; 0 once it has ended. */
  leaseExpiresAt: number
  /** Whether a request may have left the server under this lease. */
  isSent: boolean
  /** Since when an earlier request of the same content may have been processed. Absent: there was none. */
  unknownSince?: number
  /** How often the unknown outcome was asked for again. */
  resolveTries: number
  /** When the latest round of requests began or ended. */
  lastRoundAt: number
  /** The event session.unknown is written for it. */
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
  /** 1, and one more after each id that the gateway has, or may have, used for another account. */
  idNumber: number
  expiresAt: number
  /** Present while the state is `processing` or `unknown`. */
  current?: CurrentCapture
  givenUp: GivenUpCapture[]
  /** By Idempotency-Key. */
  answers: Record<string, Answer>
  /** The Idempotency-Key of the first success. */
  tokenKey?: string
  gateway?: GatewayResponse
  details?: SessionDetails
}

/** What the merchant's backend gets back with the session. A lost record comes back without it. */
export type SessionDetails = { participant_unique_id2?: string; metadata?: Metadata }

/** A session as it is created. */
export type NewSession = Pick<
  SessionRecord,
  'merchant' | 'id' | 'maxAttempts' | 'expiresAt' | 'participantId'
>

/** How long after its session's end an unknown outcome may still be resolved, with the same content. */
export const RESOLVE_MS = 3_600_000
