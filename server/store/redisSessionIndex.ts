/**
 * The shared store's index of sessions: for each name a sorted set of ids, which expires with the last of its sessions.
 * Ids of sessions begin with their time, so their order is that of their creation.
 */
import type { Redis } from 'ioredis'
import type { SessionRecord } from './record.js'
import type { SessionQuery, Store } from './store.js'

/** Merchant ids and names contain no colon. The number is a version, which rises with the fields. */
export function indexKey(merchant: string, name: string): string {
  return `capture:session-index-1:${merchant}:${name}`
}

/** Lua: adds an id to a name's set, which expires not before `expiresAt`. NX is for a new set, which GT leaves alone. */
export const ADD_NAME = `
local function addName(key, id, expiresAt)
  redis.call('ZADD', key, 0, id)
  redis.call('PEXPIREAT', key, expiresAt, 'NX')
  redis.call('PEXPIREAT', key, expiresAt, 'GT')
end`

export function createSessionIndex(
  redis: Redis,
  read: (merchant: string, id: string) => Promise<SessionRecord | undefined>,
): Store['list'] {
  return async ({ merchant, indexName, limit, before }: SessionQuery) => {
    const key = indexKey(merchant, indexName)
    if (before !== undefined && (await redis.zscore(key, before)) === null) return undefined
    const found: SessionRecord[] = []
    for (let cursor = before; ;) {
      const max = cursor === undefined ? '+' : `(${cursor}`
      const ids = await redis.zrevrangebylex(key, max, '-', 'LIMIT', 0, limit - found.length)
      const records = await Promise.all(ids.map((id) => read(merchant, id)))
      // Each session expires by itself, and its set with the last of them.
      const gone = ids.filter((_, index) => !records[index])
      if (gone.length > 0) await redis.zrem(key, ...gone)
      found.push(...records.filter((record) => record !== undefined))
      cursor = ids.at(-1)
      if (gone.length === 0 || cursor === undefined) return found
    }
  }
}
