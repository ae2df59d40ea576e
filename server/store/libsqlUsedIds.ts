/** The embedded store's table of the participant_unique_id1s that are used or in flight. */
import type Database from 'libsql'
import { atIntervals } from './atIntervals.js'
import type { createGroupCommit } from './groupCommit.js'
import { prepare } from './libsqlPrepare.js'
import { CLAIM_ID, PURGE_IDS, RELEASE_ID, SELECT_ID, USE_ID } from './libsqlStatements.js'
import {
  USED_ID_RETENTION_MS,
  type AccountId,
  type ClaimResult,
  type IdClaim,
  type Store,
  type UsedId,
} from './store.js'

type Row = { content: string | null; is_used: number }

/** Call every method that writes in a transaction. Times are ms since 1970. */
export function createUsedIds(database: Database.Database) {
  const select = prepare(database, SELECT_ID)
  const claimId = prepare(database, CLAIM_ID)
  const useId = prepare(database, USE_ID)
  const release = prepare(database, RELEASE_ID)
  const purgeIds = prepare(database, PURGE_IDS)
  const purge = atIntervals((now) => {
    purgeIds.run({ now })
  })

  const read = ({ account, participantId }: AccountId, now: number) =>
    select.get({ account, participantId, now }) as Row | undefined

  return {
    find(id: AccountId, now: number): Pick<UsedId, 'content'> | undefined {
      const row = read(id, now)
      if (!row?.is_used) return undefined
      return row.content === null ? {} : { content: row.content }
    },
    add({ account, participantId, at, content }: UsedId) {
      purge(at)
      const expiresAt = at + USED_ID_RETENTION_MS
      useId.run({ account, participantId, content: content ?? null, isUsed: 1, at, expiresAt })
    },
    /** `isRepeat`: the same session has claimed it before. */
    claim(claim: IdClaim, isRepeat = false): ClaimResult {
      const { account, participantId, at, content, inFlightUntil } = claim
      purge(at)
      const usedUntil = at + USED_ID_RETENTION_MS
      const isUsed = inFlightUntil === undefined ? 1 : 0
      const repeat = isRepeat ? 1 : 0
      const expiresAt = inFlightUntil ?? usedUntil
      const row = { account, participantId, content, isUsed, expiresAt, at, usedUntil, isRepeat: repeat }
      if (claimId.run(row).changes === 1) return 'claimed'
      return read(claim, at)?.is_used ? 'used' : 'in_flight'
    },
    release({ account, participantId, content }: Parameters<Store['releaseId']>[0]) {
      release.run({ account, participantId, content })
    },
  }
}

/** The store's methods for the table. Each runs in a transaction. */
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
