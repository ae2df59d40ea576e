/** The embedded store: one SQLite file that one process owns, durable through `kill -9`. */
import type Database from 'libsql'
import { createGroupCommit } from './groupCommit.js'
import { decideLease } from './leaseRule.js'
import { createFailedAttempts, type FailedAttemptsTable } from './libsqlFailedAttempts.js'
import { openFile, VERSION } from './libsqlFile.js'
import { toSessionRecord, type AnswerRow, type SessionRow } from './libsqlRecord.js'
import * as sql from './libsqlStatements.js'
import { createUsedIds } from './libsqlUsedIds.js'
import { lostRecord } from './lostRecord.js'
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
  const sessions = createSessions(database, sealer)
  const failedAttempts = createFailedAttempts(database, sealer)
  const usedIds = createUsedIds(database)
  const group = createGroupCommit(database)

  return {
    failedAttempts,
    create: (session) =>
      group.run(() => {
        // First, because work that throws keeps what it wrote: a failing purge must leave no new session behind.
        sessions.purge(session.now)
        sessions.insert(session)
      }),
    read: (merchant, id) => toPromise(() => sessions.read(merchant, id)),
    acquireLease: (request) => group.run(() => sessions.acquireLease(request)),
    findUsedId: (id, now) => toPromise(() => usedIds.find(id, now)),
    addUsedId: (usedId) =>
      group.run(() => {
        usedIds.add(usedId)
      }),
    claimId: (claim) => group.run(() => usedIds.claim(claim)),
    releaseId: (claim) =>
      group.run(() => {
        usedIds.release(claim)
      }),
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
        const isHeld = sessions.commit(commit)
        if (failedAddress !== undefined) failedAttempts.add(merchant, failedAddress, now)
        return isHeld
      }),
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
function createSessions(database: Database.Database, sealer: Sealer) {
  const prepare = (statement: string) => database.prepare(statement)
  const select = prepare(sql.SELECT).raw()
  const selectAnswers = prepare(sql.SELECT_ANSWERS).raw()
  const insert = prepare(sql.INSERT)
  const purge = [prepare(sql.PURGE), prepare(sql.PURGE_FINGERPRINTS)]
  const acquire = prepare(sql.ACQUIRE_LEASE)
  const markSent = prepare(sql.MARK_SENT)
  const renew = prepare(sql.RENEW_LEASE)
  const release = prepare(sql.RELEASE_LEASE)
  const commit = prepare(sql.COMMIT)
  const answers = createAnswers(database, sealer)

  function read(merchant: string, id: string): SessionRecord | undefined {
    const row = select.get({ merchant, id }) as SessionRow | undefined
    if (!row) return undefined
    return toSessionRecord(
      { merchant, id, row, answers: selectAnswers.all({ merchant, id }) as AnswerRow[] },
      sealer,
    )
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
      const isHeld = commit.run({ merchant, id, key, state, attempts, now, idNumber, gateway }).changes === 1
      if (isHeld && answer) answers.add(values, answer)
      if (!isHeld && answer && 'token' in answer.result) answers.addLate(values, answer, gateway)
      return isHeld
    },
  }
}

function createAnswers(database: Database.Database, sealer: Sealer) {
  const insert = database.prepare(sql.INSERT_ANSWER)
  const deleteUncounted = database.prepare(sql.DELETE_UNCOUNTED)
  const tokenizeLate = database.prepare(sql.TOKENIZE_LATE)

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
      const { merchant, id, key } = commit
      if (add(commit, answer)) tokenizeLate.run({ merchant, id, key, gateway })
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
