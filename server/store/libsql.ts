/** The embedded store: one SQLite file, safe for several processes on one machine, durable through `kill -9`. */
import Database from 'libsql'
import { openInPrivateFile } from '../config/privateFile.js'
import { createGroupCommit } from './groupCommit.js'
import { ForeignFileError, storeOpenError, StoreVersionError } from './openError.js'
import { createUsedIds } from './libsqlUsedIds.js'
import {
  SCHEMA,
  PURGE,
  ACQUIRE_LEASE,
  RENEW_LEASE,
  RELEASE_LEASE,
  COMMIT,
  SELECT,
} from './libsqlStatements.js'
import {
  RETENTION_MS,
  stateBeforeLease,
  type CaptureCommit,
  type SessionRecord,
  type Store,
  type StoredState,
} from './store.js'

/** Incremented when the table changes; a file of another version is rejected and never altered. */
const VERSION = 3
const BUSY_TIMEOUT_MS = 5000
/** In the order of SELECT. A row as an object takes twice as long to build. */
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
  participantId: string | null,
  idNumber: number,
]

/** Opens or creates the store in `file`, or in memory for `:memory:`; throws if the file can't be used. */
export function createLibsqlStore(file: string): Store {
  const database = openFile(file)
  const insert = database.prepare(
    `INSERT INTO sessions (merchant, id, max_attempts, expires_at, participant_id)
      VALUES (:merchant, :id, :maxAttempts, :expiresAt, :participantId)`,
  )
  const purge = database.prepare(PURGE)
  const select = database.prepare(SELECT).raw()
  const acquireLease = database.prepare(ACQUIRE_LEASE)
  const renewLease = database.prepare(RENEW_LEASE)
  const releaseLease = database.prepare(RELEASE_LEASE)
  const commit = database.prepare(COMMIT)
  const usedIds = createUsedIds(database)
  const group = createGroupCommit(database)

  return {
    create: ({ now, participantId = null, ...session }) =>
      group.run(() => {
        // First, because work that throws keeps what it wrote: a failing purge must leave no new session behind.
        purge.run({ before: now - RETENTION_MS })
        insert.run({ ...session, participantId })
      }),
    read: (merchant, id) =>
      toPromise(() => {
        const row = select.get({ merchant, id }) as Row | undefined
        return row && toSessionRecord(merchant, id, row)
      }),
    acquireLease: (values) =>
      group.run(() => {
        const { merchant, id, key } = values
        const row = select.get({ merchant, id }) as Row | undefined
        if (!row) return undefined
        const { changes } = acquireLease.run({ ...values, path: recordPath(key) })
        return { record: toSessionRecord(merchant, id, row), acquired: changes === 1 }
      }),
    findUsedId: (merchant, participantId, now) => toPromise(() => usedIds.find(merchant, participantId, now)),
    addUsedId: (merchant, usedId) =>
      group.run(() => {
        usedIds.add(merchant, usedId)
      }),
    renewLease: (lease) => group.run(() => void renewLease.run(lease)),
    releaseLease: (lease, before) =>
      group.run(() => releaseLease.run(releaseValues(lease, before)).changes === 1),
    commit: ({ usedId, ...values }) =>
      group.run(() => {
        if (usedId) usedIds.add(values.merchant, usedId)
        return commit.run(commitValues(values)).changes === 1
      }),
    async probe() {
      await toPromise(() => void database.prepare('SELECT 1 FROM sessions LIMIT 1').get())
      // A full disk can still be read, so after a failed commit the probe writes too.
      if (group.lastCommitFailed()) await group.run(() => void database.pragma(`user_version = ${VERSION}`))
    },
    async close() {
      // Behind all queued work.
      await group.run(() => undefined).catch(() => undefined)
      database.close()
    },
  }
}

function releaseValues({ merchant, id, key }: Parameters<Store['releaseLease']>[0], before: SessionRecord) {
  return {
    ...{ merchant, id, key, path: recordPath(key), state: stateBeforeLease(before) },
    previousKey: before.key ?? null,
    previousFingerprint: before.fingerprint ?? null,
    isNewKey: before.idempotencyRecords[key] === undefined ? 1 : 0,
  }
}

function commitValues({
  result,
  gateway,
  idNumber = null,
  ...rest
}: Omit<CaptureCommit, 'usedId' | 'idNumber'> & { idNumber?: number | null }) {
  return { ...rest, idNumber, path: recordPath(rest.key), result: toJson(result), gateway: toJson(gateway) }
}

function openFile(file: string): Database.Database {
  const open = () => {
    const database = new Database(file, { timeout: BUSY_TIMEOUT_MS })
    prepareFile(database)
    return database
  }
  try {
    return file === ':memory:' ? open() : openInPrivateFile(file, open)
  } catch (error) {
    throw storeOpenError(error)
  }
}

function prepareFile(database: Database.Database): void {
  // Checked first, so that nothing is written into another application's file.
  const version = Number(ask('PRAGMA user_version'))
  const tables = ask("SELECT count(*) FROM sqlite_master WHERE type = 'table'")
  const columns = String(ask("SELECT group_concat(name) FROM pragma_table_info('sessions')"))
  const isOurs = version === 0 ? tables === 0 : columns.startsWith('merchant,id,state,')
  if (!isOurs) throw new ForeignFileError()
  if (version !== 0 && version !== VERSION) throw new StoreVersionError(version, VERSION)
  database.pragma('journal_mode = WAL')
  // Durable through `kill -9` and a crash of the process. A power failure may lose the last moments' records, as if
  // those captures had not begun; Ingo knows the participant_unique_id1 of a repeat and answers 101. FULL would wait
  // for the disk at each record, twice a capture, and delay every other request meanwhile.
  database.pragma('synchronous = NORMAL')
  // Also if the table exists: a file that can't be written is then found at the start.
  const create = database.transaction(() => {
    database.exec(SCHEMA)
    database.pragma(`user_version = ${VERSION}`)
  })
  create.immediate()

  function ask(sql: string): unknown {
    return Object.values(database.prepare(sql).get() as Record<string, unknown>)[0]
  }
}

/** The JSON path of an idempotency record. The key is a UUID, so it needs no escaping. */
function recordPath(key: string): string {
  return `$."${key}"`
}

function toJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value)
}

/** The driver is synchronous and the store's interface is not: an error becomes a rejection. */
function toPromise<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work())
  })
}

function toSessionRecord(merchant: string, id: string, row: Row): SessionRecord {
  const [state, attempts, maxAttempts, expiresAt, leaseExpiresAt, key, fingerprint, ...rest] = row
  const [records, gateway, participantId, idNumber] = rest
  return {
    merchant,
    id,
    state,
    attempts,
    maxAttempts,
    expiresAt,
    leaseExpiresAt,
    idNumber,
    ...(participantId !== null && { participantId }),
    // JSON that only this file writes.
    idempotencyRecords: JSON.parse(records) as SessionRecord['idempotencyRecords'],
    ...(key !== null && { key }),
    ...(fingerprint !== null && { fingerprint }),
    ...(gateway !== null && { gateway: JSON.parse(gateway) as NonNullable<SessionRecord['gateway']> }),
  }
}
