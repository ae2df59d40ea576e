/** The rate limiter shared by all processes through Redis: one script for each step, by the clock of Redis. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { POLL_MS, spreadAfterPause, WINDOW_MS, type RateLimiter } from './rateLimiter.js'
import { MARK_SENT_FUNCTION, sessionKey } from './redisCallLease.js'
import { createLeases, LEASE_MS, NOW } from './redisLeases.js'

/** The permits' times are dropped after this time, which is longer than a pause and the second after it. */
const PERMITS_TTL_MS = 120_000

const GRANTED = -1
const LEASE_LOST = -2
const SHARE_FULL = -3

/**
 * KEYS: permits, in flight, pause, and the hash of the call's session if it has one. ARGV: per second, max in flight,
 * lease, ticket, its merchant's prefix, 1 if several merchants share the username, and the key that holds the session's
 * lease. Returns the wait, GRANTED, LEASE_LOST or SHARE_FULL, by hasShareLeft of rateLimiter.ts. A sliding window: the
 * oldest of the last `per second` permits must be outside of it.
 */
const ACQUIRE = `${NOW}${MARK_SENT_FUNCTION}
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
local tickets = redis.call('ZRANGE', KEYS[2], 0, -1)
local free, held = tonumber(ARGV[2]) - #tickets, 0
if free <= 0 then return ${POLL_MS} end
for _, ticket in ipairs(tickets) do
  if string.sub(ticket, 1, #ARGV[5]) == ARGV[5] then held = held + 1 end
end
if ARGV[6] == '1' and held >= free then return ${SHARE_FULL} end
local paused = redis.call('PTTL', KEYS[3])
if paused > 0 then return paused end
local perSecond = tonumber(ARGV[1])
local oldest = redis.call('ZREVRANGE', KEYS[1], perSecond - 1, perSecond - 1, 'WITHSCORES')[2]
local wait = oldest and math.ceil(oldest + ${WINDOW_MS} - now) or 0
if wait > 0 then return wait end
if KEYS[4] and not markSent(KEYS[4], ARGV[7]) then return ${LEASE_LOST} end
redis.call('ZADD', KEYS[1], now, ARGV[4])
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -perSecond - 1)
redis.call('PEXPIRE', KEYS[1], ${PERMITS_TTL_MS})
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[3]), ARGV[4])
redis.call('PEXPIRE', KEYS[2], ARGV[3])
return ${GRANTED}`

/** KEYS: permits, pause. ARGV: the pause in ms, per second, and the times of `spreadAfterPause`. */
const PAUSE = `${NOW}
local pause = tonumber(ARGV[1])
if redis.call('PTTL', KEYS[2]) >= pause then return 0 end
redis.call('SET', KEYS[2], 1, 'PX', pause)
for index = 3, #ARGV do
  redis.call('ZADD', KEYS[1], now + pause + ARGV[index], 'pause:' .. now .. ':' .. index)
end
redis.call('ZREMRANGEBYRANK', KEYS[1], 0, -tonumber(ARGV[2]) - 1)
redis.call('PEXPIRE', KEYS[1], ${PERMITS_TTL_MS})
return 1`

type Script = (...values: (string | number)[]) => Promise<number>
type Scripts = Redis & { acquirePermit: Script; pauseRateLimiter: Script }

export function createRedisRateLimiter(redis: Redis): RateLimiter {
  redis.defineCommand('acquirePermit', { lua: ACQUIRE })
  redis.defineCommand('pauseRateLimiter', { numberOfKeys: 2, lua: PAUSE })
  const scripts = redis as Scripts
  const leases = createLeases(redis)
  const key = (username: string, name: string) => `capture:{gateway:${username}}:${name}`

  return {
    async acquire(username, { perSecond, maxConcurrent, isShared }, merchant, call) {
      // Merchant ids contain no colon.
      const prefix = `${merchant}:`
      const ticket = prefix + randomUUID()
      const inFlight = key(username, 'in-flight')
      const keys = [key(username, 'permits'), inFlight, key(username, 'pause')]
      if (call) keys.push(sessionKey(call.merchant, call.id))
      const values = [perSecond, maxConcurrent, LEASE_MS, ticket, prefix, isShared ? 1 : 0, call?.key ?? '']
      const reply = await scripts.acquirePermit(keys.length, ...keys, ...values)
      if (reply === LEASE_LOST) return { leaseLost: true }
      if (reply === SHARE_FULL) return { shareFull: true }
      if (reply !== GRANTED) return { waitMs: reply }
      return { release: leases.renew(inFlight, ticket), ...(call && { isMarkedSent: true }) }
    },
    pause(username, rate, ms) {
      scripts
        .pauseRateLimiter(
          ...[key(username, 'permits'), key(username, 'pause')],
          ...[Math.ceil(ms), rate.perSecond, ...spreadAfterPause(rate)],
        )
        .catch(() => undefined)
    },
  }
}
