/** The SQL of the embedded store. Each step of a session runs in one transaction, so that it is atomic. */
import { RESOLVE_MS } from './record.js'

/** How many old rows are deleted at a time. */
const PURGE_LIMIT = 100

/** Whether a row has a keyed hash of a content. The partial index below needs the same expression. */
const HAS_FINGERPRINT = `(fingerprint IS NOT NULL OR given_up <> '[]')`

/**
 * The current capture. If there is none, `current_key` is null, and the other columns have no meaning. They are columns
 * and not JSON, because every capture changes them three times.
 */
export const CURRENT_COLUMNS = `current_key TEXT, fingerprint TEXT, current_id_number INTEGER, lease_expires_at INTEGER,
  is_sent INTEGER, unknown_since INTEGER, resolve_tries INTEGER, last_round_at INTEGER, is_told INTEGER`

const NO_CURRENT = 'current_key = NULL, fingerprint = NULL'

export const FINGERPRINT_INDEX = `CREATE INDEX IF NOT EXISTS sessions_with_fingerprint ON sessions (expires_at)
  WHERE ${HAS_FINGERPRINT}`

/** `given_up` is JSON; `gateway` and `answer` are sealed; times are ms since 1970. */
export const SCHEMA = `CREATE TABLE IF NOT EXISTS sessions (
  merchant TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open',
  attempts INTEGER NOT NULL DEFAULT 0, max_attempts INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  participant_id TEXT, id_number INTEGER NOT NULL DEFAULT 1,
  ${CURRENT_COLUMNS}, given_up TEXT NOT NULL DEFAULT '[]', gateway TEXT, token_key TEXT,
  PRIMARY KEY (merchant, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_by_end ON sessions (expires_at);
${FINGERPRINT_INDEX};
CREATE TABLE IF NOT EXISTS idempotency_records (
  merchant TEXT NOT NULL, session TEXT NOT NULL, key TEXT NOT NULL,
  is_counted INTEGER NOT NULL, at INTEGER NOT NULL, answer TEXT NOT NULL,
  PRIMARY KEY (merchant, session, key),
  FOREIGN KEY (merchant, session) REFERENCES sessions (merchant, id) ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS account_ids (
  account TEXT NOT NULL, participant_id TEXT NOT NULL, content TEXT, is_used INTEGER NOT NULL,
  expires_at INTEGER NOT NULL, PRIMARY KEY (account, participant_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS account_ids_by_end ON account_ids (expires_at);
CREATE TABLE IF NOT EXISTS failed_attempts (merchant TEXT NOT NULL, name TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS failed_attempts_by_age ON failed_attempts (at);
CREATE TABLE IF NOT EXISTS address_key (id INTEGER PRIMARY KEY CHECK (id = 1), value TEXT NOT NULL)`

export const INSERT = `INSERT INTO sessions (merchant, id, max_attempts, expires_at, participant_id)
  VALUES (:merchant, :id, :maxAttempts, :expiresAt, :participantId)`

export const PURGE = `DELETE FROM sessions WHERE (merchant, id) IN
  (SELECT merchant, id FROM sessions WHERE expires_at < :before LIMIT ${PURGE_LIMIT})`

/** Removes hashes of contents once unknown outcomes can't be resolved: no hash of a card number outlives its use. */
export const PURGE_FINGERPRINTS = `UPDATE sessions SET fingerprint = NULL, given_up = '[]'
  WHERE (merchant, id) IN (SELECT merchant, id FROM sessions
    WHERE ${HAS_FINGERPRINT} AND expires_at <= :now - ${RESOLVE_MS} LIMIT ${PURGE_LIMIT})`

/** Also selects whether the session has answers: most have none, and selecting a list costs more than one row. */
export const SELECT = `SELECT state, attempts, max_attempts, expires_at, participant_id, id_number, given_up, gateway, token_key,
    details, EXISTS (SELECT 1 FROM idempotency_records AS kept
      WHERE kept.merchant = sessions.merchant AND kept.session = id),
    current_key, fingerprint, current_id_number, lease_expires_at, is_sent, unknown_since, resolve_tries, last_round_at,
    is_told
  FROM sessions LEFT JOIN session_details AS more ON more.merchant = sessions.merchant AND more.session = id
  WHERE sessions.merchant = :merchant AND id = :id`

export const SELECT_ANSWERS = `SELECT key, is_counted, at, answer FROM idempotency_records
  WHERE merchant = :merchant AND session = :id`

const SET_CURRENT = `current_key = :currentKey, fingerprint = :fingerprint, current_id_number = :currentIdNumber,
  lease_expires_at = :leaseExpiresAt, is_sent = :isSent, unknown_since = :unknownSince, resolve_tries = :resolveTries,
  last_round_at = :lastRoundAt, is_told = :isTold, id_number = :idNumber, given_up = :givenUp`

export const ACQUIRE_LEASE = `UPDATE sessions SET state = 'processing', ${SET_CURRENT}
  WHERE merchant = :merchant AND id = :id`

const HOLDS_LEASE = `merchant = :merchant AND id = :id AND state = 'processing' AND current_key = :key`

export const MARK_SENT = `UPDATE sessions SET is_sent = 1 WHERE ${HOLDS_LEASE}`

export const RENEW_LEASE = `UPDATE sessions SET lease_expires_at = :leaseExpiresAt WHERE ${HOLDS_LEASE}`

