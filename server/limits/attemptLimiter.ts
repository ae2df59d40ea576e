/**
 * Limits against card testing: the failed attempts of an address (an hour, a day), and all attempts of a merchant (a
 * minute). An attempt counts as failed once its outcome is known. While it is in flight it counts beside the failed
 * ones, so that many attempts at once can't exceed the limit.
 */
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible'
import type { Redis } from 'ioredis'
import {
  addressWaits,
  ALL,
  createCounterRegistry,
  keyPrefix,
  longestWait,
  merchantWait,
  merchantWaits,
  settledValue,
  type CreateCounter,
  type ExceededLimit,
  type LimitedMerchant,
} from './attemptCounters.js'
import type { FailedAttempts } from './failedAttempts.js'
import { createLeases, type CountedLease, type Leases } from './redisLeases.js'

/** `failed`: the attempt was used up without a token. Only the first call counts. */
export type Settle = (outcome: 'failed' | 'other') => void

export type AttemptLimiter = {
  /** Which limit an attempt would exceed now. Counts and writes nothing. Rejects as `consume` does. */
  check: (merchant: LimitedMerchant, address: string) => Promise<ExceededLimit | undefined>
  /** Counts one attempt. Call `settle` once it has ended. Rejects when the counters are unavailable. */
  consume: (merchant: LimitedMerchant, address: string) => Promise<ExceededLimit | { settle: Settle }>
  /** `settle` of an attempt that no limit may stop. */
  exempt: (merchant: LimitedMerchant, address: string) => Settle
}

type InFlight = Pick<Leases, 'add' | 'count'>
/** Where an address is unlimited, nothing is counted. */
const UNCOUNTED: CountedLease = { count: 0, release: () => undefined }

/** The limiter of one process, which counts on from the failed attempts that its store has kept. */
export function createMemoryAttemptLimiter(kept: FailedAttempts): AttemptLimiter {
  const counts = new Map<string, number>()
  const add: InFlight['add'] = (key) => {
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    const release = () => {
      const left = (counts.get(key) ?? 0) - 1
      if (left > 0) counts.set(key, left)
      else counts.delete(key)
    }
    return Promise.resolve({ count, release })
  }
  const inFlight = { add, count: (key: string) => Promise.resolve(counts.get(key) ?? 0) }
  return createAttemptLimiter((options) => new RateLimiterMemory(options), inFlight, kept)
}

export function createRedisAttemptLimiter(storeClient: Redis): AttemptLimiter {
  const leases = createLeases(storeClient)
  return createAttemptLimiter((options) => new RateLimiterRedis({ ...options, storeClient }), leases)
}

function createAttemptLimiter(
  createCounter: CreateCounter,
  inFlight: InFlight,
  kept?: FailedAttempts,
): AttemptLimiter {
  const getCounters = createCounterRegistry(createCounter, kept)
  const nameAddress = kept?.nameAddress ?? ((address: string) => address)

  const inFlightKey = (merchant: string, address: string) => `${keyPrefix(merchant, 'in-flight')}:${address}`

  return {
    exempt: (merchant, address) =>
      createSettle(getCounters(merchant).failed, nameAddress(address), () => undefined),
    async check(merchant, clientAddress) {
      const address = nameAddress(clientAddress)
      const { failed, attempts } = getCounters(merchant)
      const [count, counted, ...known] = await Promise.all([
        failed.length > 0 ? inFlight.count(inFlightKey(merchant.id, address)) : 0,
        attempts?.get(ALL),
        ...failed.map((counter) => counter.get(address)),
      ])
      const isFull = attempts && counted && counted.consumedPoints >= attempts.points
      return longestWait([
        ...addressWaits(failed, known, count + 1),
        ...(isFull ? [merchantWait(counted)] : []),
      ])
    },
    async consume(merchant, clientAddress) {
      const address = nameAddress(clientAddress)
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
        const waits = addressWaits(failed, known.map(settledValue), settledValue(added).count)
        const exceeded = longestWait([...waits, ...merchantWaits(counted)])
        if (exceeded) {
          undo()
          return exceeded
        }
      } catch (error) {
        undo()
        throw error
      }
      return { settle: createSettle(failed, address, release) }
    },
  }
}

/** Counts a failed attempt of the address; `release` ends the attempt. Only the first call counts. */
function createSettle(counters: RateLimiterAbstract[], address: string, release: () => void): Settle {
  let settled = false
  return (outcome) => {
    if (settled) return
    settled = true
    if (outcome === 'failed') for (const counter of counters) counter.penalty(address).catch(() => undefined)
    release()
  }
}
