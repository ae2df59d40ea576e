/** What is kept of a session: how it stands and what was answered. Never card data. */
import type { GatewayAnswer } from '../../contract/card.js'
import type { ErrorCode } from '../../contract/errors.js'
import type { CaptureAnswer, SessionState } from '../../contract/session.js'
import type { ProblemDetails } from '../problem.js'

/** What the frame was told; told again for the same key and content. */
export type Told = { token: CaptureAnswer } | { problem: ErrorCode; details: ProblemDetails }

export type Answered = { fingerprint: string; told: Told }

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
  heldUntil: number
  /** Idempotency key and keyed fingerprint of the last content that was begun. */
  key?: string
  fingerprint?: string
  /** What was told, by idempotency key. */
  answers: Record<string, Answered>
  gateway?: GatewayAnswer
}

export type Begin = {
  merchant: string
  id: string
  key: string
  fingerprint: string
  now: number
  heldUntil: number
}

export type Finish = {
  merchant: string
  id: string
  /** The key it was begun with: a process whose hold has lapsed must not overwrite its successor. */
  key: string
  state: StoredState
  attempts: number
  /** Kept for the key; without it the same key may be begun again. */
  told?: Told
  gateway?: GatewayAnswer
}

/** A session is kept for so long after its end, for the merchant's backend to read; then it goes by itself. */
export const RETENTION_MS = 7 * 24 * 3_600_000

export type Create = Pick<SessionRecord, 'merchant' | 'id' | 'maxAttempts' | 'expiresAt'> & { now: number }

export type Store = {
  create: (session: Create) => Promise<void>
  read: (merchant: string, id: string) => Promise<SessionRecord | undefined>
  /**
   * Takes hold of a session in one atomic step, if it may be worked on: it has not expired, attempts are
   * left, nobody holds it (it is open, its outcome is unknown, or the hold has lapsed), this key has no
   * answer yet, and it was not begun last with other content.
   * Answers the record as it was before, and whether the hold is ours.
   */
  begin: (begin: Begin) => Promise<{ record: SessionRecord; begun: boolean } | undefined>
  /** Holds on for longer, if the hold is still this key's. */
  renew: (hold: Pick<Begin, 'merchant' | 'id' | 'key' | 'heldUntil'>) => Promise<void>
  /** Lets go and records; false when the hold was no longer ours. */
  finish: (finish: Finish) => Promise<boolean>
  /** Throws when it can't serve: neither read nor write. */
  check: () => Promise<void>
  close: () => Promise<void>
}

/** What the page was told with the token, of a session that has it. */
export function tokenOf({ answers }: SessionRecord): CaptureAnswer | undefined {
  return Object.values(answers).flatMap(({ told }) => ('token' in told ? [told.token] : []))[0]
}
