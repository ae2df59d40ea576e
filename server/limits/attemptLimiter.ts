/**
 * Limits against card testing: failed attempts of an address, and attempts of a merchant.
 * An attempt counts as failed once it is known that it was; while it is under way it holds a place beside the
 * failed ones, so that many at once can't slip by, and what a dead process had under way lapses by itself.
 */
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type IRateLimiterOptions,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible'
import type { Redis } from 'ioredis'
import type { Merchant } from '../config/merchant.js'
import { createLeases, type Entry } from './redisLeases.js'

/** 0: unlimited. */
export type AttemptRates = { failedPerHour: number; failedPerDay: number; attemptsPerMinute: number }

type Wait = { limit: 'address' | 'merchant'; retryAfter: number }

/** `failed`: it used up an attempt without a token. `none`: it was not made at all. */
type Settle = (what: 'failed' | 'other' | 'none') => void

export type Admission = Wait | { settle: Settle }

export type AttemptLimiter = {
  /** One attempt; rejects when the counters can't be asked. */
  consume: (merchant: Merchant, address: string) => Promise<Admission>
}

type Counters = { failed: RateLimiterAbstract[]; made?: RateLimiterAbstract }
type EnterUnderWay = (key: string) => Promise<Entry>

/** When those under way may yet turn out well. */
const SOON_S = 4
const MINUTE_S = 60
const HOUR_S = 3600
const DAY_S = 24 * HOUR_S
/** The merchant's counter is one for all its cardholders. */
const EVERYBODY = 'all'
/** Where nothing is limited nobody is counted. */
const alone: Entry = { count: 0, leave: () => undefined }

export function createMemoryAttemptLimiter(): AttemptLimiter {
  const counts = new Map<string, number>()
  const enter = (key: string): Promise<Entry> => {
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    const leave = () => {
      const left = (counts.get(key) ?? 0) - 1
      if (left > 0) counts.set(key, left)
      else counts.delete(key)
    }
    return Promise.resolve({ count, leave })
  }
  return createAttemptLimits((options) => new RateLimiterMemory(options), enter)
}

export function createRedisAttemptLimiter(storeClient: Redis): AttemptLimiter {
  const leases = createLeases(storeClient)
  return createAttemptLimits((options) => new RateLimiterRedis({ ...options, storeClient }), leases.enter)
}

function createAttemptLimits(
  create: (options: IRateLimiterOptions) => RateLimiterAbstract,
  enterUnderWay: EnterUnderWay,
): AttemptLimiter {
  const ofMerchants = new Map<string, Counters>()

  function countersOf({ id, limits }: Merchant): Counters {
    // Other limits, after a reload, are other counters.
    const name = JSON.stringify([id, limits])
    const known = ofMerchants.get(name)
    if (known) return known
    const counter = (kind: string, points: number, duration: number) =>
      points > 0 ? [create({ keyPrefix: prefixOf(id, kind), points, duration })] : []
    const counters = {
      failed: [
        ...counter('failed-hour', limits.failedPerHour, HOUR_S),
        ...counter('failed-day', limits.failedPerDay, DAY_S),
      ],
      made: counter('attempts', limits.attemptsPerMinute, MINUTE_S)[0],
    }
    ofMerchants.set(name, counters)
    return counters
  }

  return {
    async consume(merchant, address) {
      const { failed, made } = countersOf(merchant)
      // Whoever looks has entered before: of those that look at once, not one is overlooked.
      const [entered, known, counted] = await Promise.allSettled([
        failed.length > 0 ? enterUnderWay(`${prefixOf(merchant.id, 'under-way')}:${address}`) : alone,
        Promise.all(failed.map((limiter) => limiter.get(address))),
        made?.consume(EVERYBODY),
      ])
      const leave = () => {
        if (entered.status === 'fulfilled') entered.value.leave()
      }
      const notMade = () => {
        leave()
        // One that fails leaves too much counted, never too little.
        made?.reward(EVERYBODY).catch(() => undefined)
      }
      const settle: Settle = (what) => {
        if (what === 'failed') for (const each of failed) each.penalty(address).catch(() => undefined)
        if (what === 'none') notMade()
        else leave()
      }
      try {
        const waits = [...waitsOf(failed, valueOf(known), valueOf(entered).count), ...waitOf(counted)]
        const [longest] = waits.sort((one, other) => other.retryAfter - one.retryAfter)
        if (!longest) return { settle }
        // What is turned away was not made: it fills no counter.
        notMade()
        return longest
      } catch (error) {
        notMade()
        throw error
      }
    },
  }
}

/** Of an address: what has failed and what is under way must fit. */
function waitsOf(
  limiters: RateLimiterAbstract[],
  known: (RateLimiterRes | null)[],
  underWay: number,
): Wait[] {
  return limiters.flatMap(({ points }, index) => {
    const { consumedPoints: count = 0, msBeforeNext = 0 } = known[index] ?? {}
    if (count + underWay <= points) return []
    return [{ limit: 'address', retryAfter: count < points ? SOON_S : secondsOf(msBeforeNext) }]
  })
}

/** Of a merchant: its attempts in the minute. */
function waitOf(counted: PromiseSettledResult<unknown>): Wait[] {
  const full = counted.status === 'rejected' ? (counted.reason as unknown) : undefined
  if (full instanceof RateLimiterRes) return [{ limit: 'merchant', retryAfter: secondsOf(full.msBeforeNext) }]
  valueOf(counted)
  return []
}

function secondsOf(ms: number): number {
  return Math.max(1, Math.ceil(ms / 1000))
}

function valueOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}

/** No merchant's id has a brace: these are nobody's session. */
function prefixOf(merchant: string, name: string): string {
  return `capture:{limits:${merchant}}:${name}`
}
