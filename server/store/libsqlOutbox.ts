/** The embedded store's outbox. Call every method that writes in a transaction. */
import type Database from 'libsql'
import type { createGroupCommit } from './groupCommit.js'
import * as sql from './libsqlOutboxStatements.js'
import { prepare } from './libsqlPrepare.js'
import { isUnchanged } from './outbox.js'
import type {
  Claim,
  ClaimedEvent,
  DeliveryResult,
  EventQuery,
  EventWrite,
  Outbox,
  StoredEvent,
  SweptSession,
} from './outbox.js'
import { toPage } from './page.js'
import type { SessionRecord } from './record.js'
import { openEach, type Sealer } from './seal.js'
import { openEvent, sealEvent } from './sealedValues.js'

type SessionName = { merchant: string; id: string }

type Row = {
  sequence: number
  session: string
  id: string
  type: StoredEvent['type']
  at: number
  body: string
  status: StoredEvent['status']
  tries: number
  first_try_at: number | null
  error: string | null
}

export type EventTables = {
  add: (session: SessionName, write: EventWrite) => void
  watch: (session: SessionName, dueAt: number) => void
  /** Records that session.unknown is written for the session's current capture. */
  markTold: (session: SessionName) => void
  isTold: (session: SessionName) => boolean
}

/** The tables' methods that a step of a session calls in its own transaction. */
export function createEventTables(database: Database.Database, sealer: Sealer): EventTables {
  const insert = prepare(database, sql.INSERT_EVENT)
  const watch = prepare(database, sql.WATCH)
  const markTold = prepare(database, sql.MARK_TOLD)
  const isTold = prepare(database, sql.IS_TOLD)
  return {
    add({ merchant, id: session }, { events, isDelivered }) {
      const status = isDelivered ? 'pending' : 'recorded'
      for (const { id, type, at, data } of events) {
        const body = sealEvent(sealer, { merchant, id: session }, id, data)
        insert.run({ merchant, session, id, type, at, body, status, dueAt: isDelivered ? at : null })
      }
    },
    watch({ merchant, id: session }, dueAt) {
      watch.run({ merchant, session, dueAt })
    },
    markTold({ merchant, id: session }) {
      markTold.run({ merchant, session })
    },
    isTold: ({ merchant, id: session }) => isTold.get({ merchant, session }) !== undefined,
  }
}

/**
 * Runs the change of a state and its events as one step within the transaction. Needed because the group commit keeps
 * the writes of work that throws.
 */
export function createSavepoint(database: Database.Database): <T>(work: () => T) => T {
  return (work) => {
    database.exec('SAVEPOINT step')
    try {
      const result = work()
      database.exec('RELEASE step')
      return result
    } catch (error) {
      // There is no transaction any more if a full disk has ended it.
      if (database.inTransaction) database.exec('ROLLBACK TO step; RELEASE step')
      throw error
    }
  }
}

type Parts = {
  sealer: Sealer
  group: Pick<ReturnType<typeof createGroupCommit>, 'run'>
  tables: EventTables
  read: (merchant: string, id: string) => SessionRecord | undefined
}

export function createLibsqlOutbox(database: Database.Database, parts: Parts): Outbox {
  const { sealer, group } = parts
  const selectDue = prepare(database, sql.SELECT_DUE)
  const claimEvent = prepare(database, sql.CLAIM_EVENT)
  const settle = prepare(database, sql.SETTLE_EVENT)
  const resend = prepare(database, sql.RESEND_EVENT)
  const listNewest = prepare(database, sql.LIST_NEWEST)
  const listAfter = prepare(database, sql.LIST_AFTER)
  const sequenceOf = prepare(database, sql.SELECT_SEQUENCE)

  const findDue = ({ merchant, now, limit }: Claim) => selectDue.all({ merchant, now, limit }) as Row[]

  function claimDue(claim: Claim): ClaimedEvent[] {
    const { merchant, leaseExpiresAt } = claim
    return openEach(findDue(claim), (row) => {
      claimEvent.run({ sequence: row.sequence, leaseExpiresAt })
      return { ...toEvent(sealer, merchant, row), leaseExpiresAt }
    })
  }

  return {
    ...createWatch(database, parts),
    // A poll that finds nothing takes no lock.
    claim: async (claim) => (findDue(claim).length === 0 ? [] : group.run(() => claimDue(claim))),
    settle: (event, result) =>
      group.run(() => {
        settle.run(toSettled(event, result))
      }),
    list: ({ merchant, limit, after, before }: EventQuery) => {
      const cursor = after ?? before
      const row =
        cursor === undefined ? undefined : (sequenceOf.get({ merchant, id: cursor }) as Row | undefined)
      if (cursor !== undefined && !row) return Promise.resolve(undefined)
      const sequence = row?.sequence ?? Number.MAX_SAFE_INTEGER
      const statement = after === undefined ? listNewest : listAfter
      const rows = statement.all({ merchant, limit: limit + 1, sequence }) as Row[]
      const page = toPage(rows, { limit, mayOmit: true }, (each) => toEvent(sealer, merchant, each))
      return Promise.resolve(page)
    },
    resend: (merchant, id, now) => group.run(() => resend.run({ merchant, id, now }).changes === 1),
  }
}

function createWatch(
  database: Database.Database,
  { group, tables, read }: Parts,
): Pick<Outbox, 'claimWatched' | 'applySweep'> {
  const selectWatched = prepare(database, sql.SELECT_WATCHED)
  const unwatch = prepare(database, sql.UNWATCH)
  const atomically = createSavepoint(database)

  const findWatched = ({ merchant, now, limit }: Claim) =>
    selectWatched.all({ merchant, now, limit }) as { session: string }[]

  function claimWatched(claim: Claim): SessionRecord[] {
    const { merchant, leaseExpiresAt } = claim
    const records = openEach(findWatched(claim), ({ session }) => {
      tables.watch({ merchant, id: session }, leaseExpiresAt)
      return read(merchant, session)
    })
    return records.filter((record) => record !== undefined)
  }

  function applySweep({ record, event, isDelivered, dueAt }: SweptSession): void {
    const { merchant, id } = record
    const stored = read(merchant, id)
    if (!isUnchanged(record, stored)) return
    if (event) {
      tables.add(record, { events: [event], isDelivered })
      tables.markTold(record)
    }
    if (dueAt === undefined) unwatch.run({ merchant, session: id })
    else tables.watch(record, dueAt)
  }

  return {
    claimWatched: async (claim) =>
      findWatched(claim).length === 0 ? [] : group.run(() => claimWatched(claim)),
    applySweep: (swept) =>
      group.run(() => {
        atomically(() => {
          applySweep(swept)
        })
      }),
  }
}

function toSettled({ id, data: { merchant }, leaseExpiresAt }: ClaimedEvent, result: DeliveryResult) {
  const isPending = result.status === 'pending'
  return {
    ...{ merchant, id, leaseExpiresAt, status: result.status },
    dueAt: isPending ? result.dueAt : null,
    firstTryAt: isPending ? result.firstTryAt : null,
    error: 'error' in result ? result.error : null,
  }
}

function toEvent(sealer: Sealer, merchant: string, row: Row): StoredEvent {
  const { session, id, type, at, status, tries } = row
  const data = openEvent(sealer, { merchant, id: session }, id, row.body)
  return {
    ...{ id, type, at, data, status, tries },
    ...(row.first_try_at !== null && { firstTryAt: row.first_try_at }),
    ...(row.error !== null && { error: row.error }),
  }
}
