/** The same permits, shared by every process through Redis: one script, by the clock of Redis. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { POLL_MS, type Permits } from './permits.js'

/** A process that died gives its permits back by silence: longer than any call. */
const LEASE_MS = 90_000

/** KEYS: rate, under way. ARGV: interval, per second, most under way, lease, ticket. Answers the wait, or -1. */
const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now)
if redis.call('ZCARD', KEYS[2]) >= tonumber(ARGV[3]) then return ${POLL_MS} end
local interval = tonumber(ARGV[1])
local nextAt = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local ahead = nextAt - now - (tonumber(ARGV[2]) - 1) * interval
if ahead > 0 then return math.ceil(ahead) end
redis.call('SET', KEYS[1], nextAt + interval, 'PX', 60000)
redis.call('ZADD', KEYS[2], now + tonumber(ARGV[4]), ARGV[5])
redis.call('PEXPIRE', KEYS[2], ARGV[4])
return -1`

type Scripts = Redis & { takePermit(...values: (string | number)[]): Promise<number> }

export function createRedisPermits(redis: Redis): Permits {
  redis.defineCommand('takePermit', { numberOfKeys: 2, lua: TAKE })
  const scripts = redis as Scripts

  return {
    async take(name, { perSecond, underWay }) {
      const ticket = randomUUID()
      // One hash slot for both keys, so that a cluster can run the script.
      const keys = [`capture:{gateway:${name}}:rate`, `capture:{gateway:${name}}:under-way`] as const
      const waitMs = await scripts.takePermit(
        ...keys,
        1000 / perSecond,
        perSecond,
        underWay,
        LEASE_MS,
        ticket,
      )
      if (waitMs >= 0) return { waitMs }
      return {
        release: () => {
          redis.zrem(keys[1], ticket).catch(() => undefined)
        },
      }
    },
  }
}
