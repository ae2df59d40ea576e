/** The SQL of the embedded store: each step of a session is one statement, so that it is atomic. */
import { RESOLVE_MS, USED_ID_RETENTION_MS } from './store.js'

/** A new row deletes up to this many old ones: more than one, so that a backlog of old rows shrinks. */
const PURGE_LIMIT = 20

export const SCHEMA = `CREATE TABLE IF NOT EXISTS sessions (
  merchant TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open',
  attempts INTEGER NOT NULL DEFAULT 0, max_attempts INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  participant_id TEXT, id_number INTEGER NOT NULL DEFAULT 1,
  lease_expires_at INTEGER NOT NULL DEFAULT 0, key TEXT, fingerprint TEXT,
  idempotency_records TEXT NOT NULL DEFAULT '{}', gateway TEXT,
  PRIMARY KEY (merchant, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_by_end ON sessions (expires_at);
CREATE TABLE IF NOT EXISTS used_participant_ids (
  merchant TEXT NOT NULL, participant_id TEXT NOT NULL, used_at INTEGER NOT NULL, content TEXT,
  PRIMARY KEY (merchant, participant_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS used_participant_ids_by_age ON used_participant_ids (used_at)`

export const PURGE = `DELETE FROM sessions WHERE (merchant, id) IN
  (SELECT merchant, id FROM sessions WHERE expires_at < :before LIMIT ${PURGE_LIMIT})`

export const PURGE_USED_IDS = `DELETE FROM used_participant_ids WHERE (merchant, participant_id) IN
  (SELECT merchant, participant_id FROM used_participant_ids
    WHERE used_at <= :now - ${USED_ID_RETENTION_MS} LIMIT ${PURGE_LIMIT})`

export const ADD_USED_ID = `INSERT INTO used_participant_ids VALUES (:merchant, :participantId, :at, :content)
  ON CONFLICT DO UPDATE SET used_at = :at`

export const SELECT_USED_ID = `SELECT content FROM used_participant_ids
  WHERE merchant = :merchant AND participant_id = :participantId AND used_at > :now - ${USED_ID_RETENTION_MS}`

export const ACQUIRE_LEASE = `UPDATE sessions
  SET state = 'processing', key = :key, fingerprint = :fingerprint, lease_expires_at = :leaseExpiresAt,
    idempotency_records = json_set(idempotency_records, :path, json_object('fingerprint', :fingerprint))
  WHERE merchant = :merchant AND id = :id
    AND ((state = 'open' AND expires_at > :now AND attempts < max_attempts)
      OR ((state = 'unknown' OR (state = 'processing' AND lease_expires_at <= :now))
        AND fingerprint = :fingerprint AND expires_at > :now - ${RESOLVE_MS}))
    AND json_type(idempotency_records, :path || '.result') IS NULL
    AND coalesce(json_extract(idempotency_records, :path || '.fingerprint'), :fingerprint) = :fingerprint`

export const RENEW_LEASE = `UPDATE sessions SET lease_expires_at = :leaseExpiresAt
  WHERE merchant = :merchant AND id = :id AND state = 'processing' AND key = :key`

/** Removes the key's idempotency record only if acquiring the lease has created it. */
export const RELEASE_LEASE = `UPDATE sessions SET state = :state, lease_expires_at = 0, key = :previousKey,
    fingerprint = :previousFingerprint,
    idempotency_records = iif(:isNewKey, json_remove(idempotency_records, :path), idempotency_records)
  WHERE merchant = :merchant AND id = :id AND state = 'processing' AND key = :key`

export const COMMIT = `UPDATE sessions SET state = :state, attempts = :attempts, lease_expires_at = 0,
    id_number = coalesce(:idNumber, id_number),
    idempotency_records = iif(:result IS NULL, idempotency_records,
      json_set(idempotency_records, :path, json_object('fingerprint', fingerprint, 'result', json(:result)))),
    gateway = coalesce(:gateway, gateway)
  WHERE merchant = :merchant AND id = :id AND state = 'processing' AND key = :key`

export const SELECT = `SELECT state, attempts, max_attempts, expires_at, lease_expires_at, key, fingerprint, idempotency_records, gateway,
    participant_id, id_number
  FROM sessions WHERE merchant = :merchant AND id = :id`
