/**
 * What is held while it is under way, shared by every process through Redis: a process that lives renews, one
 * that has died lets go by its silence. By the clock of Redis.
 */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'

export const LEASE_MS = 15_000

export const NOW = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)`

/** KEYS: under way. ARGV: lease, ticket. Answers how many there are, this one too. */
const ENTER = `${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return redis.call('ZCARD', KEYS[1])`

/** KEYS: under way. ARGV: lease, ticket. One that has lapsed stays lapsed. */
const RENEW = `${NOW}
redis.call('ZADD', KEYS[1], 'XX', now + ARGV[1], ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 1`

type Script = (...values: (string | number)[]) => Promise<number>
type Scripts = Redis & { enterLease: Script; renewLease: Script }

/** One of those under way, and how many there are with it. */
export type Entry = { count: number; leave: () => void }

export type Leases = {
  enter: (key: string) => Promise<Entry>
  /** Renews a ticket in `key` until it is told to stop. */
  keep: (key: string, ticket: string) => () => void
}

export function createLeases(redis: Redis, leaseMs = LEASE_MS): Leases {
  redis.defineCommand('enterLease', { numberOfKeys: 1, lua: ENTER })
  redis.defineCommand('renewLease', { numberOfKeys: 1, lua: RENEW })
  const scripts = redis as Scripts

  function keep(key: string, ticket: string): () => void {
    const timer = setInterval(() => {
      scripts.renewLease(key, leaseMs, ticket).catch(() => undefined)
    }, leaseMs / 3).unref()
    return () => {
      clearInterval(timer)
    }
  }

  return {
    keep,
    async enter(key) {
      const ticket = randomUUID()
      const count = await scripts.enterLease(key, leaseMs, ticket)
      const stop = keep(key, ticket)
      return {
        count,
        leave: () => {
          stop()
          redis.zrem(key, ticket).catch(() => undefined)
        },
      }
    },
  }
}
