/** The attempt limiter of all processes on one Redis: one script looks and counts, by the clock of Redis. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import {
  addressWait,
  ALL,
  createCounterRegistry,
  inFlightKey,
  longestWait,
  merchantWait,
  type LimitedMerchant,
} from './attemptCounters.js'
import { createSettle, type AttemptLimiter, type Settle } from './attemptLimiter.js'
import { createLeases, LEASE_MS, NOW } from './redisLeases.js'

/** Lua: a window begins with the first attempt that it counts. */
const ADD_TO_COUNTER = `
local function addToCounter(key, window)
  if redis.call('INCR', key) == 1 then redis.call('EXPIRE', key, window) end
end`

/**
 * KEYS: the address's attempts in flight, the merchant's counter if it has one, the counters of the address's failed
 * attempts if there are any. ARGV: lease, ticket or '' to write nothing, the merchant's window in s or 0 without its
 * counter, and the limit of each counter.
 * Counts the attempt unless it exceeds a limit. Returns how many others are in flight; and of each counter how often it
 * has counted before, and the ms until its window ends if the attempt exceeds its limit. As addressWait and merchantWait
 * of attemptCounters.ts decide.
 */
const COUNT_ATTEMPT = `${NOW}${ADD_TO_COUNTER}
local hasMerchant = ARGV[3] ~= '0'
local hasAddress = #KEYS > (hasMerchant and 2 or 1)
local inFlight = hasAddress and redis.call('ZCOUNT', KEYS[1], '(' .. now, '+inf') or 0
local reply, isExceeded = { inFlight }, false
for index, value in ipairs(redis.call('MGET', unpack(KEYS, 2))) do
  local count, left = tonumber(value or 0), 0
  local others = hasMerchant and index == 1 and 0 or inFlight
  if count + others >= tonumber(ARGV[3 + index]) then
    isExceeded = true
    left = redis.call('PTTL', KEYS[1 + index])
  end
  table.insert(reply, count)
  table.insert(reply, left)
end
if isExceeded or ARGV[2] == '' then return reply end
if hasMerchant then addToCounter(KEYS[2], ARGV[3]) end
if hasAddress then
  redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
  redis.call('ZADD', KEYS[1], now + ARGV[1], ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
end
return reply`

/** KEYS: the counters of the address's failed attempts. ARGV: the window of each in s. */
const COUNT_FAILURE = `${ADD_TO_COUNTER}
for index, key in ipairs(KEYS) do addToCounter(key, ARGV[index]) end`

type Script<Reply> = (...values: (string | number)[]) => Promise<Reply>
type Scripts = Redis & {
  countAttempt: Script<[others: number, ...counts: number[]]>
  countFailedAttempt: Script<null>
}

export function createRedisAttemptLimiter(redis: Redis): AttemptLimiter {
  redis.defineCommand('countAttempt', { lua: COUNT_ATTEMPT })
  redis.defineCommand('countFailedAttempt', { lua: COUNT_FAILURE })
  const scripts = redis as Scripts
  const inFlight = createLeases(redis)
  const getCounters = createCounterRegistry((options) => options)

  /** `ticket`: '' to count nothing. */
  async function findExceeded(merchant: LimitedMerchant, address: string, ticket: string) {
    const { failed, attempts } = getCounters(merchant)
    if (failed.length === 0 && !attempts) return undefined
    const keys = [
      inFlightKey(merchant.id, address),
      ...(attempts ? [counterKey(attempts, ALL)] : []),
      ...failed.map((counter) => counterKey(counter, address)),
    ]
    const limits = [...(attempts ? [attempts] : []), ...failed].map(({ points }) => points)
    const values = [LEASE_MS, ticket, attempts?.duration ?? 0, ...limits]
    const [others, ...counts] = await scripts.countAttempt(keys.length, ...keys, ...values)
    const known = limits.map((_, index) => ({
      consumedPoints: counts[2 * index] ?? 0,
      msBeforeNext: counts[2 * index + 1] ?? 0,
    }))
    const ofMerchant = attempts && known.shift()
    return longestWait(addressWait(failed, known, others + 1), merchantWait(attempts, ofMerchant))
  }

  function createRedisSettle(merchant: LimitedMerchant, address: string, release?: () => void): Settle {
    const { failed } = getCounters(merchant)
    const countFailure = () => {
      if (failed.length === 0) return
      const keys = failed.map((counter) => counterKey(counter, address))
      const windows = failed.map(({ duration }) => duration)
      scripts.countFailedAttempt(keys.length, ...keys, ...windows).catch(() => undefined)
    }
    return createSettle(countFailure, release)
  }

  return {
    exempt: (merchant, address) => createRedisSettle(merchant, address),
    check: (merchant, address) => findExceeded(merchant, address, ''),
    async consume(merchant, address) {
      const ticket = randomUUID()
      const exceeded = await findExceeded(merchant, address, ticket)
      if (exceeded) return exceeded
      const isCounted = getCounters(merchant).failed.length > 0
      const release = isCounted ? inFlight.renew(inFlightKey(merchant.id, address), ticket) : undefined
      return { settle: createRedisSettle(merchant, address, release) }
    },
  }
}

function counterKey({ keyPrefix }: { keyPrefix: string }, name: string): string {
  return `${keyPrefix}:${name}`
}
