/** The SQL of the embedded store's outbox. Adding its tables changed no other table, nor the file's version. */

/**
 * `body` is sealed; times are ms since 1970. `due_at` is set while an event is pending; a claim sets it to the end of
 * the claim. A session without events and without a watch has no row here.
 */
export const OUTBOX_SCHEMA = `CREATE TABLE IF NOT EXISTS webhook_events (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT, merchant TEXT NOT NULL, session TEXT NOT NULL, id TEXT NOT NULL,
  type TEXT NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL, status TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER, first_try_at INTEGER, error TEXT,
  FOREIGN KEY (merchant, session) REFERENCES sessions (merchant, id) ON DELETE CASCADE);
CREATE UNIQUE INDEX IF NOT EXISTS webhook_events_by_id ON webhook_events (merchant, id);
CREATE INDEX IF NOT EXISTS webhook_events_by_session ON webhook_events (merchant, session, sequence);
CREATE INDEX IF NOT EXISTS webhook_events_due ON webhook_events (merchant, due_at) WHERE due_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS watched_sessions (
  merchant TEXT NOT NULL, session TEXT NOT NULL, due_at INTEGER NOT NULL, PRIMARY KEY (merchant, session),
  FOREIGN KEY (merchant, session) REFERENCES sessions (merchant, id) ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS watched_sessions_due ON watched_sessions (merchant, due_at)`

const COLUMNS = 'sequence, session, id, type, at, body, status, tries, due_at, first_try_at, error'

export const INSERT_EVENT = `INSERT INTO webhook_events (merchant, session, id, type, at, body, status, due_at)
  VALUES (:merchant, :session, :id, :type, :at, :body, :status, :dueAt)`

/** The oldest pending event of each session that is due. */
export const SELECT_DUE = `SELECT ${COLUMNS} FROM webhook_events AS event
  WHERE merchant = :merchant AND due_at <= :now AND NOT EXISTS (SELECT 1 FROM webhook_events AS earlier
    WHERE earlier.merchant = event.merchant AND earlier.session = event.session AND earlier.due_at IS NOT NULL
      AND earlier.sequence < event.sequence)
  ORDER BY due_at, sequence LIMIT :limit`

export const CLAIM_EVENT = `UPDATE webhook_events SET due_at = :leaseExpiresAt WHERE sequence = :sequence`

export const SETTLE_EVENT = `UPDATE webhook_events
  SET status = :status, due_at = :dueAt, error = :error, tries = tries + 1, first_try_at = coalesce(:firstTryAt, first_try_at)
  WHERE merchant = :merchant AND id = :id AND due_at = :leaseExpiresAt`

export const RESEND_EVENT = `UPDATE webhook_events
  SET status = 'pending', due_at = :now, tries = 0, first_try_at = NULL, error = NULL WHERE merchant = :merchant AND id = :id`

export const LIST_NEWEST = `SELECT ${COLUMNS} FROM webhook_events
  WHERE merchant = :merchant AND sequence < :sequence ORDER BY sequence DESC LIMIT :limit`

export const LIST_AFTER = `SELECT ${COLUMNS} FROM webhook_events
  WHERE merchant = :merchant AND sequence > :sequence ORDER BY sequence LIMIT :limit`

export const SELECT_SEQUENCE = `SELECT sequence FROM webhook_events WHERE merchant = :merchant AND id = :id`

/** Inserts only if the session exists. */
export const WATCH = `INSERT INTO watched_sessions
  SELECT merchant, id, :dueAt FROM sessions WHERE merchant = :merchant AND id = :session
  ON CONFLICT DO UPDATE SET due_at = :dueAt`

export const UNWATCH = `DELETE FROM watched_sessions WHERE merchant = :merchant AND session = :session`

export const SELECT_WATCHED = `SELECT session FROM watched_sessions
  WHERE merchant = :merchant AND due_at <= :now ORDER BY due_at LIMIT :limit`

/** Records that the event session.unknown is written for the current capture. */
export const MARK_TOLD = `UPDATE sessions SET is_told = 1
  WHERE merchant = :merchant AND id = :session AND current_key IS NOT NULL`

export const IS_TOLD = `SELECT 1 FROM sessions
  WHERE merchant = :merchant AND id = :session AND current_key IS NOT NULL AND is_told`
