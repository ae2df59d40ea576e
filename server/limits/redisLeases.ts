/**
 * Sets of calls and attempts in flight, shared by all processes through Redis. A living process renews its entries. The
 * entries of a dead process expire, by the clock of Redis.
 */
import type { Redis } from 'ioredis'

export const LEASE_MS = 15_000

/** The start of a script: `now` in ms since 1970. */
export const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`

/** KEYS: in flight. ARGV: lease, ticket. Does not add an expired entry again. */
const RENEW = `${NOW}
redis.call('ZADD', KEYS[1], 'XX', now + ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1`

type Scripts = Redis & { renewLeaseEntry: (...values: (string | number)[]) => Promise<number> }

type Leases = {
  /** Renews a ticket that a script has added to `key`. Returns a function that ends this and removes the ticket. */
  renew: (key: string, ticket: string) => () => void
}

export function createLeases(redis: Redis): Leases {
  redis.defineCommand('renewLeaseEntry', { numberOfKeys: 1, lua: RENEW })
  const scripts = redis as Scripts
  return {
    renew(key, ticket) {
      const timer = setInterval(() => {
        scripts.renewLeaseEntry(key, LEASE_MS, ticket).catch(() => undefined)
      }, LEASE_MS / 3).unref()
      return () => {
        clearInterval(timer)
        // If the removal fails, the entry expires.
        redis.zrem(key, ticket).catch(() => undefined)
      }
    },
  }
}
