/** What is stored of a session: its state and its results. Never card data. */
import type { GatewayResponse } from '../../contract/gatewayResponse.js'
import type { ErrorCode } from '../../contract/errors.js'
import type { AccountType, CaptureResponse } from '../../contract/session.js'
import type { NotPayableToken, SessionState } from '../../contract/sessionRequest.js'
import type { ProblemDetails } from '../problem.js'

/** The result of a capture, as it is stored and answered: a replay of the same key and content gets it again. */
export type CaptureResult =
  | { token: CaptureResponse; account_type: AccountType; participant_unique_id1: string }
  | { problem: ErrorCode; details: ProblemDetails; withheld?: WithheldToken }
/** The token of a verified card that is not payable: for the merchant's backend, never for the page. */
type WithheldToken = { customer_account_token: string; participant_unique_id1: string; idNumber: number }
export type FailedResult = Extract<CaptureResult, { problem: unknown }>
type TokenizedResult = Extract<CaptureResult, { token: unknown }>

/** The content that an idempotency key began with, and the result once it is known. */
type IdempotencyRecord = { fingerprint: string; result?: CaptureResult }

/** `expired` is never stored: the clock decides it. */
export type StoredState = Exclude<SessionState, 'expired'>

export type SessionRecord = {
  merchant: string
  id: string
  state: StoredState
  /** Attempts with a known outcome. */
  attempts: number
  maxAttempts: number
  /** The merchant's participant_unique_id1. Without one the server derives it from the session's id and idNumber. */
  participantId?: string
  /** 1, and one more after each id under which the gateway has tokenized an account that is not to be kept. */
  idNumber: number
  /** ms since 1970, like every time here. */
  expiresAt: number
  /** When the lease of the process that works on the session ends. After that the outcome counts as unknown. */
  leaseExpiresAt: number
  /** Idempotency key and content fingerprint of the last lease. While the outcome is unknown: those of the unknown capture. */
  key?: string
  fingerprint?: string
  /** By idempotency key. */
  idempotencyRecords: Record<string, IdempotencyRecord>
  gateway?: GatewayResponse
}

/** Names one lease: a process whose lease has expired must not overwrite its successor. */
export type LeaseHolder = { merchant: string; id: string; key: string }
export type LeaseRequest = LeaseHolder & { fingerprint: string; now: number; leaseExpiresAt: number }

/** A participant_unique_id1 that the gateway knows, since `at` (ms since 1970). */
export type UsedId = {
  participantId: string
  at: number
  /** A hash of what was verified under it, if it was a token: the same may be sent again. */
  content?: string
}

export type CaptureCommit = LeaseHolder & {
  state: StoredState
  attempts: number
  /** Undefined: unchanged. */
  idNumber?: number
  /** Set if the gateway has tokenized an account under the merchant's participant_unique_id1. */
  usedId?: UsedId
  /** Kept for the key. Without it the same key may begin again. */
  result?: CaptureResult
  gateway?: GatewayResponse
}

/** How long a session is kept after its end, for the merchant's backend to read. Then it is deleted. */
export const RETENTION_MS = 7 * 24 * 3_600_000

/**
 * How long the store remembers that a merchant's participant_unique_id1 has tokenized an account. Ingo names no end of
 * its own memory.
 */
export const USED_ID_RETENTION_MS = 400 * 24 * 3_600_000

/** How long after its session's end an unknown outcome may still be resolved, with the same content. */
export const RESOLVE_MS = 3_600_000

type NewSession = Pick<SessionRecord, 'merchant' | 'id' | 'maxAttempts' | 'expiresAt' | 'participantId'> & {
  now: number
}

export type Store = {
  create: (session: NewSession) => Promise<void>
  read: (merchant: string, id: string) => Promise<SessionRecord | undefined>
  /** The first use of an id in the last USED_ID_RETENTION_MS, if any. */
  findUsedId: (
    merchant: string,
    participantId: string,
    now: number,
  ) => Promise<Pick<UsedId, 'content'> | undefined>
  /** Remembers a use outside of a commit. The first use stays. */
  addUsedId: (merchant: string, usedId: UsedId) => Promise<void>
  /**
   * Acquires the session's lease in one atomic step. Granted if the session is open, has not expired and has attempts
   * left; or if its outcome is unknown (or its lease has expired), the content is the same, and RESOLVE_MS have not
   * passed. In both cases this key must have no result yet and must not have begun with other content.
   * Returns the record as it was before, and whether the lease was acquired. Undefined: no such session.
   */
  acquireLease: (request: LeaseRequest) => Promise<{ record: SessionRecord; acquired: boolean } | undefined>
  /** Extends the lease, if the key still holds it. */
  renewLease: (lease: LeaseHolder & { leaseExpiresAt: number }) => Promise<void>
  /**
   * Gives the lease back and restores what acquiring it had changed; stores nothing else. `before` is the record that
   * acquireLease returned. Returns false if the key no longer held the lease.
   */
  releaseLease: (lease: LeaseHolder, before: SessionRecord) => Promise<boolean>
  /** Ends the lease and stores the outcome. Returns false if the key no longer held the lease. */
  commit: (commit: CaptureCommit) => Promise<boolean>
  /** Throws if the store can neither be read nor written. */
  probe: () => Promise<void>
  close: () => Promise<void>
}

/** The state to go back to when a lease ends without an outcome. An expired lease leaves an unknown outcome. */
export function stateBeforeLease({ state }: Pick<SessionRecord, 'state'>): StoredState {
  return state === 'open' ? 'open' : 'unknown'
}

/** The result with the token, if the session has one. */
export function tokenizedResult({ idempotencyRecords }: SessionRecord): TokenizedResult | undefined {
  return Object.values(idempotencyRecords).flatMap(({ result }) =>
    result && 'token' in result ? [result] : [],
  )[0]
}

/** The tokens of cards that were verified and not payable, the latest last. */
export function withheldTokens({ idempotencyRecords }: SessionRecord): NotPayableToken[] {
  // The records are in no order: their keys are random.
  return Object.values(idempotencyRecords)
    .flatMap(({ result }) =>
      result && 'problem' in result && result.withheld
        ? [{ ...result.withheld, reason: result.details.reason }]
        : [],
    )
    .sort((one, other) => one.idNumber - other.idNumber)
    .map(({ idNumber: _, ...withheld }) => ({ ...withheld, payable: false as const }))
}

/** The result after which no account can be captured in the session any more, because the merchant's id is used. */
export function endingResult({ idempotencyRecords }: SessionRecord): FailedResult | undefined {
  return Object.values(idempotencyRecords).flatMap(({ result }) =>
    result && 'problem' in result && result.details.needs_new_session ? [result] : [],
  )[0]
}

/** Whether the gateway may have processed a request whose result is not stored: the process has lost its lease. */
export function isOutcomeUnknown({ state, leaseExpiresAt }: SessionRecord, now: number): boolean {
  return state === 'unknown' || (state === 'processing' && leaseExpiresAt <= now)
}
