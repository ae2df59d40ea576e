/** The embedded store's table of the merchants' ids under which the gateway has tokenized an account. */
import type Database from 'libsql'
import { ADD_USED_ID, PURGE_USED_IDS, SELECT_USED_ID } from './libsqlStatements.js'
import type { CaptureCommit } from './store.js'

/** `add` belongs into the transaction of its commit. Times are ms since 1970. */
export function createUsedIds(database: Database.Database) {
  const select = database.prepare(SELECT_USED_ID)
  const insert = database.prepare(ADD_USED_ID)
  const purge = database.prepare(PURGE_USED_IDS)
  return {
    has: (merchant: string, participantId: string, now: number) =>
      select.get({ merchant, participantId, now }) !== undefined,
    add(merchant: string, used: NonNullable<CaptureCommit['usedId']>) {
      purge.run({ now: used.at })
      insert.run({ merchant, ...used })
    },
  }
}
