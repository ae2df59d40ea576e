/** The interface of the store of session records. */
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
 * The Idempotency-Key of a session's creation and the content of its request, both hashed. The content is stored
 * sealed, because names and addresses can be guessed from their hash.
 */
export type CreationKey = { key: string; content: string }

/** A session that was created under a key. */
export type Creation = { id: string; expiresAt: number; content: string }

/** Names one lease: a process whose lease has expired must not overwrite its successor. */
export type LeaseHolder = { merchant: string; id: string; key: string }

/** Whether the outbox watches the session, so that it notices the end of the lease or of the session. */
export type Watched = { isWatched?: boolean }

/** A session to create. `list` finds the session by its `indexNames`; see sessions/indexName.ts. */
export type Created = NewSession &
  Watched & { now: number; creationKey?: CreationKey; details?: SessionDetails; indexNames?: string[] }

/**
 * At most `limit` sessions with the name. With `before`, only those older than the session with that id. `mayOmit`:
 * leaves out sessions whose sealing key is missing, if another can be opened.
 */
export type SessionQuery = {
  merchant: string
  indexName: string
  limit: number
  before?: string
  mayOmit?: boolean
}

/**
 * `session` is the session as it was created, because its record may be lost. `indexName` is another name by which
 * `list` finds the session. `idClaim` is made if the lease is granted. `attempt` has the merchant and the address for
 * the limits.
 */
export type LeaseRequest = LeaseHolder &
  LeaseTerms & { session: NewSession; indexName?: string; idClaim?: IdClaim; attempt: Attempt } & Watched

/**
 * `before` is the record without the change. For a lost record, it has an unknown outcome. `claimed` is the result of
 * the `idClaim`; the lease is granted with any result. Call `settle` when the capture has ended. `exceeded`: the lease
 * would begin an attempt that exceeds a limit.
 */
export type Lease =
  | { before: SessionRecord; current: CurrentCapture; settle: Settle; claimed?: ClaimResult }
  | { before: SessionRecord; refusal: LeaseRefusal }
  | { exceeded: ExceededLimit }

/** A merchant's participant_unique_id1. `account` is the ingoAccountName, because an id is unique within an account. */
export type AccountId = { account: string; participantId: string }

/** An id that the gateway knows, since `at` (ms since 1970). */
export type UsedId = AccountId & {
  at: number
  /** The content that was verified under the id. The same content may be sent again. */
  content?: string
}

/**
 * An id that is about to be sent at `at` with `content`. Without `inFlightUntil` the id counts as used at once. With
 * `inFlightUntil` the id is kept from other contents until that time.
 */
export type IdClaim = AccountId & { at: number; content: string; inFlightUntil?: number }
/** `used` and `in_flight` mean: by other content. */
export type ClaimResult = 'claimed' | 'in_flight' | 'used'

export type CaptureCommit = LeaseHolder & {
  state: StoredState
  attempts: number
  now: number
  /** Undefined if unchanged. */
  idNumber?: number
  /** Set if the gateway has tokenized an account under the merchant's participant_unique_id1. */
  usedId?: UsedId
  /** Stored for the key, with Ingo's response. Without an answer the same key may run again. */
  answer?: Answer
  /** Ingo's response to a capture without an answer. */
  gateway?: GatewayResponse
  /** The cardholder's address, if the capture counts as a failed attempt of this address. */
  failedAddress?: string
  /** Written only if the commit takes effect. */
  eventWrite?: EventWrite
  /** More names by which `list` finds the session, written only if the commit takes effect. */
  indexNames?: string[]
}

/**
 * The end of a review. `answer` replaces the answer under `key`. `record` is the session as it was read. A `state` of
 * `tokenized` makes the answer the session's first success.
 */
export type ReviewEnd = {
  record: SessionRecord
  key: string
  answer: Answer
  state: StoredState
  eventWrite?: EventWrite
}

/** How long the merchant's backend can read a session after its end. Then the session is deleted. */
export const RETENTION_MS = 7 * 24 * 3_600_000

/**
 * How long the store remembers that a merchant's participant_unique_id1 has tokenized an account. Ingo does not
 * document how long it remembers an id.
 */
export const USED_ID_RETENTION_MS = 400 * 24 * 3_600_000

export type Store = {
  /** If the key has created a session before, stores nothing and resolves to that session. */
  create: (session: Created) => Promise<Creation | undefined>
  /** The session that was created under a key, if the store still has it. */
  findCreation: (merchant: string, key: string) => Promise<Creation | undefined>
  read: (merchant: string, id: string) => Promise<SessionRecord | undefined>
  /** The first use of an id in the last USED_ID_RETENTION_MS, if any. */
  findUsedId: (id: AccountId, now: number) => Promise<Pick<UsedId, 'content'> | undefined>
  /** Stores a use outside of a commit. Keeps the first use. A claim becomes a use. */
  addUsedId: (usedId: UsedId) => Promise<void>
  /** Keeps the id from other contents, in one atomic step. The same content may claim it again. */
  claimId: (claim: IdClaim) => Promise<ClaimResult>
  /**
   * Releases the claim of the same content, because nothing was tokenized. If several sessions with the content have
   * claimed the id in flight, none of them can release it. A session's repeat of its own capture is no further claim.
   */
  releaseId: (claim: Pick<IdClaim, keyof AccountId | 'content'>) => Promise<void>
  /**
   * Acquires the session's lease by the rule of leaseRule.ts and counts the attempt, in one atomic step. A request that
   * is refused or exceeds a limit changes nothing. A round about an unknown outcome is no new attempt, so it is exempt
   * from the limits.
   */
  acquireLease: (request: LeaseRequest) => Promise<Lease>
  /** Records that a request is about to be sent. Returns false if the key no longer holds the lease. */
  markSent: (lease: LeaseHolder) => Promise<boolean>
  /** Extends the lease, if the key still holds it. */
  renewLease: (lease: LeaseHolder & { leaseExpiresAt: number }) => Promise<void>
  /**
   * Releases the lease and restores the record that acquireLease returned as `before`. Returns false if the key no
   * longer held the lease.
   */
  releaseLease: (lease: LeaseHolder, before: SessionRecord) => Promise<boolean>
  /**
   * Ends the lease and stores the outcome. Removes `current` and its fingerprint, unless the state is `unknown`.
   * Returns false if the key no longer held the lease. In that case an answer without a token is not stored. One with a
   * token is stored, and makes the session `tokenized` if it isn't yet.
   */
  commit: (commit: CaptureCommit) => Promise<boolean>
  /** Newest first. Undefined if the session `before` does not have the name. */
  list: (query: SessionQuery) => Promise<Page<SessionRecord> | undefined>
  /** Cancels the session. Returns false, and changes nothing, if the session has changed since it was read. */
  cancel: (record: SessionRecord, eventWrite?: EventWrite) => Promise<boolean>
  /**
   * Ends a review, in one atomic step with its events. Returns false, and changes nothing, if the session or the answer has
   * changed since it was read.
   */
  endReview: (end: ReviewEnd) => Promise<boolean>
  outbox: Outbox
  /** Writes the record of a capture in flight again if Redis has lost it by a flush or an eviction. */
  restore: (record: SessionRecord) => Promise<void>
  /** Throws if the store can neither be read nor written. */
  probe: () => Promise<void>
  close: () => Promise<void>
}
