/**
 * Limits against card testing: the failed attempts of an address (an hour, a day), and all attempts of a merchant (a
 * minute). An attempt counts as failed once its outcome is known. While it is in flight it counts beside the failed
 * ones, so that many attempts at once can't exceed the limit.
 */
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type IRateLimiterOptions,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible'
import type { Redis } from 'ioredis'
import { fillCounter, type FailedAttempts } from './failedAttempts.js'
import { createLeases, type CountedLease } from './redisLeases.js'

/** 0: unlimited. */
type AttemptRates = { failedPerHour: number; failedPerDay: number; attemptsPerMinute: number }
export type LimitedMerchant = { id: string; limits: AttemptRates }

/** The attempt is rejected; `retryAfter` in seconds. */
type ExceededLimit = { limit: 'address' | 'merchant'; retryAfter: number }
/** `failed`: the attempt was used up without a token. Only the first call counts. */
export type Settle = (outcome: 'failed' | 'other') => void

export type AttemptLimiter = {
  /** Counts one attempt. Call `settle` once it has ended. Rejects when the counters are unavailable. */
  consume: (merchant: LimitedMerchant, address: string) => Promise<ExceededLimit | { settle: Settle }>
  /** `settle` of an attempt that no limit may stop. */
  exempt: (merchant: LimitedMerchant, address: string) => Settle
}

type Counters = { failed: RateLimiterAbstract[]; attempts?: RateLimiterAbstract }
type AddInFlight = (key: string) => Promise<CountedLease>
type CreateCounter = (options: IRateLimiterOptions) => RateLimiterAbstract

/** Seconds to wait when only the attempts in flight exceed the limit: they may yet succeed. */
const IN_FLIGHT_RETRY_AFTER_S = 4
const MINUTE_S = 60
const HOUR_S = 3600
const DAY_S = 24 * HOUR_S
/** The key of the merchant's counter, which is one for all its cardholders. */
const ALL = 'all'
/** Where an address is unlimited, nothing is counted. */
const UNCOUNTED: CountedLease = { count: 0, release: () => undefined }

/** The limiter of one process, which counts on from the failed attempts that its store has kept. */
export function createMemoryAttemptLimiter(kept: FailedAttempts): AttemptLimiter {
  const counts = new Map<string, number>()
  const addInFlight: AddInFlight = (key) => {
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    const release = () => {
      const left = (counts.get(key) ?? 0) - 1
      if (left > 0) counts.set(key, left)
      else counts.delete(key)
    }
    return Promise.resolve({ count, release })
  }
  return createAttemptLimiter((options) => new RateLimiterMemory(options), addInFlight, kept)
}

export function createRedisAttemptLimiter(storeClient: Redis): AttemptLimiter {
  const leases = createLeases(storeClient)
  return createAttemptLimiter((options) => new RateLimiterRedis({ ...options, storeClient }), leases.add)
}

function createAttemptLimiter(
  createCounter: CreateCounter,
  addInFlight: AddInFlight,
  kept?: FailedAttempts,
): AttemptLimiter {
  const countersByMerchant = new Map<string, Counters>()

  function getCounters({ id, limits }: LimitedMerchant): Counters {
    // After a reload, other limits make other counters.
    const key = JSON.stringify([id, limits])
    const known = countersByMerchant.get(key)
    if (known) return known
    const counters = createCounters(createCounter, { id, limits })
    const attempts = counters.failed.length > 0 ? (kept?.read(id) ?? []) : []
    for (const counter of counters.failed) fillCounter(counter, attempts, kept?.now() ?? 0)
    countersByMerchant.set(key, counters)
    return counters
  }

  const nameAddress = kept?.nameAddress ?? ((address: string) => address)

  return {
    exempt: (merchant, address) =>
      createSettle(getCounters(merchant).failed, nameAddress(address), () => undefined),
    async consume(merchant, clientAddress) {
      const address = nameAddress(clientAddress)
      const { failed, attempts } = getCounters(merchant)
      const key = `${keyPrefix(merchant.id, 'in-flight')}:${address}`
      // All at once: one round trip. Each attempt adds its entry before it reads the counters, so concurrent attempts
      // always count each other.
      const [added, known, counted] = await Promise.allSettled([
        failed.length > 0 ? addInFlight(key) : UNCOUNTED,
        Promise.all(failed.map((counter) => counter.get(address))),
        attempts?.consume(ALL),
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
        const waits = addressWaits(failed, settledValue(known), settledValue(added).count)
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

function createCounters(createCounter: CreateCounter, { id, limits }: LimitedMerchant): Counters {
  const counter = (kind: string, points: number, duration: number) =>
    points > 0 ? [createCounter({ keyPrefix: keyPrefix(id, kind), points, duration })] : []
  return {
    failed: [
      ...counter('failed-hour', limits.failedPerHour, HOUR_S),
      ...counter('failed-day', limits.failedPerDay, DAY_S),
    ],
    attempts: counter('attempts', limits.attemptsPerMinute, MINUTE_S)[0],
  }
}

/** The failed attempts of an address, together with those in flight, must stay within each limit. */
function addressWaits(
  counters: RateLimiterAbstract[],
  known: (RateLimiterRes | null)[],
  inFlight: number,
): ExceededLimit[] {
  return counters.flatMap(({ points }, index) => {
    const { consumedPoints: failed = 0, msBeforeNext = 0 } = known[index] ?? {}
    if (failed + inFlight <= points) return []
    const retryAfter = failed < points ? IN_FLIGHT_RETRY_AFTER_S : toSeconds(msBeforeNext)
    return [{ limit: 'address', retryAfter }]
  })
}

function merchantWaits(counted: PromiseSettledResult<unknown>): ExceededLimit[] {
  const reason = counted.status === 'rejected' ? (counted.reason as unknown) : undefined
  // The library rejects with this where the counter is full, and with an error where it can't be asked.
  if (reason instanceof RateLimiterRes)
    return [{ limit: 'merchant', retryAfter: toSeconds(reason.msBeforeNext) }]
  settledValue(counted)
  return []
}

function longestWait(waits: ExceededLimit[]): ExceededLimit | undefined {
  return waits.sort((one, other) => other.retryAfter - one.retryAfter)[0]
}

function toSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000))
}

function settledValue<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}

/** No session's key has a brace, so the two can't collide. */
function keyPrefix(merchant: string, name: string): string {
  return `capture:{limits:${merchant}}:${name}`
}
