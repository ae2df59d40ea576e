/** The counters behind the attempt limits of a merchant, and how long each makes an attempt wait. */
/** 0: unlimited. */
type AttemptRates = { failedPerHour: number; failedPerDay: number; attemptsPerMinute: number }
/** What the limits need to know of a merchant. */
export type LimitedMerchant = { id: string; limits: AttemptRates }

/** The attempt is rejected; `retryAfter` in seconds. */
export type ExceededLimit = { limit: 'address' | 'merchant'; retryAfter: number }
/** How often a counter has counted, and the ms until its window ends. */
export type Count = { consumedPoints: number; msBeforeNext: number }
type Limit = { points: number }
type Counters<Counter> = { failed: Counter[]; attempts?: Counter | undefined }
/** `duration` in seconds. */
type CounterOptions = { keyPrefix: string; points: number; duration: number }
/** Makes a counter in memory or in Redis. */
type CreateCounter<Counter> = (options: CounterOptions) => Counter

/** Seconds to wait when only the attempts in flight exceed the limit: they may yet succeed. */
const IN_FLIGHT_RETRY_AFTER_S = 4
const MINUTE_S = 60
const HOUR_S = 3600
const DAY_S = 24 * HOUR_S
const NO_COUNT: Count = { consumedPoints: 0, msBeforeNext: 0 }
/** The key of the merchant's counter, which is one for all its cardholders. */
export const ALL = 'all'

/** The counters of each merchant. `fill` counts in the new ones what its store has kept of failed attempts. */
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
    // After a reload, other limits make other counters.
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

/** How long the counters of an address make an attempt wait: its failed attempts, together with those in flight. */
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

/** How long the merchant's counter makes an attempt wait, if it is full. */
export function merchantWait(
  counter: Limit | undefined,
  known: Count | null | undefined,
): ExceededLimit | undefined {
  if (!counter || !known || known.consumedPoints < counter.points) return undefined
  return { limit: 'merchant', retryAfter: toSeconds(known.msBeforeNext) }
}

/** The limit that holds an attempt back longer, if any does. */
export function longestWait(one?: ExceededLimit, other?: ExceededLimit): ExceededLimit | undefined {
  if (!one || !other) return one ?? other
  return other.retryAfter > one.retryAfter ? other : one
}

function toSeconds(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000))
}

/** No session's key has a brace, so the two can't collide. */
function keyPrefix(merchant: string, name: string): string {
  return `capture:{limits:${merchant}}:${name}`
}

/** Names the attempts of an address in flight. */
export function inFlightKey(merchant: string, address: string): string {
  return `${keyPrefix(merchant, 'in-flight')}:${address}`
}
