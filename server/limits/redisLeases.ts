/**
 * Counts of what is in flight, shared by all processes through Redis. A living process renews its entries; the
 * entries of a dead process expire. By the clock of Redis.
 */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

export const LEASE_MS = 15_000

/** The start of a script: `now` in ms since 1970. */
export const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`

/** KEYS: in flight. ARGV: lease, ticket. Returns the number of entries, this one included. */
const ADD = `${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return redis.call('ZCARD', KEYS[1])`

/** KEYS: in flight. Returns the number of entries that have not expired, and writes nothing. */
const COUNT = `${NOW}
return redis.call('ZCOUNT', KEYS[1], '(' .. now, '+inf')`

/** KEYS: in flight. ARGV: lease, ticket. An entry that has expired stays away. */
const RENEW = `${NOW}
redis.call('ZADD', KEYS[1], 'XX', now + ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1`

type Script = (...values: (string | number)[]) => Promise<number>
type Scripts = Redis & { addLease: Script; countLeases: Script; renewLeaseEntry: Script }

/** One entry in flight, and the number of entries when it was added, itself included. */
export type CountedLease = { count: number; release: () => void }

export type Leases = {
  add: (key: string) => Promise<CountedLease>
  count: (key: string) => Promise<number>
  /** Renews a ticket that a script has added to `key`. Returns what stops the renewal and removes the ticket. */
  renew: (key: string, ticket: string) => () => void
}

export function createLeases(redis: Redis, leaseMs = LEASE_MS): Leases {
  redis.defineCommand('addLease', { numberOfKeys: 1, lua: ADD })
  redis.defineCommand('countLeases', { numberOfKeys: 1, lua: COUNT })
  redis.defineCommand('renewLeaseEntry', { numberOfKeys: 1, lua: RENEW })
  const scripts = redis as Scripts

  function renew(key: string, ticket: string): () => void {
    const timer = setInterval(() => {
      scripts.renewLeaseEntry(key, leaseMs, ticket).catch(() => undefined)
    }, leaseMs / 3).unref()
    return () => {
      clearInterval(timer)
      // If it fails, the entry expires by itself.
      redis.zrem(key, ticket).catch(() => undefined)
    }
  }

  return {
    renew,
    count: (key) => scripts.countLeases(key),
    async add(key) {
      const ticket = randomUUID()
      const count = await scripts.addLease(key, leaseMs, ticket)
      return { count, release: renew(key, ticket) }
    },
  }
}
