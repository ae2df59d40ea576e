/** The embedded store's table of the Idempotency-Keys of created sessions. */
import type Database from 'libsql'
import { prepare } from './libsqlPrepare.js'
import type { Sealer } from './seal.js'
import { openCreation, sealCreation } from './sealedValues.js'
import type { Creation, CreationKey } from './store.js'

/** A key is deleted with its session. `content` is sealed. */
export const CREATIONS_SCHEMA = `CREATE TABLE IF NOT EXISTS session_keys (
  merchant TEXT NOT NULL, key TEXT NOT NULL, session TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (merchant, key),
  FOREIGN KEY (merchant, session) REFERENCES sessions (merchant, id) ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS session_keys_by_session ON session_keys (merchant, session)`

const SELECT = `SELECT session AS id, expires_at AS expiresAt, content
  FROM session_keys JOIN sessions ON sessions.merchant = session_keys.merchant AND id = session
  WHERE session_keys.merchant = :merchant AND key = :key`

const INSERT = `INSERT INTO session_keys VALUES (:merchant, :key, :session, :content)`

/** Call `add` in a transaction. */
export function createCreations(database: Database.Database, sealer: Sealer) {
  const select = prepare(database, SELECT)
  const insert = prepare(database, INSERT)
  return {
    find(merchant: string, key: string): Creation | undefined {
      const row = select.get({ merchant, key }) as Creation | undefined
      if (!row) return undefined
      // Picks the columns, because the driver adds a property of its own to a row.
      const { id, expiresAt, content } = row
      return { id, expiresAt, content: openCreation(sealer, merchant, key, content) }
    },
    add({ merchant, id }: { merchant: string; id: string }, { key, content }: CreationKey) {
      insert.run({ merchant, key, session: id, content: sealCreation(sealer, merchant, key, content) })
    },
  }
}
