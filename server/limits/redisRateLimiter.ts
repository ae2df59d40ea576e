/** The rate limiter shared by all processes through Redis: one script for each step, by the clock of Redis. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { RateLimiter } from './rateLimiter.js'
import { POLL_MS } from './rateLimiter.js'
import { createLeases, LEASE_MS, NOW } from './redisLeases.js'

/** The state is dropped after this time, which is longer than `nextAt` can be ahead of the clock. */
const RATE_TTL_MS = 120_000

/** KEYS: rate, in flight. ARGV: interval, per second, max in flight, lease, ticket. Returns the wait, or -1. */
const ACQUIRE = `${NOW}
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[3]) then return ${POLL_MS} end
local interval = tonumber(ARGV[1])
local nextAt = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local ahead = nextAt - now - (tonumber(ARGV[2]) - 1) * interval
if ahead > 0 then return math.ceil(ahead) end
redis.call('SET', KEYS[1], nextAt + interval, 'PX', ${RATE_TTL_MS})
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[4]), ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return -1`

/** KEYS: rate. ARGV: the pause and the burst, both in ms. */
const PAUSE = `${NOW}
local nextAt = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now + ARGV[1] + ARGV[2])
redis.call('SET', KEYS[1], nextAt, 'PX', ${RATE_TTL_MS})
return 1`

type Script = (...values: (string | number)[]) => Promise<number>
type Scripts = Redis & { acquirePermit: Script; pauseRateLimiter: Script }

export function createRedisRateLimiter(redis: Redis, leaseMs = LEASE_MS): RateLimiter {
  redis.defineCommand('acquirePermit', { numberOfKeys: 2, lua: ACQUIRE })
  redis.defineCommand('pauseRateLimiter', { numberOfKeys: 1, lua: PAUSE })
  const scripts = redis as Scripts
  const leases = createLeases(redis, leaseMs)
  // Both keys have one hash tag, so that a cluster can run the scripts.
  const keys = (username: string) =>
    [`capture:{gateway:${username}}:rate`, `capture:{gateway:${username}}:in-flight`] as const

  return {
    async acquire(username, { perSecond, maxConcurrent }) {
      const ticket = randomUUID()
      const [rateKey, inFlightKey] = keys(username)
      const interval = 1000 / perSecond
      const waitMs = await scripts.acquirePermit(
        ...[rateKey, inFlightKey, interval, perSecond, maxConcurrent, leaseMs, ticket],
      )
      return waitMs >= 0 ? { waitMs } : { release: leases.renew(inFlightKey, ticket) }
    },
    pause(username, { perSecond }, ms) {
      const burst = ((perSecond - 1) * 1000) / perSecond
      scripts.pauseRateLimiter(keys(username)[0], ms, burst).catch(() => undefined)
    },
  }
}
