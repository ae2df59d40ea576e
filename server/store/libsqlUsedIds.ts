/** The embedded store's table of the participant_unique_id1s that the gateway knows. */
import type Database from 'libsql'
import { ADD_USED_ID, PURGE_USED_IDS, REMOVE_USED_ID, SELECT_USED_ID } from './libsqlStatements.js'
import type { UsedId } from './store.js'

/** `add` and `remove` belong into a transaction. Times are ms since 1970. */
export function createUsedIds(database: Database.Database) {
  const select = database.prepare(SELECT_USED_ID)
  const insert = database.prepare(ADD_USED_ID)
  const purge = database.prepare(PURGE_USED_IDS)
  const remove = database.prepare(REMOVE_USED_ID)
  return {
    find(merchant: string, participantId: string, now: number): Pick<UsedId, 'content'> | undefined {
      const row = select.get({ merchant, participantId, now }) as { content: string | null } | undefined
      return row && (row.content === null ? {} : { content: row.content })
    },
    add(
      merchant: string,
      { participantId, at, content = null }: Omit<UsedId, 'content'> & { content?: string | null },
    ) {
      purge.run({ now: at })
      insert.run({ merchant, participantId, at, content })
    },
    remove(merchant: string, participantId: string) {
      remove.run({ merchant, participantId })
    },
  }
}
