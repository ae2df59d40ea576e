/** The embedded store: one SQLite file, safe for several processes on one machine, durable through kill −9. */
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'libsql'
import { createGroupCommit } from './groupCommit.js'
import {
  SCHEMA,
  PURGE,
  ACQUIRE_LEASE,
  RENEW_LEASE,
  RELEASE_LEASE,
  COMMIT,
  SELECT,
} from './libsqlStatements.js'
import { storeOpenError, StoreVersionError, StrangeFileError } from './openError.js'
import { RETENTION_MS, stateBeforeLease, type SessionRecord, type Store, type StoredState } from './store.js'

/** Bumped when the table changes; a file of another version is refused, never altered. */
const VERSION = 2
const BUSY_TIMEOUT_MS = 5000
/** In the order of SELECT: a named row costs twice as much to make. */
type Row = [
  state: StoredState,
  attempts: number,
  maxAttempts: number,
  expiresAt: number,
  leaseExpiresAt: number,
  key: string | null,
  fingerprint: string | null,
  idempotencyRecords: string,
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
  const acquireLease = database.prepare(ACQUIRE_LEASE)
  const renewLease = database.prepare(RENEW_LEASE)
  const releaseLease = database.prepare(RELEASE_LEASE)
  const commit = database.prepare(COMMIT)
  const group = createGroupCommit(database)

  return {
    create: ({ now, ...session }) =>
      group.run(() => {
        // Before: where it fails, no session is kept that nobody was told of.
        purge.run({ before: now - RETENTION_MS })
        insert.run(session)
      }),
    read: (merchant, id) =>
      settle(() => {
        const row = select.get({ merchant, id }) as Row | undefined
        return row && recordOf(merchant, id, row)
      }),
    acquireLease: (values) =>
      group.run(() => {
        const { merchant, id, key } = values
        const row = select.get({ merchant, id }) as Row | undefined
        if (!row) return undefined
        const { changes } = acquireLease.run({ ...values, path: pathOf(key) })
        return { record: recordOf(merchant, id, row), acquired: changes === 1 }
      }),
    renewLease: (hold) => group.run(() => void renewLease.run(hold)),
    releaseLease: ({ merchant, id, key }, before) =>
      group.run(() => {
        const values = {
          ...{ merchant, id, key, path: pathOf(key), state: stateBeforeLease(before) },
          previousKey: before.key ?? null,
          previousFingerprint: before.fingerprint ?? null,
          isNewKey: before.idempotencyRecords[key] === undefined ? 1 : 0,
        }
        return releaseLease.run(values).changes === 1
      }),
    commit: ({ result, gateway, ...rest }) =>
      group.run(() => {
        const values = { ...rest, path: pathOf(rest.key), result: jsonOf(result), gateway: jsonOf(gateway) }
        return commit.run(values).changes === 1
      }),
    async probe() {
      await settle(() => void database.prepare('SELECT 1 FROM sessions LIMIT 1').get())
      // A full disk can be read all the same: what failed last is tried again.
      if (group.lastFailed()) await group.run(() => void database.pragma(`user_version = ${VERSION}`))
    },
    async close() {
      // After what is waiting.
      await group.run(() => undefined).catch(() => undefined)
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
    throw storeOpenError(error)
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
  // nothing had begun: Ingo knows the participant_unique_id1 and answers 101. FULL waits for the disk at
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
  const [state, attempts, maxAttempts, expiresAt, leaseExpiresAt, key, fingerprint, records, gateway] = row
  return {
    merchant,
    id,
    state,
    attempts,
    maxAttempts,
    expiresAt,
    leaseExpiresAt,
    // JSON that this file alone writes.
    idempotencyRecords: JSON.parse(records) as SessionRecord['idempotencyRecords'],
    ...(key !== null && { key }),
    ...(fingerprint !== null && { fingerprint }),
    ...(gateway !== null && { gateway: JSON.parse(gateway) as NonNullable<SessionRecord['gateway']> }),
  }
}
