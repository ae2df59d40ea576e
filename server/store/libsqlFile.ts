/** Opens the embedded store's file. One process owns it. A file of another kind or version is never changed. */
import Database from 'libsql'
import { openInPrivateFile } from '../config/privateFile.js'
import { CREATIONS_SCHEMA } from './libsqlCreations.js'
import { OUTBOX_SCHEMA } from './libsqlOutboxStatements.js'
import { INDEX_SCHEMA } from './libsqlSessionIndex.js'
import { migrateFile, isMigratable } from './libsqlMigration.js'
import { SCHEMA } from './libsqlStatements.js'
import { ForeignFileError, OwnedFileError, storeOpenError, StoreVersionError } from './openError.js'

/** Increment it when a table changes, but not for a new table, which an older server ignores. */
export const VERSION = 5
/** How long the start waits for the end of the process that owns the file. */
const BUSY_TIMEOUT_MS = 1000
/** After the start, how long the driver may block the event loop for another process's lock. Group commit retries. */
const BLOCKING_MS = 10

const EMPTY_LOG_MS = 60_000

/** `close` may be called twice. */
type StoreFile = { database: Database.Database; close: () => void }

/** Opens or creates `file`, or a database in memory for `:memory:`. Throws an error of one line for the operator. */
export function openFile(file: string): StoreFile {
  const undo: (() => void)[] = []
  const close = () => {
    for (const each of undo.splice(0)) each()
  }
  try {
    const open = () => {
      const database = new Database(file, { timeout: BUSY_TIMEOUT_MS })
      undo.push(() => database.close())
      checkVersion(database)
      if (file !== ':memory:') undo.push(lockFile(file))
      prepareFile(database)
      undo.unshift(emptyLogRegularly(database))
      return database
    }
    return { database: file === ':memory:' ? open() : openInPrivateFile(file, open), close }
  } catch (error) {
    close()
    throw storeOpenError(error)
  }
}

/**
 * Makes this process the only owner of the file, by an exclusive transaction on an empty database beside it. The
 * transaction ends with the process, even by `kill -9`. SQLite's own exclusive mode on the file itself does not work,
 * because the driver keeps a closed connection, and its lock, until its statements are garbage-collected.
 */
function lockFile(file: string): () => void {
  const database = new Database(`${file}.lock`, { timeout: BUSY_TIMEOUT_MS })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    throw (error as { code?: string }).code === 'SQLITE_BUSY' ? new OwnedFileError() : error
  }
  return () => {
    database.exec('ROLLBACK')
    database.close()
  }
}

/** Whether this server can use a file of the version. A new file has version 0. */
export function isReadable(version: number): boolean {
  return version === 0 || version === VERSION || isMigratable(version)
}

/** Call it before the first write, so that nothing is written into another application's file. */
function checkVersion(database: Database.Database): void {
  const version = Number(ask('PRAGMA user_version'))
  const tables = ask("SELECT count(*) FROM sqlite_master WHERE type = 'table'")
  const columns = String(ask("SELECT group_concat(name) FROM pragma_table_info('sessions')"))
  const isOurs = version === 0 ? tables === 0 : columns.startsWith('merchant,id,state,')
  if (!isOurs) throw new ForeignFileError()
  if (!isReadable(version)) throw new StoreVersionError(version, VERSION)

  function ask(sql: string): unknown {
    return Object.values(database.prepare(sql).get() as Record<string, unknown>)[0]
  }
}

/**
 * The write-ahead log keeps overwritten and deleted values, such as a content's hash, until it is emptied. Returns a
 * function that stops the timer and empties the log once more, because the driver closes its connection late.
 */
function emptyLogRegularly(database: Database.Database): () => void {
  const emptyLog = () => {
    try {
      database.pragma('wal_checkpoint(TRUNCATE)')
    } catch {
      // The next interval, or the next start, tries again.
    }
  }
  // A process that was killed may have left a log.
  emptyLog()
  const timer = setInterval(emptyLog, EMPTY_LOG_MS).unref()
  return () => {
    clearInterval(timer)
    emptyLog()
  }
}

function prepareFile(database: Database.Database): void {
  database.pragma('journal_mode = WAL')
  // Durable through `kill -9` and a crash of the process. A power failure may lose the last moments' records, as if
  // those captures had not begun; Ingo knows the participant_unique_id1 of a repeat and answers 101. FULL would wait
  // for the disk at each record, twice a capture, and delay every other request meanwhile.
  database.pragma('synchronous = NORMAL')
  // Overwrites deleted values.
  database.pragma('secure_delete = ON')
  // Deletes a session's answers with it.
  database.pragma('foreign_keys = ON')
  // Runs even if the tables exist, so that the start fails if the file can't be written.
  const create = database.transaction(() => {
    migrateFile(database)
    database.exec(SCHEMA)
    database.exec(OUTBOX_SCHEMA)
    database.exec(CREATIONS_SCHEMA)
    database.exec(INDEX_SCHEMA)
    database.pragma(`user_version = ${VERSION}`)
  })
  create.immediate()
  database.pragma(`busy_timeout = ${BLOCKING_MS}`)
}
