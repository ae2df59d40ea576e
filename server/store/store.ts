/** The store of session records: what every implementation does. */
import type { ExceededLimit } from '../limits/attemptCounters.js'
import type { Attempt, Settle } from '../limits/attemptLimiter.js'
import type { LeaseRefusal, LeaseTerms } from './leaseRule.js'
import type { EventWrite, Outbox } from './outbox.js'
import type { Page } from './page.js'
import type {
  Answer,
  CurrentCapture,
  NewSession,
  SessionDetails,
  SessionRecord,
  StoredState,
} from './record.js'
import type { GatewayResponse } from '../../contract/gatewayResponse.js'

/**
 * The Idempotency-Key of a session's creation and what was asked for, both hashed. The content is stored sealed, because
 * a hash of names and addresses can be guessed.
 */
export type CreationKey = { key: string; content: string }

/** The session that was created under a key before. */
export type Creation = { id: string; expiresAt: number; content: string }

/** Names one lease: a process whose lease has expired must not overwrite its successor. */
export type LeaseHolder = { merchant: string; id: string; key: string }

/** Whether the outbox looks at the session when its lease, or the session itself, ends without a request. */
export type Watched = { isWatched?: boolean }

/** What is created. `indexNames` are the names that `list` finds the session by; see sessions/indexName.ts. */
export type Created = NewSession &
  Watched & { now: number; creationKey?: CreationKey; details?: SessionDetails; indexNames?: string[] }

/**
 * At most `limit` sessions with the name; with `before`, older than the session of that id. `mayOmit`: leaves out sessions
 * whose sealing key is missing, as long as another is found.
 */
export type SessionQuery = {
  merchant: string
  indexName: string
  limit: number
  before?: string
  mayOmit?: boolean
}

/**
 * `session` is the session as it was created, because its record may be lost. `indexName` is another name that `list`
 * finds the session by. `idClaim` is made if the lease is granted. `attempt` is whose attempt the limits count.
 */
export type LeaseRequest = LeaseHolder &
  LeaseTerms & { session: NewSession; indexName?: string; idClaim?: IdClaim; attempt: Attempt } & Watched

/**
 * `before` is the record without the change. A lost record comes back with an unknown outcome. `claimed` is what became
 * of the `idClaim`; the lease is held whatever it is. `settle` is called when the capture has ended. `exceeded`: the lease
 * would begin an attempt that exceeds a limit.
 */
export type Lease =
  | { before: SessionRecord; current: CurrentCapture; settle: Settle; claimed?: ClaimResult }
  | { before: SessionRecord; refusal: LeaseRefusal }
  | { exceeded: ExceededLimit }

/** A merchant's participant_unique_id1. `account` is the ingoAccountName, because Ingo knows the id by the account. */
export type AccountId = { account: string; participantId: string }

/** An id that the gateway knows, since `at` (ms since 1970). */
export type UsedId = AccountId & {
  at: number
  /** What was verified under it: the same may be sent again. */
  content?: string
}

/**
 * An id that is about to be sent at `at` with `content`. Without `inFlightUntil` it counts as used at once; with it, it
 * is kept from other contents until then.
 */
export type IdClaim = AccountId & { at: number; content: string; inFlightUntil?: number }
/** `used` and `in_flight`: for other content. */
export type ClaimResult = 'claimed' | 'in_flight' | 'used'

export type CaptureCommit = LeaseHolder & {
  state: StoredState
  attempts: number
  now: number
  /** Undefined: unchanged. */
  idNumber?: number
  /** Set if the gateway has tokenized an account under the merchant's participant_unique_id1. */
  usedId?: UsedId
  /** Kept for the key. Without it the same key may begin again. */
  answer?: Answer
  gateway?: GatewayResponse
  /** The cardholder's address, if the capture counts as one of its failed attempts. */
  failedAddress?: string
  /** Written only if the commit takes effect. */
  eventWrite?: EventWrite
  /** More names that `list` finds the session by, written only if the commit takes effect. */
  indexNames?: string[]
}

