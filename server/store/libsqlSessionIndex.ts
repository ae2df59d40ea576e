/** The embedded store's tables of sessions' names and of their details. Both are deleted with their session. */
import type Database from 'libsql'
import { prepare } from './libsqlPrepare.js'
import type { Sealer } from './seal.js'
import { sealDetails } from './sealedValues.js'
import type { Created, SessionQuery } from './store.js'

/** `details` is sealed. Ids of sessions begin with their time, so they sort by creation. */
export const INDEX_SCHEMA = `CREATE TABLE IF NOT EXISTS session_details (
  merchant TEXT NOT NULL, session TEXT NOT NULL, details TEXT NOT NULL, PRIMARY KEY (merchant, session),
  FOREIGN KEY (merchant, session) REFERENCES sessions (merchant, id) ON DELETE CASCADE) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS session_index (
  merchant TEXT NOT NULL, name TEXT NOT NULL, session TEXT NOT NULL, PRIMARY KEY (merchant, name, session),
  FOREIGN KEY (merchant, session) REFERENCES sessions (merchant, id) ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS session_index_by_session ON session_index (merchant, session)`

const INSERT_DETAILS = `INSERT INTO session_details VALUES (:merchant, :id, :details)`

const INSERT_NAME = `INSERT INTO session_index VALUES (:merchant, :name, :id) ON CONFLICT DO NOTHING`

const HAS_NAME = `SELECT 1 FROM session_index WHERE merchant = :merchant AND name = :name AND session = :before`

/** `~` sorts after every id. */
const SELECT = `SELECT session AS id FROM session_index
  WHERE merchant = :merchant AND name = :name AND session < coalesce(:before, '~') ORDER BY session DESC LIMIT :limit`

type SessionName = { merchant: string; id: string }

/** Call the methods that add in a transaction. */
export function createSessionIndex(database: Database.Database, sealer: Sealer) {
  const insertDetails = prepare(database, INSERT_DETAILS)
  const insertName = prepare(database, INSERT_NAME)
  const hasName = prepare(database, HAS_NAME)
  const select = prepare(database, SELECT)

  function add({ merchant, id }: SessionName, name: string): void {
    insertName.run({ merchant, id, name })
  }

  return {
    add,
    addCreated(session: Created) {
      const { merchant, id, details, indexNames = [] } = session
      if (details) insertDetails.run({ merchant, id, details: sealDetails(sealer, session, details) })
      for (const name of indexNames) add(session, name)
    },
    /** The ids of sessions. Undefined if the session `before` doesn't have the name. */
    find({ merchant, indexName: name, limit, before }: SessionQuery): { id: string }[] | undefined {
      if (before !== undefined && !hasName.get({ merchant, name, before })) return undefined
      return select.all({ merchant, name, limit, before: before ?? null }) as { id: string }[]
    },
  }
}
