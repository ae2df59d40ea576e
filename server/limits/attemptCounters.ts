/** The counters behind the attempt limits of a merchant, and how long each makes an attempt wait. */
import { RateLimiterRes, type IRateLimiterOptions, type RateLimiterAbstract } from 'rate-limiter-flexible'
import { fillCounter, type FailedAttempts } from './failedAttempts.js'

/** 0: unlimited. */
type AttemptRates = { failedPerHour: number; failedPerDay: number; attemptsPerMinute: number }
/** What the limits need to know of a merchant. */
export type LimitedMerchant = { id: string; limits: AttemptRates }

/** The attempt is rejected; `retryAfter` in seconds. */
export type ExceededLimit = { limit: 'address' | 'merchant'; retryAfter: number }
type Counters = { failed: RateLimiterAbstract[]; attempts?: RateLimiterAbstract }
/** Makes a counter in memory or in Redis. */
export type CreateCounter = (options: IRateLimiterOptions) => RateLimiterAbstract

/** Seconds to wait when only the attempts in flight exceed the limit: they may yet succeed. */
const IN_FLIGHT_RETRY_AFTER_S = 4
const MINUTE_S = 60
const HOUR_S = 3600
const DAY_S = 24 * HOUR_S
/** The key of the merchant's counter, which is one for all its cardholders. */
export const ALL = 'all'

/** The counters of each merchant, filled from what its store has kept when they are used first. */
export function createCounterRegistry(
  createCounter: CreateCounter,
  kept?: FailedAttempts,
): (merchant: LimitedMerchant) => Counters {
  const countersByLimits = new Map<string, Counters>()
  const countersByMerchant = new WeakMap<LimitedMerchant, Counters>()

  return (merchant) => {
    const counters = countersByMerchant.get(merchant) ?? findCounters(merchant)
    countersByMerchant.set(merchant, counters)
    return counters
  }

  function findCounters({ id, limits }: LimitedMerchant): Counters {
    // After a reload, other limits make other counters.
    const key = JSON.stringify([id, limits])
    const known = countersByLimits.get(key)
    if (known) return known
    const counters = createCounters(createCounter, { id, limits })
    const attempts = counters.failed.length > 0 ? (kept?.read(id) ?? []) : []
    for (const counter of counters.failed) fillCounter(counter, attempts, kept?.now() ?? 0)
    countersByLimits.set(key, counters)
    return counters
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
export function addressWaits(
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

/** How long the merchant's counter, asked to count one more attempt, makes it wait. */
export function merchantWaits(counted: PromiseSettledResult<unknown>): ExceededLimit[] {
  const reason = counted.status === 'rejected' ? (counted.reason as unknown) : undefined
  // The library rejects with this where the counter is full, and with an error where it can't be asked.
  if (reason instanceof RateLimiterRes) return [merchantWait(reason)]
  settledValue(counted)
  return []
}

/** The wait for a counter that is full. */
export function merchantWait({ msBeforeNext }: RateLimiterRes): ExceededLimit {
  return { limit: 'merchant', retryAfter: toSeconds(msBeforeNext) }
}

/** The limit that holds an attempt back longest, if any does. */
export function longestWait(waits: ExceededLimit[]): ExceededLimit | undefined {
  return waits.sort((one, other) => other.retryAfter - one.retryAfter)[0]
}

function toSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000))
}

/** The value, or throws what the promise rejected with. */
export function settledValue<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}

/** No session's key has a brace, so the two can't collide. */
export function keyPrefix(merchant: string, name: string): string {
  return `capture:{limits:${merchant}}:${name}`
}
