/** The embedded store: one SQLite file, safe for several processes on one machine, durable through kill −9. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { createBatch } from './groupCommit.js'
import { openingProblem, StoreVersionError, StrangeFileError } from './openError.js'
import { RESOLVE_MS, RETENTION_MS, type SessionRecord, type Store, type StoredState } from './store.js'

/** Bumped when the table changes; a file of another version is refused, never altered. */
const VERSION = 1
const BUSY_TIMEOUT_MS = 5000
/** Old sessions that a new one takes along: more than come, so that there is no end of them to wait for. */
const PURGED_AT_ONCE = 20

const SCHEMA = `CREATE TABLE IF NOT EXISTS sessions (
  merchant TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open',
  attempts INTEGER NOT NULL DEFAULT 0, max_attempts INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  held_until INTEGER NOT NULL DEFAULT 0, key TEXT, fingerprint TEXT,
  answers TEXT NOT NULL DEFAULT '{}', gateway TEXT,
  PRIMARY KEY (merchant, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sessions_by_end ON sessions (expires_at)`

const PURGE = `DELETE FROM sessions WHERE (merchant, id) IN
  (SELECT merchant, id FROM sessions WHERE expires_at < :before LIMIT ${PURGED_AT_ONCE})`

const BEGIN = `UPDATE sessions
  SET state = 'processing', key = :key, fingerprint = :fingerprint, held_until = :heldUntil,
    answers = json_set(answers, :path, json_object('fingerprint', :fingerprint))
  WHERE merchant = :merchant AND id = :id
    AND ((state = 'open' AND expires_at > :now AND attempts < max_attempts)
      OR ((state = 'unknown' OR (state = 'processing' AND held_until <= :now))
        AND fingerprint = :fingerprint AND expires_at > :now - ${RESOLVE_MS}))
    AND json_type(answers, :path || '.told') IS NULL
    AND coalesce(json_extract(answers, :path || '.fingerprint'), :fingerprint) = :fingerprint`

const RENEW = `UPDATE sessions SET held_until = :heldUntil
  WHERE merchant = :merchant AND id = :id AND state = 'processing' AND key = :key`

const FINISH = `UPDATE sessions SET state = :state, attempts = :attempts, held_until = 0,
    answers = iif(:told IS NULL, answers,
      json_set(answers, :path, json_object('fingerprint', fingerprint, 'told', json(:told)))),
    gateway = coalesce(:gateway, gateway)
  WHERE merchant = :merchant AND id = :id AND state = 'processing' AND key = :key`

const SELECT = `SELECT state, attempts, max_attempts, expires_at, held_until, key, fingerprint, answers, gateway
  FROM sessions WHERE merchant = :merchant AND id = :id`
/** In the order of SELECT: a named row costs twice as much to make. */
type Row = [
  state: StoredState,
  attempts: number,
  maxAttempts: number,
  expiresAt: number,
  heldUntil: number,
  key: string | null,
  fingerprint: string | null,
  answers: string,
  gateway: string | null,
]

/** Opens or creates the store in `file`, or in memory for `:memory:`; throws when the file can't be used. */
export function createLibsqlStore(file: string): Store {
  const database = openFile(file)
  const insert = database.prepare(
    'INSERT INTO sessions (merchant, id, max_attempts, expires_at) VALUES (:merchant, :id, :maxAttempts, :expiresAt)',
  )
  const purge = database.prepare(PURGE)
  const select = database.prepare(SELECT).raw()
  const begin = database.prepare(BEGIN)
  const renew = database.prepare(RENEW)
  const finish = database.prepare(FINISH)
  const batch = createBatch(database)

  return {
    create: ({ now, ...session }) =>
      batch.run(() => {
        // Before: where it fails, no session is kept that nobody was told of.
        purge.run({ before: now - RETENTION_MS })
        insert.run(session)
      }),
    read: (merchant, id) =>
      settle(() => {
        const row = select.get({ merchant, id }) as Row | undefined
        return row && recordOf(merchant, id, row)
      }),
    begin: (values) =>
      batch.run(() => {
        const { merchant, id, key } = values
        const row = select.get({ merchant, id }) as Row | undefined
        if (!row) return undefined
        const { changes } = begin.run({ ...values, path: pathOf(key) })
        return { record: recordOf(merchant, id, row), begun: changes === 1 }
      }),
    renew: (hold) => batch.run(() => void renew.run(hold)),
    finish: ({ told, gateway, ...rest }) =>
      batch.run(() => {
        const values = { ...rest, path: pathOf(rest.key), told: jsonOf(told), gateway: jsonOf(gateway) }
        return finish.run(values).changes === 1
      }),
    async check() {
      await settle(() => void database.prepare('SELECT 1 FROM sessions LIMIT 1').get())
      // A full disk can be read all the same: what failed last is tried again.
      if (batch.lastFailed()) await batch.run(() => void database.pragma(`user_version = ${VERSION}`))
    },
    async close() {
      // After what is waiting.
      await batch.run(() => undefined).catch(() => undefined)
      database.close()
    },
  }
}

function openFile(file: string): Database.Database {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const database = new Database(file, { timeout: BUSY_TIMEOUT_MS })
    prepareFile(database)
    return database
  } catch (error) {
    throw openingProblem(error)
  }
}

function prepareFile(database: Database.Database): void {
  // Looked at first: nothing is written into a file that isn't ours.
  const version = Number(ask('PRAGMA user_version'))
  const tables = ask("SELECT count(*) FROM sqlite_master WHERE type = 'table'")
  const columns = String(ask("SELECT group_concat(name) FROM pragma_table_info('sessions')"))
  const isOurs = version === 0 ? tables === 0 : columns.startsWith('merchant,id,state,')
  if (!isOurs) throw new StrangeFileError()
  if (version !== 0 && version !== VERSION) throw new StoreVersionError(version, VERSION)
  database.pragma('journal_mode = WAL')
  // Durable through kill −9 and a crash of the process. A power cut may take the last moments' records, as if
  // nothing had been begun: Ingo knows the participant_unique_id1 and answers 101. FULL waits for the disk at
  // each record, twice a capture, with everybody else waiting too.
  database.pragma('synchronous = NORMAL')
  // Also where there is nothing to create: what can't be written is found out at the start.
  const create = database.transaction(() => {
    database.exec(SCHEMA)
    database.pragma(`user_version = ${VERSION}`)
  })
  create.immediate()

  function ask(sql: string): unknown {
    return Object.values(database.prepare(sql).get() as Record<string, unknown>)[0]
  }
}

/** Of the answer to one idempotency key, which is a UUID: nothing in it needs an escape. */
function pathOf(key: string): string {
  return `$."${key}"`
}

function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}

/** The driver is synchronous, the interface is not: errors must become rejections. */
// eslint-disable-next-line @typescript-eslint/require-await -- async turns a throw into a rejection
async function settle<T>(work: () => T): Promise<T> {
  return work()
}

function recordOf(merchant: string, id: string, row: Row): SessionRecord {
  const [state, attempts, maxAttempts, expiresAt, heldUntil, key, fingerprint, answers, gateway] = row
  return {
    merchant,
    id,
    state,
    attempts,
    maxAttempts,
    expiresAt,
    heldUntil,
    // JSON that this file alone writes.
    answers: JSON.parse(answers) as SessionRecord['answers'],
    ...(key !== null && { key }),
    ...(fingerprint !== null && { fingerprint }),
    ...(gateway !== null && { gateway: JSON.parse(gateway) as NonNullable<SessionRecord['gateway']> }),
  }
}
