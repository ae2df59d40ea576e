/**
 * The shared store's index of sessions: for each name a sorted set of ids, which expires with the last of its sessions.
 * Ids of sessions begin with their time, so their order is that of their creation.
 */
import type { Redis } from 'ioredis'
import { toPage } from './page.js'
import type { SessionRecord } from './record.js'
import { RETENTION_MS, type SessionQuery, type Store } from './store.js'

/** Merchant ids and names contain no colon. The number is a version, which rises with the fields. */
export function indexKey(merchant: string, name: string): string {
  return `capture:session-index-1:${merchant}:${name}`
}

/** A session lasts a day at most, and its record a week longer. One more day is for clocks that differ. */
const LONGEST_MS = RETENTION_MS + 2 * 86_400_000

/**
 * Lua: adds an id to a name's set, which expires not before `expiresAt`, and removes the ids of sessions that are gone, so
 * that the set of a name that is used again and again doesn't grow. Redis before 7 knows neither NX nor GT of PEXPIREAT.
 */
export const ADD_NAME = `
local function addName(key, id, expiresAt)
  local time = redis.call('TIME')
  local oldest = time[1] * 1000 - ${LONGEST_MS}
  local prefix = string.format('%08x-%04x', math.floor(oldest / 65536), oldest % 65536)
  redis.call('ZREMRANGEBYLEX', key, '-', '(' .. prefix)
  redis.call('ZADD', key, 0, id)
  local left = redis.call('PTTL', key)
  if left < 0 or time[1] * 1000 + left < tonumber(expiresAt) then redis.call('PEXPIREAT', key, expiresAt) end
end`

type Found = { id: string; record: SessionRecord | undefined } | { id: string; error: unknown }

export function createSessionIndex(
  redis: Redis,
  read: (merchant: string, id: string) => Promise<SessionRecord | undefined>,
): Store['list'] {
  const readSettled = (merchant: string, id: string): Promise<Found> =>
    read(merchant, id).then(
      (record) => ({ id, record }),
      (error: unknown) => ({ id, error }),
    )

  return async ({ merchant, indexName, limit, before, mayOmit }: SessionQuery) => {
    const key = indexKey(merchant, indexName)
    if (before !== undefined && (await redis.zscore(key, before)) === null) return undefined
    const found: Found[] = []
    for (let cursor = before; ;) {
      const max = cursor === undefined ? '+' : `(${cursor}`
      const ids = await redis.zrevrangebylex(key, max, '-', 'LIMIT', 0, limit + 1 - found.length)
      const results = await Promise.all(ids.map((id) => readSettled(merchant, id)))
      // Each session expires by itself, and its set with the last of them.
      const gone = results.filter((result) => 'record' in result && !result.record)
      if (gone.length > 0) await redis.zrem(key, ...gone.map(({ id }) => id))
      found.push(...results.filter((result) => !gone.includes(result)))
      cursor = ids.at(-1)
      if (gone.length > 0 && cursor !== undefined) continue
      return toPage(found, { limit, mayOmit }, (result) => {
        if ('error' in result) throw result.error
        return result.record
      })
    }
  }
}
