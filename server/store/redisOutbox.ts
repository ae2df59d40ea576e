/** The shared store's outbox: any process delivers, and a claim makes sure that only one does at a time. */
import type { Redis } from 'ioredis'
import { sessionKey } from '../limits/redisCallLease.js'
import type { DeliveryResult, EventWrite, Outbox, StoredEvent, SweptSession } from './outbox.js'
import { toPage } from './page.js'
import type { SessionRecord } from './record.js'
import * as lua from './redisOutboxScripts.js'
import { toObject, type FlatHash } from './redisRecord.js'
import { openEach, type Sealer } from './seal.js'
import { openEvent, sealEvent } from './sealedValues.js'

type Script<Reply> = (...values: (string | number)[]) => Promise<Reply>
type Scripts = Redis & {
  claimEvents: Script<FlatHash[]>
  settleEvent: Script<number>
  resendEvent: Script<number>
  claimWatched: Script<string[]>
  applySweep: Script<number>
}

type StreamEntry = [sequence: string, fields: string[]]
type StoredHash = Record<string, string> & { id: string }
/** Whether the event's hash has not expired. */
const hasId = (hash: Record<string, string>): hash is StoredHash => hash.id !== undefined

type Parts = { sealer: Sealer; read: (merchant: string, id: string) => Promise<SessionRecord | undefined> }

export function createRedisOutbox(connection: Redis, { sealer, read }: Parts): Outbox {
  const redis = defineScripts(connection)

  return {
    list: createList(connection, sealer),
    async claim({ merchant, now, leaseExpiresAt, limit }) {
      const { due } = lua.outboxKeys(merchant)
      const claimed = await redis.claimEvents(due, merchant, now, leaseExpiresAt, limit)
      return openEach(claimed, (hash) => ({ ...toEvent(sealer, merchant, toObject(hash)), leaseExpiresAt }))
    },
    async settle({ id, data, leaseExpiresAt }, result) {
      const { due } = lua.outboxKeys(data.merchant)
      await redis.settleEvent(due, data.merchant, data.id, id, leaseExpiresAt, ...settledValues(result))
    },
    async claimWatched({ merchant, now, leaseExpiresAt, limit }) {
      const { watched } = lua.outboxKeys(merchant)
      const sessions = await redis.claimWatched(watched, now, leaseExpiresAt, limit)
      const reads = await Promise.allSettled(sessions.map((id) => read(merchant, id)))
      const gone = sessions.filter((_, index) => {
        const result = reads[index]
        return result?.status === 'fulfilled' && result.value === undefined
      })
      if (gone.length > 0) await redis.zrem(watched, ...gone)
      const records = openEach(reads, (result) => {
        if (result.status === 'rejected') throw result.reason as Error
        return result.value
      })
      return records.filter((record) => record !== undefined)
    },
    async applySweep(swept) {
      await redis.applySweep(...sweepValues(sealer, swept))
    },
    async resend(merchant, id, now) {
      return (await redis.resendEvent(lua.outboxKeys(merchant).due, merchant, id, now)) === 1
    },
  }
}

function createList(redis: Redis, sealer: Sealer): Outbox['list'] {
  return async ({ merchant, limit, after, before }) => {
    const { log } = lua.outboxKeys(merchant)
    const cursor = after ?? before
    let from = cursor === undefined ? '' : await redis.hget(lua.eventKey(merchant, cursor), 'sequence')
    if (from === null) return undefined
    const rows: StoredHash[] = []
    for (;;) {
      const count = limit + 1 - rows.length
      const entries: StreamEntry[] =
        after === undefined
          ? await redis.xrevrange(log, from === '' ? '+' : `(${from}`, '-', 'COUNT', count)
          : await redis.xrange(log, `(${from}`, '+', 'COUNT', count)
      const hashes = await Promise.all(
        entries.map(([, [, id = '']]) => redis.hgetall(lua.eventKey(merchant, id))),
      )
      // The log is cut later than its events expire, and a long session's events expire after later ones.
      rows.push(...hashes.filter(hasId))
      const [last] = entries.at(-1) ?? []
      if (last === undefined || hashes.every(hasId))
        return toPage(rows, { limit, mayOmit: true }, (row) => toEvent(sealer, merchant, row))
      from = last
    }
  }
}

function defineScripts(redis: Redis): Scripts {
  redis.defineCommand('claimEvents', { numberOfKeys: 1, lua: lua.CLAIM_EVENTS })
  redis.defineCommand('settleEvent', { numberOfKeys: 1, lua: lua.SETTLE_EVENT })
  redis.defineCommand('resendEvent', { numberOfKeys: 1, lua: lua.RESEND_EVENT })
  redis.defineCommand('claimWatched', { numberOfKeys: 1, lua: lua.CLAIM_WATCHED })
  redis.defineCommand('applySweep', { numberOfKeys: 2, lua: lua.APPLY_SWEEP })
  return redis as Scripts
}

function settledValues(result: DeliveryResult): (string | number)[] {
  const error = 'error' in result ? result.error : ''
  const next = result.status === 'pending' ? [result.dueAt, result.firstTryAt] : ['', '']
  // 0: the session's next event is due at once.
  return [result.status, ...next, error, 0]
}

function sweepValues(sealer: Sealer, { record, event, isDelivered, dueAt }: SweptSession) {
  const { merchant, id, state, current } = record
  const capture = current ? [current.key, current.leaseExpiresAt] : ['', '']
  const write = event ? encodeEvents(sealer, record, { events: [event], isDelivered }) : ''
  const keys = [sessionKey(merchant, id), lua.outboxKeys(merchant).watched]
  return [...keys, id, state, ...capture, dueAt ?? '', write]
}

/** What the script `addEvents` reads. */
export function encodeEvents(
  sealer: Sealer,
  { merchant, id: session }: { merchant: string; id: string },
  { events, isDelivered }: EventWrite,
): string {
  const sealed = events.map(({ id, type, at, data, ifTold }) => ({
    ...{ id, type, at, ifTold },
    body: sealEvent(sealer, { merchant, id: session }, id, data),
  }))
  return JSON.stringify({ merchant, session, isDelivered, events: sealed })
}

function toEvent(sealer: Sealer, merchant: string, hash: Record<string, string>): StoredEvent {
  const { id = '', session = '', body = '', firstTryAt, error } = hash
  return {
    ...{ id, data: openEvent(sealer, { merchant, id: session }, id, body) },
    type: hash.type as StoredEvent['type'],
    status: hash.status as StoredEvent['status'],
    at: Number(hash.at),
    tries: Number(hash.tries),
    ...(firstTryAt !== undefined && { firstTryAt: Number(firstTryAt) }),
    ...(error !== undefined && { error }),
  }
}