export const RELEASE_LEASE = `UPDATE sessions SET state = :state, ${SET_CURRENT} WHERE ${HOLDS_LEASE}`

/**
 * Ends the lease. A capture with an unknown outcome stays the current one. With `isAnswered`, the answer
 * has Ingo's response.
 */
export const COMMIT = `UPDATE sessions SET state = :state, attempts = :attempts,
    id_number = coalesce(:idNumber, id_number), gateway = iif(:isAnswered, NULL, coalesce(:gateway, gateway)),
    token_key = iif(:state = 'tokenized', :key, token_key),
    given_up = iif(:state IN ('tokenized', 'exhausted'), '[]', given_up),
    current_key = iif(:state = 'unknown', current_key, NULL), fingerprint = iif(:state = 'unknown', fingerprint, NULL),
    lease_expires_at = 0, last_round_at = :now, unknown_since = coalesce(unknown_since, :now)
  WHERE ${HOLDS_LEASE}`

/** Removes the hashes of contents too, because a canceled session accepts no content. */
export const CANCEL = `UPDATE sessions SET state = 'canceled', ${NO_CURRENT}, given_up = '[]'
  WHERE merchant = :merchant AND id = :id`

/** If the state changes, no capture can follow, so an unknown outcome and the fingerprints are removed. */
export const END_REVIEW = `UPDATE sessions SET state = :state, token_key = iif(:state = 'tokenized', :key, token_key),
    current_key = iif(:state = state, current_key, NULL), fingerprint = iif(:state = state, fingerprint, NULL),
    given_up = iif(:state = state, given_up, '[]')
  WHERE merchant = :merchant AND id = :id`

export const REPLACE_ANSWER = `UPDATE idempotency_records SET answer = :answer, at = :at
  WHERE merchant = :merchant AND session = :id AND key = :key`

/** Deletes the earlier uncounted answers. */
export const DELETE_UNCOUNTED = `DELETE FROM idempotency_records
  WHERE merchant = :merchant AND session = :id AND is_counted = 0 AND key <> :key`

/** Inserts only if the session exists and the key has no answer. */
export const INSERT_ANSWER = `INSERT INTO idempotency_records
  SELECT merchant, id, :key, :isCounted, :at, :answer FROM sessions WHERE merchant = :merchant AND id = :id
  ON CONFLICT DO NOTHING`

/** For a token that came after its lease had expired. */
export const TOKENIZE_LATE = `UPDATE sessions SET state = 'tokenized', ${NO_CURRENT}, token_key = coalesce(token_key, :key),
    gateway = iif(state = 'tokenized', gateway, NULL), given_up = '[]'
  WHERE merchant = :merchant AND id = :id`

export const IS_TOKENIZED = `SELECT 1 FROM sessions WHERE merchant = :merchant AND id = :id AND state = 'tokenized'`

export const PURGE_IDS = `DELETE FROM account_ids WHERE (account, participant_id) IN
  (SELECT account, participant_id FROM account_ids WHERE expires_at <= :now LIMIT ${PURGE_LIMIT})`

const INSERT_ID = `INSERT INTO account_ids VALUES (:account, :participantId, :content, :isUsed, :expiresAt) ON CONFLICT`

/** The value of `is_used` for an id that several sessions have in flight, so that none of them may release it. */
const SHARED = 2

const IS_USED = '(is_used = 1 AND expires_at > :at)'

/**
 * Changes nothing if the id is kept for another content. A used id stays used. An id that another session has in flight
 * becomes shared, unless this session has claimed it before.
 */
export const CLAIM_ID = `${INSERT_ID} DO UPDATE SET content = :content,
    is_used = CASE WHEN ${IS_USED} OR :isUsed THEN 1 WHEN expires_at <= :at THEN 0 WHEN :isRepeat THEN is_used ELSE ${SHARED} END,
    expires_at = iif(${IS_USED}, :usedUntil, max(expires_at, :expiresAt))
  WHERE content = :content OR expires_at <= :at`

/** The first use keeps its content. */
export const USE_ID = `${INSERT_ID} DO UPDATE SET content = iif(${IS_USED}, content, :content),
    is_used = :isUsed, expires_at = :expiresAt`

export const RELEASE_ID = `DELETE FROM account_ids
  WHERE account = :account AND participant_id = :participantId AND content = :content AND is_used <> ${SHARED}`

export const SELECT_ID = `SELECT content, is_used = 1 AS is_used FROM account_ids
  WHERE account = :account AND participant_id = :participantId AND expires_at > :now`

export const SELECT_FAILED_ATTEMPTS = `SELECT name, at FROM failed_attempts
  WHERE merchant = :merchant AND at > :after ORDER BY at`

export const INSERT_FAILED_ATTEMPT = `INSERT INTO failed_attempts VALUES (:merchant, :name, :at)`

export const PURGE_FAILED_ATTEMPTS = `DELETE FROM failed_attempts WHERE rowid IN
  (SELECT rowid FROM failed_attempts WHERE at <= :before LIMIT ${PURGE_LIMIT})`

export const SELECT_ADDRESS_KEY = `SELECT value FROM address_key`

export const SET_ADDRESS_KEY = `INSERT INTO address_key VALUES (1, :value) ON CONFLICT DO UPDATE SET value = :value`
