/** The embedded store: one SQLite file that one process owns, durable through `kill -9`. */
import type Database from 'libsql'
import { createGroupCommit } from './groupCommit.js'
import { decideLease } from './leaseRule.js'
import { createCreations } from './libsqlCreations.js'
import { createFailedAttempts, type FailedAttemptsTable } from './libsqlFailedAttempts.js'
import { openFile, VERSION } from './libsqlFile.js'
import { createEventTables, createLibsqlOutbox, createSavepoint, type EventTables } from './libsqlOutbox.js'
import { toSessionRecord, type SessionRow } from './libsqlRecord.js'
import * as sql from './libsqlStatements.js'
import { createUsedIds, toUsedIdSteps } from './libsqlUsedIds.js'
import { lostRecord } from './lostRecord.js'
import { heldEvents, lateEvents } from './outbox.js'
import type { SessionRecord } from './record.js'
import { createSealer, type Sealer } from './seal.js'
import { sealAnswer, sealGateway } from './sealedValues.js'
import { RETENTION_MS, type CaptureCommit, type Lease, type LeaseRequest, type Store } from './store.js'

type NewRow = Parameters<Store['create']>[0]

export type EmbeddedStore = Store & { failedAttempts: Pick<FailedAttemptsTable, 'nameAddress' | 'read'> }

/**
 * Opens or creates the store in `file`, or in memory for `:memory:`; throws if the file can't be used. `sealingKeys`
 * returns the current ones.
 */
export function createLibsqlStore(file: string, sealingKeys: () => Buffer[]): EmbeddedStore {
  const { database, close } = openFile(file)
  const sealer = createSealer(sealingKeys)
  const tables = createEventTables(database, sealer)
  const sessions = createSessions(database, sealer, tables)
  const failedAttempts = createFailedAttempts(database, sealer)
  const usedIds = createUsedIds(database)
  const creations = createCreations(database, sealer)
  const group = createGroupCommit(database)
  const atomically = createSavepoint(database)

  return {
    failedAttempts,
    outbox: createLibsqlOutbox(database, { sealer, group, tables, read: sessions.read }),
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
        return undefined
      }),
    findCreation: (merchant, key) => toPromise(() => creations.find(merchant, key)),
    read: (merchant, id) => toPromise(() => sessions.read(merchant, id)),
    acquireLease: (request) => group.run(() => sessions.acquireLease(request)),
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

/** The tables of sessions and answers. Everything that writes belongs into a transaction. */
function createSessions(database: Database.Database, sealer: Sealer, tables: EventTables) {
  const prepare = (statement: string) => database.prepare(statement)
  const select = prepare(sql.SELECT).raw()
  const insert = prepare(sql.INSERT)
  const purge = [prepare(sql.PURGE), prepare(sql.PURGE_FINGERPRINTS)]
  const acquire = prepare(sql.ACQUIRE_LEASE)
  const markSent = prepare(sql.MARK_SENT)
  const renew = prepare(sql.RENEW_LEASE)
  const release = prepare(sql.RELEASE_LEASE)
  const commit = prepare(sql.COMMIT)
  const answers = createAnswers(database, sealer, tables)

  function read(merchant: string, id: string): SessionRecord | undefined {
    const name = { merchant, id }
    return toSessionRecord(name, select.all(name) as SessionRow[], sealer)
  }

  function insertSession({ merchant, id, maxAttempts, expiresAt, participantId }: Omit<NewRow, 'now'>): void {
    insert.run({ merchant, id, maxAttempts, expiresAt, participantId: participantId ?? null })
  }

  return {
    read,
    insert: insertSession,
    purge(now: number) {
      for (const statement of purge) statement.run({ now, before: now - RETENTION_MS })
    },
    acquireLease(request: LeaseRequest): Lease {
      const { merchant, id, session } = request
      const stored = read(merchant, id)
      const before = stored ?? lostRecord(session, request.now)
      const decision = decideLease(before, request)
      if (typeof decision === 'string') return { before, refusal: decision }
      if (!stored) insertSession(session)
      acquire.run({ merchant, id, ...toColumns(decision) })
      if (request.isWatched) tables.watch(request, request.leaseExpiresAt)
      return { before, current: decision.current }
    },
    markSent: ({ merchant, id, key }: Parameters<Store['markSent']>[0]) =>
      markSent.run({ merchant, id, key }).changes === 1,
    renewLease({ merchant, id, key, leaseExpiresAt }: Parameters<Store['renewLease']>[0]) {
      renew.run({ merchant, id, key, leaseExpiresAt })
    },
    releaseLease: ({ merchant, id, key }: Parameters<Store['releaseLease']>[0], before: SessionRecord) =>
      release.run({ merchant, id, key, state: before.state, ...toColumns(before) }).changes === 1,
    commit(values: CaptureCommit): boolean {
      const { merchant, id, key, state, attempts, now, answer, idNumber = null } = values
      const gateway = values.gateway ? sealGateway(sealer, values, values.gateway) : null
      const events = values.eventWrite && heldEvents(values.eventWrite, tables.isTold(values))
      const isHeld = commit.run({ merchant, id, key, state, attempts, now, idNumber, gateway }).changes === 1
      if (isHeld && answer) answers.add(values, answer)
      if (isHeld && events) {
        tables.add(values, events)
        if (state === 'unknown') tables.markTold(values)
      }
      if (!isHeld && answer && 'token' in answer.result) answers.addLate(values, answer, gateway)
      return isHeld
    },
  }
}

function createAnswers(database: Database.Database, sealer: Sealer, tables: EventTables) {
  const insert = database.prepare(sql.INSERT_ANSWER)
  const deleteUncounted = database.prepare(sql.DELETE_UNCOUNTED)
  const tokenizeLate = database.prepare(sql.TOKENIZE_LATE)
  const isTokenized = database.prepare(sql.IS_TOKENIZED)

  type Kept = NonNullable<CaptureCommit['answer']>
  function add({ merchant, id, key }: CaptureCommit, answer: Kept): boolean {
    const { isCounted, at } = answer
    const sealed = sealAnswer(sealer, { merchant, id, key }, answer)
    const row = { merchant, id, key, at, isCounted: isCounted ? 1 : 0, answer: sealed }
    const isNew = insert.run(row).changes === 1
    if (isNew && !isCounted) deleteUncounted.run({ merchant, id, key })
    return isNew
  }

  return {
    add,
    addLate(commit: CaptureCommit, answer: Kept, gateway: string | null) {
      const { merchant, id, key, eventWrite } = commit
      if (!add(commit, answer)) return
      if (eventWrite)
        tables.add(commit, lateEvents(eventWrite, isTokenized.get({ merchant, id }) !== undefined))
      tokenizeLate.run({ merchant, id, key, gateway })
    },
  }
}

function toColumns({ current, idNumber, givenUp }: Pick<SessionRecord, 'current' | 'idNumber' | 'givenUp'>) {
  return {
    current: current ? JSON.stringify(current) : null,
    idNumber,
    givenUp: JSON.stringify(givenUp),
  }
}

/** The driver is synchronous and the store's interface is not: an error becomes a rejection. */
function toPromise<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => {
    resolve(work())
  })
}
