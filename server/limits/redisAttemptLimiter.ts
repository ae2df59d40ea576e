/** The attempt limiter of all processes on one Redis. */
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Redis } from 'ioredis'
import {
  addressWait,
  ALL,
  createCounterRegistry,
  inFlightKey,
  longestWait,
  merchantWait,
} from './attemptCounters.js'
import { createSettle, type AttemptLimiter, type Settle } from './attemptLimiter.js'
import { createLeases, type CountedLease } from './redisLeases.js'

/** Where an address is unlimited, nothing is counted. */
const UNCOUNTED: CountedLease = { count: 0, release: () => undefined }

export function createRedisAttemptLimiter(storeClient: Redis): AttemptLimiter {
  const inFlight = createLeases(storeClient)
  const getCounters = createCounterRegistry((options) => new RateLimiterRedis({ ...options, storeClient }))

  function createRedisSettle(counters: RateLimiterRedis[], address: string, release?: () => void): Settle {
    const countFailure = () => {
      for (const counter of counters) counter.penalty(address).catch(() => undefined)
    }
    return createSettle(countFailure, release)
  }

  return {
    exempt: (merchant, address) => createRedisSettle(getCounters(merchant).failed, address),
    async check(merchant, address) {
      const { failed, attempts } = getCounters(merchant)
      const [count, counted, ...known] = await Promise.all([
        failed.length > 0 ? inFlight.count(inFlightKey(merchant.id, address)) : 0,
        attempts?.get(ALL),
        ...failed.map((counter) => counter.get(address)),
      ])
      return longestWait(addressWait(failed, known, count + 1), merchantWait(attempts, counted))
    },
    async consume(merchant, address) {
      const { failed, attempts } = getCounters(merchant)
      // All at once: one round trip. Each attempt adds its entry before it reads the counters, so concurrent attempts
      // always count each other.
      const [added, counted, ...known] = await Promise.allSettled([
        failed.length > 0 ? inFlight.add(inFlightKey(merchant.id, address)) : UNCOUNTED,
        attempts?.consume(ALL),
        ...failed.map((counter) => counter.get(address)),
      ])
      const release = () => {
        if (added.status === 'fulfilled') added.value.release()
      }
      /** A rejected attempt was not made, so it must not fill the merchant's counter. */
      const undo = () => {
        release()
        attempts?.reward(ALL).catch(() => undefined)
      }
      try {
        const wait = addressWait(failed, known.map(settledValue), settledValue(added).count)
        const exceeded = longestWait(wait, merchantWait(attempts, rejectedCount(counted)))
        if (exceeded) {
          undo()
          return exceeded
        }
      } catch (error) {
        undo()
        throw error
      }
      return { settle: createRedisSettle(failed, address, release) }
    },
  }
}

/** The count of a full counter that was asked to count one more. Throws if it can't be asked. */
function rejectedCount(counted: PromiseSettledResult<unknown>): RateLimiterRes | undefined {
  const reason = counted.status === 'rejected' ? (counted.reason as unknown) : undefined
  // The library rejects with this where the counter is full, and with an error where it can't be asked.
  if (reason instanceof RateLimiterRes) return reason
  settledValue(counted)
  return undefined
}

/** The value, or throws what the promise rejected with. */
function settledValue<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}
