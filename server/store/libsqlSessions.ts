/** The embedded store's tables of sessions and of their results. */
import type Database from 'libsql'
import type { MemoryAttemptLimiter } from '../limits/memoryAttemptLimiter.js'
import { atIntervals } from './atIntervals.js'
import { decideLease } from './leaseRule.js'
import type { EventTables } from './libsqlOutbox.js'
import { prepare } from './libsqlPrepare.js'
import { toLeaseColumns, toSessionRecord, type AnswerRow, type SessionRow } from './libsqlRecord.js'
import type { createSessionIndex } from './libsqlSessionIndex.js'
import * as sql from './libsqlStatements.js'
import type { createUsedIds } from './libsqlUsedIds.js'
import { lostRecord } from './lostRecord.js'
import { heldEvents, lateEvents } from './outbox.js'
import type { SessionRecord } from './record.js'
import type { Sealer } from './seal.js'
import { sealAnswer, sealGateway } from './sealedValues.js'
import {
  RETENTION_MS,
  type CaptureCommit,
  type Created,
  type Lease,
  type LeaseRequest,
  type Store,
} from './store.js'

/** Call every method that writes in a transaction. */
type Tables = {
  tables: EventTables
  index: ReturnType<typeof createSessionIndex>
  usedIds: ReturnType<typeof createUsedIds>
  attemptLimiter: MemoryAttemptLimiter
}

export function createSessions(database: Database.Database, sealer: Sealer, others: Tables) {
  const { tables, index, usedIds, attemptLimiter } = others
  const read = createRead(database, sealer)
  const insert = prepare(database, sql.INSERT)
  const purges = [prepare(database, sql.PURGE), prepare(database, sql.PURGE_FINGERPRINTS)]
  const acquire = prepare(database, sql.ACQUIRE_LEASE)
  const markSent = prepare(database, sql.MARK_SENT)
  const renew = prepare(database, sql.RENEW_LEASE)
  const release = prepare(database, sql.RELEASE_LEASE)
  const cancel = prepare(database, sql.CANCEL)

  function insertSession({
    merchant,
    id,
    maxAttempts,
    expiresAt,
    participantId,
  }: Omit<Created, 'now'>): void {
    insert.run({ merchant, id, maxAttempts, expiresAt, participantId: participantId ?? null })
  }

  return {
    read,
    insert: insertSession,
    cancel(name: { merchant: string; id: string }) {
      cancel.run(name)
    },
    purge: atIntervals((now) => {
      for (const statement of purges) statement.run({ now, before: now - RETENTION_MS })
    }),
    acquireLease(request: LeaseRequest): Lease {
      const { merchant, id, session, attempt } = request
      const stored = read(merchant, id)
      const before = stored ?? lostRecord(session, request.now)
      const decision = decideLease(before, request)
      if (typeof decision === 'string') return { before, refusal: decision }
      const isNew = decision.current.unknownSince === undefined
      const exceeded = isNew ? attemptLimiter.findExceeded(attempt) : undefined
      if (exceeded) return { exceeded }
      if (!stored) insertSession(session)
      // Claims first, because work that throws keeps its earlier writes: a failing claim must leave no lease behind.
      const claimed = request.idClaim && usedIds.claim(request.idClaim, !isNew)
      acquire.run(toLeaseColumns(request, decision))
      if (request.isWatched) tables.watch(request, request.leaseExpiresAt)
      if (request.indexName !== undefined) index.add(request, request.indexName)
      // Counts last, because no transaction rolls back the count.
      const settle = isNew ? attemptLimiter.begin(attempt) : attemptLimiter.exempt(attempt)
      return { before, current: decision.current, settle, ...(claimed && { claimed }) }
    },
    markSent: ({ merchant, id, key }: Parameters<Store['markSent']>[0]) =>
      markSent.run({ merchant, id, key }).changes === 1,
    renewLease({ merchant, id, key, leaseExpiresAt }: Parameters<Store['renewLease']>[0]) {
      renew.run({ merchant, id, key, leaseExpiresAt })
    },
    releaseLease: ({ merchant, id, key }: Parameters<Store['releaseLease']>[0], before: SessionRecord) =>
      release.run({ key, state: before.state, ...toLeaseColumns({ merchant, id }, before) }).changes === 1,
    commit: createCommit(database, sealer, others),
  }
}

function createRead(database: Database.Database, sealer: Sealer) {
  const select = prepare(database, sql.SELECT, { isRaw: true })
  const selectAnswers = prepare(database, sql.SELECT_ANSWERS, { isRaw: true })

  return (merchant: string, id: string): SessionRecord | undefined => {
    const name = { merchant, id }
    const row = select.get(name) as SessionRow | undefined
    if (!row) return undefined
    const hasAnswers = row[10] === 1
    return toSessionRecord(name, row, hasAnswers ? (selectAnswers.all(name) as AnswerRow[]) : [], sealer)
  }
}

function createCommit(database: Database.Database, sealer: Sealer, { tables, index }: Tables) {
  const commit = prepare(database, sql.COMMIT)
  const answers = createAnswers(database, sealer, tables)

  return (values: CaptureCommit): boolean => {
    const { merchant, id, key, state, attempts, now, answer, idNumber = null } = values
    const gateway = values.gateway ? sealGateway(sealer, values, values.gateway) : null
    const isAnswered = answer?.gateway ? 1 : 0
    const events = values.eventWrite && heldEvents(values.eventWrite, tables.isTold(values))
    const row = { merchant, id, key, state, attempts, now, idNumber, gateway, isAnswered }
    const isHeld = commit.run(row).changes === 1
    if (isHeld && answer) answers.add(values, answer)
    if (isHeld) for (const name of values.indexNames ?? []) index.add(values, name)
    if (isHeld && events) {
      tables.add(values, events)
      if (state === 'unknown') tables.markTold(values)
    }
    if (!isHeld && answer && 'token' in answer.result) answers.addLate(values, answer)
    return isHeld
  }
}

function createAnswers(database: Database.Database, sealer: Sealer, tables: EventTables) {
  const insert = prepare(database, sql.INSERT_ANSWER)
  const deleteUncounted = prepare(database, sql.DELETE_UNCOUNTED)
  const tokenizeLate = prepare(database, sql.TOKENIZE_LATE)
  const isTokenized = prepare(database, sql.IS_TOKENIZED)

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
    addLate(commit: CaptureCommit, answer: Kept) {
      const { merchant, id, key, eventWrite } = commit
      if (!add(commit, answer)) return
      if (eventWrite)
        tables.add(commit, lateEvents(eventWrite, isTokenized.get({ merchant, id }) !== undefined))
      tokenizeLate.run({ merchant, id, key })
    },
  }
}
