/** What is kept of a session: how it stands and what was answered. Never card data. */
import type { GatewayResponse } from '../../contract/gatewayResponse.js'
import type { ErrorCode } from '../../contract/errors.js'
import type { AccountType, CaptureResponse } from '../../contract/session.js'
import type { SessionState } from '../../contract/sessionRequest.js'
import type { ProblemDetails } from '../problem.js'

/** What the frame was told; told again for the same key and content. */
export type CaptureResult =
  { token: CaptureResponse; account_type: AccountType } | { problem: ErrorCode; details: ProblemDetails }

/** What a key was acquired with, and what was told of it if that is known. */
export type IdempotencyRecord = { fingerprint: string; result?: CaptureResult }

/** As stored; `expired` is never stored, the clock says it. */
export type StoredState = Exclude<SessionState, 'expired'>

export type SessionRecord = {
  merchant: string
  id: string
  state: StoredState
  /** Attempts that ended in a known outcome. */
  attempts: number
  maxAttempts: number
  /** ms since 1970, like every time here. */
  expiresAt: number
  /** Until when the process that works on it holds it; after that the outcome counts as unknown. */
  leaseExpiresAt: number
  /** Idempotency key and keyed fingerprint of the last content that was acquired: of an unknown outcome, its own. */
  key?: string
  fingerprint?: string
  /** By idempotency key, of each that was acquired. */
  idempotencyRecords: Record<string, IdempotencyRecord>
  gateway?: GatewayResponse
}

export type LeaseRequest = {
  merchant: string
  id: string
  key: string
  fingerprint: string
  now: number
  leaseExpiresAt: number
}

export type CaptureCommit = {
  merchant: string
  id: string
  /** The key it was acquired with: a process whose hold has lapsed must not overwrite its successor. */
  key: string
  state: StoredState
  attempts: number
  /** Kept for the key; without it the same key may be acquired again. */
  result?: CaptureResult
  gateway?: GatewayResponse
}

/** A session is kept for so long after its end, for the merchant's backend to read; then it goes by itself. */
export const RETENTION_MS = 7 * 24 * 3_600_000

/** For so long after its session's end an outcome that is not known can be asked for, with the same content. */
export const RESOLVE_MS = 3_600_000

export type NewSession = Pick<SessionRecord, 'merchant' | 'id' | 'maxAttempts' | 'expiresAt'> & {
  now: number
}

export type Store = {
  create: (session: NewSession) => Promise<void>
  read: (merchant: string, id: string) => Promise<SessionRecord | undefined>
  /**
   * Takes hold of a session in one atomic step, if it may be worked on: it is open, has not expired and
   * attempts are left; or its outcome is unknown (or the hold has lapsed), this is the same content, and
   * RESOLVE_MS are not over. And this key has no answer yet and was not acquired with other content.
   * Answers the record as it was before, and whether the hold is ours.
   */
  acquireLease: (begin: LeaseRequest) => Promise<{ record: SessionRecord; acquired: boolean } | undefined>
  /** Holds on for longer, if the hold is still this key's. */
  renewLease: (hold: Pick<LeaseRequest, 'merchant' | 'id' | 'key' | 'leaseExpiresAt'>) => Promise<void>
  /** Lets go and records; false when the hold was no longer ours. */
  commit: (finish: CaptureCommit) => Promise<boolean>
  /** Throws when it can't serve: neither read nor write. */
  probe: () => Promise<void>
  close: () => Promise<void>
}

/** What the page was told with the token, of a session that has it. */
export function tokenizedResult({
  idempotencyRecords,
}: SessionRecord): Extract<CaptureResult, { token: unknown }> | undefined {
  return Object.values(idempotencyRecords).flatMap(({ result }) =>
    result && 'token' in result ? [result] : [],
  )[0]
}

/** Whether the gateway may have processed what nobody was told of: whoever worked on it has let go. */
export function isOutcomeUnknown({ state, leaseExpiresAt }: SessionRecord, now: number): boolean {
  return state === 'unknown' || (state === 'processing' && leaseExpiresAt <= now)
}