/**
 * The end of a review. `answer` takes the place of the one under `key` in `record`, as it was read. A `state` of
 * `tokenized` makes it the session's first success.
 */
export type ReviewEnd = {
  record: SessionRecord
  key: string
  answer: Answer
  state: StoredState
  eventWrite?: EventWrite
}

/** How long a session is kept after its end, for the merchant's backend to read. Then it is deleted. */
export const RETENTION_MS = 7 * 24 * 3_600_000

/**
 * How long the store remembers that a merchant's participant_unique_id1 has tokenized an account. Ingo names no end of
 * its own memory.
 */
export const USED_ID_RETENTION_MS = 400 * 24 * 3_600_000

export type Store = {
  /** Resolves to the session that its key has created before; then it stores nothing. */
  create: (session: Created) => Promise<Creation | undefined>
  /** The session that was created under a key, as long as the store has it. */
  findCreation: (merchant: string, key: string) => Promise<Creation | undefined>
  read: (merchant: string, id: string) => Promise<SessionRecord | undefined>
  /** The first use of an id in the last USED_ID_RETENTION_MS, if any. */
  findUsedId: (id: AccountId, now: number) => Promise<Pick<UsedId, 'content'> | undefined>
  /** Remembers a use outside of a commit. The first use stays; a claim becomes a use. */
  addUsedId: (usedId: UsedId) => Promise<void>
  /** Keeps the id from other contents, in one atomic step. The same content may claim it again. */
  claimId: (claim: IdClaim) => Promise<ClaimResult>
  /**
   * Gives back what the same content has claimed, because nothing was tokenized. A claim in flight that came on top of
   * another of the content, and is no repeat of a session's unknown outcome, lets none of them give it back.
   */
  releaseId: (claim: Pick<IdClaim, keyof AccountId | 'content'>) => Promise<void>
  /**
   * Acquires the session's lease by the rule of leaseRule.ts and counts the attempt, in one atomic step. What is refused
   * or exceeds a limit changes nothing. A round about an unknown outcome is no new attempt, so no limit stops it.
   */
  acquireLease: (request: LeaseRequest) => Promise<Lease>
  /** Records that a request is about to leave the server. Returns false if the key no longer holds the lease. */
  markSent: (lease: LeaseHolder) => Promise<boolean>
  /** Extends the lease, if the key still holds it. */
  renewLease: (lease: LeaseHolder & { leaseExpiresAt: number }) => Promise<void>
  /**
   * Gives the lease back and restores the record that acquireLease returned as `before`. Returns false if the key no
   * longer held the lease.
   */
  releaseLease: (lease: LeaseHolder, before: SessionRecord) => Promise<boolean>
  /**
   * Ends the lease and stores the outcome. `current` goes, and its fingerprint with it, unless the state is `unknown`.
   * Returns false if the key no longer held the lease; then only a token is kept: an answer with a token is stored, and
   * makes the session `tokenized` if it isn't yet.
   */
  commit: (commit: CaptureCommit) => Promise<boolean>
  /** Newest first. Undefined: no session of the id `before` has the name. */
  list: (query: SessionQuery) => Promise<Page<SessionRecord> | undefined>
  /** Makes the session `canceled`. Returns false, and changes nothing, if it has changed since it was read. */
  cancel: (record: SessionRecord, eventWrite?: EventWrite) => Promise<boolean>
  /**
   * Ends a review, in one atomic step with its events. Returns false, and changes nothing, if the session or the answer has
   * changed since it was read.
   */
  endReview: (end: ReviewEnd) => Promise<boolean>
  outbox: Outbox
  /** Writes the record of a capture in flight again if it is gone, because Redis was flushed or has evicted it. */
  restore: (record: SessionRecord) => Promise<void>
  /** Throws if the store can neither be read nor written. */
  probe: () => Promise<void>
  close: () => Promise<void>
}
