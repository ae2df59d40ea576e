/**
 * Limits against card testing: failed attempts of an address, and attempts of a merchant.
 * An attempt counts as failed before it is made and is taken back when it wasn't: many at once can't slip by.
 */
import {
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
  type IRateLimiterOptions,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible'
import type { Redis } from 'ioredis'
import type { Merchant } from '../config.js'

/** 0: unlimited. */
export type AttemptRates = { failedPerHour: number; failedPerDay: number; attemptsPerMinute: number }

export type Admission =
  | { limit: 'address' | 'merchant'; retryAfter: number }
  /** `failed`: it used up an attempt without a token. `none`: it was not made at all. */
  | { settle: (what: 'failed' | 'other' | 'none') => void }

export type AttemptLimits = {
  /** One attempt; rejects when the counters can't be asked. */
  enter: (merchant: Merchant, address: string) => Promise<Admission>
}

type Counter = { limit: 'address' | 'merchant'; limiter: RateLimiterAbstract }

/** When those under way may yet turn out well. */
const SOON_S = 4
const MINUTE_S = 60
const HOUR_S = 3600
const DAY_S = 24 * HOUR_S

/** Forgets a counter that is back at nothing; else every address that came would stay for a day. */
class ForgetfulMemory extends RateLimiterMemory {
  override async reward(...[key, ...more]: Parameters<RateLimiterMemory['reward']>): Promise<RateLimiterRes> {
    const left = await super.reward(key, ...more)
    if (left.consumedPoints <= 0) await this.delete(key)
    return left
  }
}

export function createMemoryAttemptLimits(): AttemptLimits {
  return createAttemptLimits((options) => new ForgetfulMemory(options))
}

export function createRedisAttemptLimits(storeClient: Redis): AttemptLimits {
  return createAttemptLimits((options) => new RateLimiterRedis({ ...options, storeClient }))
}

function createAttemptLimits(create: (options: IRateLimiterOptions) => RateLimiterAbstract): AttemptLimits {
  const ofMerchants = new Map<string, Counter[]>()
  /** Attempts of each address that this process has admitted and that are not settled. */
  const underWay = new Map<string, number>()

  function move(name: string, by: 1 | -1): void {
    const count = (underWay.get(name) ?? 0) + by
    if (count > 0) underWay.set(name, count)
    else underWay.delete(name)
  }

  function countersOf({ id, limits }: Merchant): Counter[] {
    const rows = [
      { limit: 'address', name: 'failed-hour', points: limits.failedPerHour, duration: HOUR_S },
      { limit: 'address', name: 'failed-day', points: limits.failedPerDay, duration: DAY_S },
      { limit: 'merchant', name: 'attempts', points: limits.attemptsPerMinute, duration: MINUTE_S },
    ] as const
    return rows
      .filter(({ points }) => points > 0)
      .map(({ limit, name, points, duration }) => {
        // No merchant's id has a brace: these are nobody's session.
        const keyPrefix = `capture:{limits:${id}}:${name}`
        return { limit, limiter: create({ keyPrefix, points, duration }) }
      })
  }

  return {
    async enter(merchant, address) {
      const name = `${merchant.id} ${address}`
      const counters = ofMerchants.get(merchant.id) ?? countersOf(merchant)
      ofMerchants.set(merchant.id, counters)
      const keyOf = ({ limit }: Counter) => (limit === 'address' ? address : 'all')
      const takeBack = (which: Counter[]) => {
        // One that fails leaves too much counted, never too little.
        for (const each of which) each.limiter.reward(keyOf(each)).catch(() => undefined)
      }
      const taken = await Promise.allSettled(
        counters.map((counter) => counter.limiter.consume(keyOf(counter))),
      )
      const refusals = taken.flatMap((one, index) => {
        const counter = counters[index]
        return one.status === 'rejected' && counter ? [{ ...counter, why: one.reason as unknown }] : []
      })
      if (refusals.length === 0) {
        move(name, 1)
        return {
          settle: (what) => {
            move(name, -1)
            if (what === 'none') takeBack(counters)
            if (what === 'other') takeBack(counters.filter(({ limit }) => limit === 'address'))
          },
        }
      }
      // What is turned away was not made: it fills no counter, its own neither.
      takeBack(counters)
      const waits = refusals.map(({ limit, limiter, why }) => {
        if (!(why instanceof RateLimiterRes)) throw why
        const failed = why.consumedPoints - 1 - (underWay.get(name) ?? 0)
        const isFull = limit === 'merchant' || failed >= limiter.points
        return { limit, retryAfter: isFull ? Math.max(1, Math.ceil(why.msBeforeNext / 1000)) : SOON_S }
      })
      return waits.reduce((longest, one) => (one.retryAfter > longest.retryAfter ? one : longest))
    },
  }
}
