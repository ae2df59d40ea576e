/** The counters of a merchant's attempt limits, and the waiting times that follow from them. */
/** 0 means unlimited. */
type AttemptRates = { failedPerHour: number; failedPerDay: number; attemptsPerMinute: number }
/** The part of a merchant that the limits need. */
export type LimitedMerchant = { id: string; limits: AttemptRates }

/** The attempt is rejected; `retryAfter` in seconds. */
export type ExceededLimit = { limit: 'address' | 'merchant'; retryAfter: number }
/** The count of a counter, and the ms until its window ends. */
export type Count = { consumedPoints: number; msBeforeNext: number }
type Limit = { points: number }
type Counters<Counter> = { failed: Counter[]; attempts?: Counter | undefined }
/** `duration` in seconds. */
type CounterOptions = { keyPrefix: string; points: number; duration: number }
/** Makes a counter in memory or in Redis. */
type CreateCounter<Counter> = (options: CounterOptions) => Counter

/** Seconds to wait if the limit is exceeded only together with attempts in flight, which may still succeed. */
const IN_FLIGHT_RETRY_AFTER_S = 4
const MINUTE_S = 60
const HOUR_S = 3600
const DAY_S = 24 * HOUR_S
const NO_COUNT: Count = { consumedPoints: 0, msBeforeNext: 0 }
/** The key of the merchant's own counter, for all its cardholders together. */
export const ALL = 'all'

/** The counters of each merchant. `fill` adds the failed attempts from the store to new counters. */
export function createCounterRegistry<Counter>(
  createCounter: CreateCounter<Counter>,
  fill?: (merchant: string, failed: Counter[]) => void,
): (merchant: LimitedMerchant) => Counters<Counter> {
  const countersByLimits = new Map<string, Counters<Counter>>()
  const countersByMerchant = new WeakMap<LimitedMerchant, Counters<Counter>>()

  return (merchant) => {
    const counters = countersByMerchant.get(merchant) ?? findCounters(merchant)
    countersByMerchant.set(merchant, counters)
    return counters
  }

  function findCounters({ id, limits }: LimitedMerchant): Counters<Counter> {
    // If a reload changes the limits, the merchant gets new counters.
    const key = JSON.stringify([id, limits])
    const known = countersByLimits.get(key)
    if (known) return known
    const counters = createCounters(createCounter, { id, limits })
    if (counters.failed.length > 0) fill?.(id, counters.failed)
    countersByLimits.set(key, counters)
    return counters
  }
}

function createCounters<Counter>(
  createCounter: CreateCounter<Counter>,
  { id, limits }: LimitedMerchant,
): Counters<Counter> {
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

/** The limit of an address that an attempt would exceed. Failed attempts and attempts in flight count together. */
export function addressWait(
  counters: Limit[],
  known: (Count | null | undefined)[],
  inFlight: number,
): ExceededLimit | undefined {
  let longest: ExceededLimit | undefined
  counters.forEach(({ points }, index) => {
    const { consumedPoints: failed, msBeforeNext } = known[index] ?? NO_COUNT
    if (failed + inFlight <= points) return
    const retryAfter = failed < points ? IN_FLIGHT_RETRY_AFTER_S : toSeconds(msBeforeNext)
    longest = longestWait(longest, { limit: 'address', retryAfter })
  })
  return longest
}

/** The merchant's limit, if its counter is full. */
export function merchantWait(
  counter: Limit | undefined,
  known: Count | null | undefined,
): ExceededLimit | undefined {
  if (!counter || !known || known.consumedPoints < counter.points) return undefined
  return { limit: 'merchant', retryAfter: toSeconds(known.msBeforeNext) }
}

/** The limit with the longer wait, if any is exceeded. */
export function longestWait(one?: ExceededLimit, other?: ExceededLimit): ExceededLimit | undefined {
  if (!one || !other) return one ?? other
  return other.retryAfter > one.retryAfter ? other : one
}

function toSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000))
}

/** Can't collide with a session's key, which has no brace. */
function keyPrefix(merchant: string, name: string): string {
  return `capture:{limits:${merchant}}:${name}`
}

/** The key of an address's attempts in flight. */
export function inFlightKey(merchant: string, address: string): string {
  return `${keyPrefix(merchant, 'in-flight')}:${address}`
}
