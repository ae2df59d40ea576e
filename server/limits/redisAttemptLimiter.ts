/** The attempt limiter of all processes on one Redis. The script of the lease checks and counts, by Redis's clock. */
import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import {
  addressWait,
  ALL,
  createCounterRegistry,
  inFlightKey,
  longestWait,
  merchantWait,
  type ExceededLimit,
} from './attemptCounters.js'
import { createSettle, type Attempt, type Settle } from './attemptLimiter.js'
import { createLeases, LEASE_MS, NOW } from './redisLeases.js'

/** Lua: a window begins with the first attempt that it counts. */
const ADD_TO_COUNTER = `
local function addToCounter(key, window)
  if redis.call('INCR', key) == 1 then redis.call('EXPIRE', key, window) end
end`

/**
 * Lua: `countAttempt(first)` counts an attempt unless it exceeds a limit, by the rules of addressWait and merchantWait
 * of attemptCounters.ts. From ARGV[first] on: the set of the address's attempts in flight, lease, ticket, the
 * merchant's window in s or 0 without its counter, and for each counter its limit and key, the merchant's first.
 * Returns whether a limit is exceeded, and a list: the number of other attempts in flight; then for each counter its
 * count before this attempt, and, if the attempt exceeds its limit, the ms until its window ends (otherwise 0).
 */
export const COUNT_ATTEMPT_FUNCTION = `${ADD_TO_COUNTER}
local function countAttempt(first)
  ${NOW}
  local inFlightKey, lease, ticket, window = ARGV[first], ARGV[first + 1], ARGV[first + 2], ARGV[first + 3]
  local hasMerchant = window ~= '0'
  local hasAddress = #ARGV > first + (hasMerchant and 5 or 3)
  local inFlight = hasAddress and redis.call('ZCOUNT', inFlightKey, '(' .. now, '+inf') or 0
  local counts, isExceeded, counters = { inFlight }, false, {}
  for i = first + 5, #ARGV, 2 do table.insert(counters, ARGV[i]) end
  for index, value in ipairs(redis.call('MGET', unpack(counters))) do
    local count, left = tonumber(value or 0), 0
    local others = hasMerchant and index == 1 and 0 or inFlight
    if count + others >= tonumber(ARGV[first + 2 + 2 * index]) then
      isExceeded = true
      left = redis.call('PTTL', counters[index])
    end
    table.insert(counts, count)
    table.insert(counts, left)
  end
  if isExceeded then return true, counts end
  if hasMerchant then addToCounter(ARGV[first + 5], window) end
  if hasAddress then
    redis.call('ZREMRANGEBYSCORE', inFlightKey, '-inf', now)
    redis.call('ZADD', inFlightKey, now + lease, ticket)
    redis.call('PEXPIRE', inFlightKey, lease)
  end
  return false, counts
end`

/** KEYS: the counters of the address's failed attempts. ARGV: the window of each in s. */
const COUNT_FAILURE = `${ADD_TO_COUNTER}
for index, key in ipairs(KEYS) do addToCounter(key, ARGV[index]) end`

type Scripts = Redis & { countFailedAttempt: (...values: (string | number)[]) => Promise<null> }

/** An attempt for the script of its lease. */
type ScriptedAttempt = {
  /** The arguments of `countAttempt`; empty if the merchant has no limits. */
  values: (string | number)[]
  /** Converts the counts that the script returns. */
  toExceeded: (counts: number[]) => ExceededLimit
  /** Call it once the script has counted the attempt. */
  begin: () => Settle
  /** For an attempt that is exempt from the limits. */
  exempt: () => Settle
}

export function createRedisAttemptLimiter(redis: Redis): (attempt: Attempt) => ScriptedAttempt {
  redis.defineCommand('countFailedAttempt', { lua: COUNT_FAILURE })
  const scripts = redis as Scripts
  const inFlight = createLeases(redis)
  const getCounters = createCounterRegistry((options) => options)

  return ({ merchant, address }) => {
    const { failed, attempts } = getCounters(merchant)
    const inFlightOfAddress = inFlightKey(merchant.id, address)
    const failedKeys = failed.map((counter) => counterKey(counter, address))
    const ticket = randomUUID()

    function toValues(): (string | number)[] {
      if (failed.length === 0 && !attempts) return []
      const ofMerchant = attempts ? [attempts.points, counterKey(attempts, ALL)] : []
      const ofAddress = failed.flatMap(({ points }, index) => [points, failedKeys[index] ?? ''])
      return [inFlightOfAddress, LEASE_MS, ticket, attempts?.duration ?? 0, ...ofMerchant, ...ofAddress]
    }

    const settle = (release?: () => void) =>
      createSettle(() => {
        if (failed.length === 0) return
        const windows = failed.map(({ duration }) => duration)
        scripts.countFailedAttempt(failed.length, ...failedKeys, ...windows).catch(() => undefined)
      }, release)

    return {
      values: toValues(),
      toExceeded([others = 0, ...counts]) {
        const known = Array.from({ length: counts.length / 2 }, (_, index) => ({
          consumedPoints: counts[2 * index] ?? 0,
          msBeforeNext: counts[2 * index + 1] ?? 0,
        }))
        const ofMerchant = attempts && known.shift()
        const exceeded = longestWait(
          addressWait(failed, known, others + 1),
          merchantWait(attempts, ofMerchant),
        )
        if (!exceeded) throw new Error('The script and attemptCounters.ts disagree about the limits.')
        return exceeded
      },
      begin: () => settle(failed.length > 0 ? inFlight.renew(inFlightOfAddress, ticket) : undefined),
      exempt: () => settle(),
    }
  }
}

function counterKey({ keyPrefix }: { keyPrefix: string }, name: string): string {
  return `${keyPrefix}:${name}`
}
