/** The embedded store's table of the participant_unique_id1s that the gateway knows, or that are in flight. */
import type Database from 'libsql'
import type { createGroupCommit } from './groupCommit.js'
import { PURGE_IDS, PUT_ID, RELEASE_ID, SELECT_ID } from './libsqlStatements.js'
import {
  USED_ID_RETENTION_MS,
  type AccountId,
  type ClaimResult,
  type IdClaim,
  type Store,
  type UsedId,
} from './store.js'

type Row = { content: string | null; is_used: number }

/** Everything that writes belongs into a transaction. Times are ms since 1970. */
export function createUsedIds(database: Database.Database) {
  const select = database.prepare(SELECT_ID)
  const insert = database.prepare(PUT_ID)
  const purge = database.prepare(PURGE_IDS)
  const release = database.prepare(RELEASE_ID)

  const read = ({ account, participantId }: AccountId, now: number) =>
    select.get({ account, participantId, now }) as Row | undefined

  /** `before` is the row that is replaced. A new row deletes old ones. */
  function put(
    { account, participantId }: AccountId,
    at: number,
    row: { content: string | null; isUsed: number; expiresAt: number },
    before: Row | undefined,
  ) {
    if (!before) purge.run({ now: at })
    insert.run({ account, participantId, ...row })
  }

  return {
    find(id: AccountId, now: number): Pick<UsedId, 'content'> | undefined {
      const row = read(id, now)
      if (!row?.is_used) return undefined
      return row.content === null ? {} : { content: row.content }
    },
    add(usedId: UsedId) {
      const { at } = usedId
      const row = read(usedId, at)
      const content = row?.is_used ? row.content : (usedId.content ?? null)
      put(usedId, at, { content, isUsed: 1, expiresAt: at + USED_ID_RETENTION_MS }, row)
    },
    claim(claim: IdClaim): ClaimResult {
      const { at, content, inFlightUntil } = claim
      const row = read(claim, at)
      if (row && row.content !== content) return row.is_used ? 'used' : 'in_flight'
      const isUsed = inFlightUntil === undefined || row?.is_used === 1
      const expiresAt = isUsed ? at + USED_ID_RETENTION_MS : inFlightUntil
      put(claim, at, { content, isUsed: isUsed ? 1 : 0, expiresAt }, row)
      return 'claimed'
    },
    release({ account, participantId, content }: Parameters<Store['releaseId']>[0]) {
      release.run({ account, participantId, content })
    },
  }
}

/** The store's methods on the table, each in a transaction. */
export function toUsedIdSteps(
  usedIds: ReturnType<typeof createUsedIds>,
  group: Pick<ReturnType<typeof createGroupCommit>, 'run'>,
): Pick<Store, 'findUsedId' | 'addUsedId' | 'claimId' | 'releaseId'> {
  return {
    findUsedId: async (id, now) => Promise.resolve(usedIds.find(id, now)),
    addUsedId: (usedId) =>
      group.run(() => {
        usedIds.add(usedId)
      }),
    claimId: (claim) => group.run(() => usedIds.claim(claim)),
    releaseId: (claim) =>
      group.run(() => {
        usedIds.release(claim)
      }),
  }
}
