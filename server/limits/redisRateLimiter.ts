/** The same permits, shared by every process through Redis: one script a step, by the clock of Redis. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { createLeases, LEASE_MS, NOW } from './redisLeases.js'
import { POLL_MS, type RateLimiter } from './rateLimiter.js'

/** The rate is forgotten after this: longer than the bucket can be ahead of the clock. */
const RATE_MS = 120_000

/** KEYS: rate, under way. ARGV: interval, per second, most under way, lease, ticket. Answers the wait, or -1. */
const TAKE = `${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[3]) then return ${POLL_MS} end
local interval = tonumber(ARGV[1])
local nextAt = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local ahead = nextAt - now - (tonumber(ARGV[2]) - 1) * interval
if ahead > 0 then return math.ceil(ahead) end
redis.call('SET', KEYS[1], nextAt + interval, 'PX', ${RATE_MS})
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[4]), ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return -1`

/** KEYS: rate, under way. ARGV: ticket, interval to undo (0 for a permit that was used). */
const GIVE_BACK = `
if redis.call('ZREM', KEYS[2], ARGV[1]) == 0 then return 0 end
local nextAt = tonumber(redis.call('GET', KEYS[1]) or 0)
if nextAt > 0 then redis.call('SET', KEYS[1], nextAt - tonumber(ARGV[2]), 'PX', ${RATE_MS}) end
return 1`

/** KEYS: rate. ARGV: how long, and the burst, both in ms. */
const PAUSE = `${NOW}
local nextAt = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now + ARGV[1] + ARGV[2])
redis.call('SET', KEYS[1], nextAt, 'PX', ${RATE_MS})
return 1`

type Script = (...values: (string | number)[]) => Promise<number>
type Scripts = Redis & { takePermit: Script; giveBackPermit: Script; pausePermits: Script }

export function createRedisRateLimiter(redis: Redis, leaseMs = LEASE_MS): RateLimiter {
  redis.defineCommand('takePermit', { numberOfKeys: 2, lua: TAKE })
  redis.defineCommand('giveBackPermit', { numberOfKeys: 2, lua: GIVE_BACK })
  redis.defineCommand('pausePermits', { numberOfKeys: 1, lua: PAUSE })
  const scripts = redis as Scripts
  const leases = createLeases(redis, leaseMs)
  // One hash slot for both keys, so that a cluster can run the scripts.
  const keysOf = (name: string) =>
    [`capture:{gateway:${name}}:rate`, `capture:{gateway:${name}}:under-way`] as const

  return {
    async acquire(name, { perSecond, maxConcurrent }) {
      const ticket = randomUUID()
      const keys = keysOf(name)
      const interval = 1000 / perSecond
      const waitMs = await scripts.takePermit(...keys, interval, perSecond, maxConcurrent, leaseMs, ticket)
      if (waitMs >= 0) return { waitMs }
      const stop = leases.keep(keys[1], ticket)
      return {
        release: (used) => {
          stop()
          scripts.giveBackPermit(...keys, ticket, used ? 0 : interval).catch(() => undefined)
        },
      }
    },
    pause(name, { perSecond }, ms) {
      const burst = ((perSecond - 1) * 1000) / perSecond
      scripts.pausePermits(keysOf(name)[0], ms, burst).catch(() => undefined)
    },
  }
}
