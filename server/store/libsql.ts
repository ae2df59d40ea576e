/** The embedded store: one SQLite file that one process owns, durable through `kill -9`. */
import { createMemoryAttemptLimiter } from '../limits/memoryAttemptLimiter.js'
import { createGroupCommit } from './groupCommit.js'
import { createCreations } from './libsqlCreations.js'
import { createFailedAttempts } from './libsqlFailedAttempts.js'
import { openFile, VERSION } from './libsqlFile.js'
import { createEventTables, createLibsqlOutbox, createSavepoint, type EventTables } from './libsqlOutbox.js'
import { createReviews } from './libsqlReviews.js'
import { createSessionIndex } from './libsqlSessionIndex.js'
import { createSessions } from './libsqlSessions.js'
import { createUsedIds, toUsedIdSteps } from './libsqlUsedIds.js'
import { isUnchanged } from './outbox.js'
import { toPage } from './page.js'
import { createSealer } from './seal.js'
import type { Lease, LeaseRequest, Store } from './store.js'

/**
 * Opens or creates the store in `file`, or in memory for `:memory:`; throws if the file can't be used. `sealingKeys`
 * returns the current ones; `now` (ms since 1970) is the clock of the attempt limits, whose counters are in memory.
 */
export function createLibsqlStore(file: string, sealingKeys: () => Buffer[], now = Date.now): Store {
  const { database, close } = openFile(file)
  const sealer = createSealer(sealingKeys)
  const tables = createEventTables(database, sealer)
  const index = createSessionIndex(database, sealer)
  const usedIds = createUsedIds(database)
  const failedAttempts = createFailedAttempts(database, sealer)
  const { nameAddress } = failedAttempts
  const read = (merchant: string) => failedAttempts.read(merchant, now())
  const attemptLimiter = createMemoryAttemptLimiter({ nameAddress, read, now })
  const sessions = createSessions(database, sealer, { tables, index, usedIds, attemptLimiter })
  const creations = createCreations(database, sealer)
  const reviews = createReviews(database, sealer, { tables, read: sessions.read })
  const group = createGroupCommit(database)
  const atomically = createSavepoint(database)

  return {
    outbox: createLibsqlOutbox(database, { sealer, group, tables, read: sessions.read }),
    ...createBackendSteps({ ...{ sessions, index, tables, creations, reviews }, group, atomically }),
    acquireLease: (request) => acquireLease(request, { sessions, group }),
    ...toUsedIdSteps(usedIds, group),
    markSent: (lease) => group.run(() => sessions.markSent(lease)),
    renewLease: (lease) =>
      group.run(() => {
        sessions.renewLease(lease)
      }),
    releaseLease: (lease, before) => group.run(() => sessions.releaseLease(lease, before)),
    commit: (commit) =>
      group.run(() => {
        const { merchant, usedId, failedAddress, now } = commit
        if (usedId) usedIds.add(usedId)
        const isHeld = commit.eventWrite ? atomically(() => sessions.commit(commit)) : sessions.commit(commit)
        if (failedAddress !== undefined) failedAttempts.add(merchant, failedAddress, now)
        return isHeld
      }),
    // The file loses no record while it is open, and purges none before its session's end.
    restore: () => Promise.resolve(),
    async probe() {
      await toPromise(() => void database.prepare('SELECT 1 FROM sessions LIMIT 1').get())
      // A full disk can still be read, so after a failed commit the probe writes too.
      if (group.lastCommitFailed()) await group.run(() => void database.pragma(`user_version = ${VERSION}`))
    },
    async close() {
      // Behind all queued work.
      await group.run(() => undefined).catch(() => undefined)
      close()
    },
  }
}

/** The transaction may be rolled back, and begin again; the attempt that it has counted then ends. */
function acquireLease(
  request: LeaseRequest,
  { sessions, group }: Pick<Parts, 'sessions' | 'group'>,
): Promise<Lease> {
  let lease: Lease | undefined
  const endAttempt = () => {
    if (lease && 'settle' in lease) lease.settle('other')
  }
  const granted = group.run(() => {
    endAttempt()
    lease = sessions.acquireLease(request)
    return lease
  })
  return granted.catch((error: unknown) => {
    endAttempt()
    throw error
  })
}

type Parts = {
  sessions: ReturnType<typeof createSessions>
  index: ReturnType<typeof createSessionIndex>
  tables: EventTables
  creations: ReturnType<typeof createCreations>
  reviews: ReturnType<typeof createReviews>
  group: ReturnType<typeof createGroupCommit>
  atomically: ReturnType<typeof createSavepoint>
}

/** What the merchant's backend asks for. */
function createBackendSteps(
  parts: Parts,
): Pick<Store, 'create' | 'findCreation' | 'read' | 'list' | 'cancel' | 'endReview'> {
  const { sessions, index, tables, creations, reviews, group, atomically } = parts
  return {
    create: (session) =>
      group.run(() => {
        const { merchant, creationKey } = session
        const earlier = creationKey && creations.find(merchant, creationKey.key)
        if (earlier) return earlier
        // First, because work that throws keeps what it wrote: a failing purge must leave no new session behind.
        sessions.purge(session.now)
        sessions.insert(session)
        if (session.isWatched) tables.watch(session, session.expiresAt)
        if (creationKey) creations.add(session, creationKey)
        index.addCreated(session)
        return undefined
      }),
    findCreation: (merchant, key) => toPromise(() => creations.find(merchant, key)),
    read: (merchant, id) => toPromise(() => sessions.read(merchant, id)),
    list: (query) =>
      toPromise(() => {
        const found = index.find({ ...query, limit: query.limit + 1 })
        return found && toPage(found, query, ({ id }) => sessions.read(query.merchant, id))
      }),
    cancel: (record, eventWrite) =>
      group.run(() =>
        atomically(() => {
          const { merchant, id } = record
          if (!isUnchanged(record, sessions.read(merchant, id))) return false
          sessions.cancel({ merchant, id })
          if (eventWrite) tables.add(record, eventWrite)
          return true
        }),
      ),
    endReview: (end) => group.run(() => atomically(() => reviews.end(end))),
  }
}

/** The driver is synchronous and the store's interface is not: an error becomes a rejection. */
function toPromise<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work())
  })
}
