import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createRedisStore } from '../store/redis.js'
import { lease, T } from '../store/storeFixtures.case.js'
import { sealingKeys } from '../testing/app.case.js'
import {
  connectPatiently,
  describeWithRedis,
  startRedis,
  type RedisServer,
} from '../testing/redisServer.case.js'
import { createMemoryRateLimiter, WINDOW_MS, type RateLimiter } from './rateLimiter.js'
import { createRedisRateLimiter } from './redisRateLimiter.js'

const rate = { perSecond: 5, maxConcurrent: 5 }

/** How far the clocks of this process and of Redis may differ over a second. */
const CLOCKS_MS = 5

/** Returns a function that returns the ms since this call. */
function startStopwatch(): () => number {
  const started = performance.now()
  return () => performance.now() - started
}

/** One suite for both rate limiters. It uses the real time, because the shared one uses the clock of Redis. */
function rateLimiterSuite(name: string, open: () => RateLimiter): void {
  describe(name, () => {
    it('grants five permits in a second, and the next one after the second', async () => {
      const limiter = open()
      const many = { ...rate, maxConcurrent: 100 }
      const sinceStart = startStopwatch()
      const acquired = await Promise.all(Array.from({ length: 7 }, () => limiter.acquire('a', many, 'shop')))
      expect(acquired.map((each) => 'release' in each)).toEqual([true, true, true, true, true, false, false])
      const wait = acquired[5] && 'waitMs' in acquired[5] ? acquired[5].waitMs : 0
      expect(wait).toBeGreaterThan(WINDOW_MS - sinceStart() - CLOCKS_MS)
      expect(wait).toBeLessThanOrEqual(WINDOW_MS)
      await vi.waitFor(async () => {
        expect(await limiter.acquire('a', many, 'shop')).toHaveProperty('release')
      }, 15_000)
      expect(sinceStart()).toBeGreaterThan(WINDOW_MS - CLOCKS_MS)
    })

    it('grants no permit beyond the maximum in flight, and one for each release', async () => {
      const limiter = open()
      const fast = { perSecond: 1000, maxConcurrent: 2 }
      const first = await limiter.acquire('b', fast, 'shop')
      expect(await limiter.acquire('b', fast, 'shop')).toHaveProperty('release')
      expect(await limiter.acquire('b', fast, 'shop')).toHaveProperty('waitMs')
      if ('release' in first) first.release()
      await new Promise((done) => setTimeout(done, 20))
      expect(await limiter.acquire('b', fast, 'shop')).toHaveProperty('release')
      expect(await limiter.acquire('b', fast, 'shop')).toHaveProperty('waitMs')
    })

    it('grants no permit during a pause, and no burst after it', async () => {
      const limiter = open()
      const pauseMs = 300
      const sinceStart = startStopwatch()
      limiter.pause('f', rate, pauseMs)
      const granted = await vi.waitFor(async () => {
        const permits = await Promise.all(
          Array.from({ length: rate.maxConcurrent }, () => limiter.acquire('f', rate, 'shop')),
        )
        const count = permits.filter((permit) => 'release' in permit).length
        expect(count).toBeGreaterThan(0)
        return count
      }, 15_000)
      expect(sinceStart()).toBeGreaterThan(pauseMs - CLOCKS_MS)
      // More than one only if the machine has stalled since the end of the pause.
      const most = 1 + Math.floor((sinceStart() - pauseMs) / (1000 / rate.perSecond))
      expect(granted).toBeLessThanOrEqual(most)
    })

    it('counts each HMAC username separately', async () => {
      const limiter = open()
      const one = { perSecond: 1, maxConcurrent: 1 }
      expect(await limiter.acquire('c', one, 'shop')).toHaveProperty('release')
      expect(await limiter.acquire('d', one, 'shop')).toHaveProperty('release')
    })
  })
}

rateLimiterSuite('the rate limiter of one process', () => createMemoryRateLimiter(Date.now))

it('grants permits again within a second after the clock is set back, even during a pause', async () => {
  let now = 3_600_000
  const limiter = createMemoryRateLimiter(() => now)
  const one = { perSecond: 1, maxConcurrent: 10 }
  expect(await limiter.acquire('a', one, 'shop')).toHaveProperty('release')
  limiter.pause('b', one, 500)
  now = 0
  expect(await limiter.acquire('a', one, 'shop')).toEqual({ waitMs: WINDOW_MS })
  expect(await limiter.acquire('b', one, 'shop')).toEqual({ waitMs: 500 })
  now = WINDOW_MS
  expect(await limiter.acquire('a', one, 'shop')).toHaveProperty('release')
  expect(await limiter.acquire('b', one, 'shop')).toHaveProperty('release')
})

it('never grants more permits in any second than the rate, for any sequence of calls and pauses', async () => {
  const step = fc.record({
    afterMs: fc.integer({ min: 0, max: 700 }),
    calls: fc.integer({ min: 0, max: 8 }),
    pauseMs: fc.option(fc.integer({ min: 1, max: 3000 })),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 7 }),
      fc.array(step, { maxLength: 40 }),
      async (perSecond, steps) => {
        let now = 0
        const limiter = createMemoryRateLimiter(() => now)
        const many = { perSecond, maxConcurrent: 1000 }
        const given: number[] = []
        let pausedUntil = 0
        for (const { afterMs, calls, pauseMs } of steps) {
          now += afterMs
          if (pauseMs !== null) {
            limiter.pause('a', many, pauseMs)
            pausedUntil = Math.max(pausedUntil, now + pauseMs)
          }
          for (let call = 0; call < calls; call++) {
            const permit = await limiter.acquire('a', many, 'shop')
            if ('release' in permit) {
              given.push(now)
              expect(now).toBeGreaterThanOrEqual(pausedUntil)
            } else if ('waitMs' in permit) {
              // The wait is exact: one ms earlier, no permit is granted.
              now += permit.waitMs - 1
              expect(await limiter.acquire('a', many, 'shop')).toEqual({ waitMs: 1 })
              now += 1
            }
          }
        }
        for (const start of given)
          expect(given.filter((at) => at >= start && at <= start + 1000).length).toBeLessThanOrEqual(
            perSecond,
          )
      },
    ),
  )
})

describeWithRedis('the rate limiter in Redis', () => {
  let server: RedisServer
  let redis: ReturnType<typeof connectPatiently>
  beforeAll(async () => {
    server = await startRedis()
    redis = connectPatiently(server.url)
    await new Promise((done) => redis.once('ready', done))
  })
  afterAll(async () => {
    redis.disconnect()
    await server.stop()
  })

  rateLimiterSuite('the shared rate limiter', () => createRedisRateLimiter(redis))

  it('marks the call of a lease as sent with its permit, and grants none if the lease is lost', async () => {
    const store = createRedisStore(redis, sealingKeys)
    await store.create({ ...lease.session, now: T })
    await store.acquireLease(lease)
    const limiter = createRedisRateLimiter(redis)
    const one = { perSecond: 5, maxConcurrent: 1 }
    const isSent = async () => (await store.read('demo', 's1'))?.current?.isSent
    const first = await limiter.acquire('lease', one, 'shop')
    expect(await limiter.acquire('lease', one, 'shop', lease)).toHaveProperty('waitMs')
    expect(await isSent()).toBe(false)
    if ('release' in first) first.release()
    const lost = { ...lease, key: 'key-b' }
    await vi.waitFor(async () => {
      expect(await limiter.acquire('lease', one, 'shop', lost)).toEqual({ leaseLost: true })
    }, 15_000)
    expect(await isSent()).toBe(false)
    expect(await limiter.acquire('lease', one, 'shop', lease)).toMatchObject({ isMarkedSent: true })
    expect(await isSent()).toBe(true)
  })

  it('never grants more permits in any second than the rate, to all processes together', async () => {
    const limiters = [createRedisRateLimiter(redis), createRedisRateLimiter(redis)]
    const many = { ...rate, maxConcurrent: 100 }
    const given: number[] = []
    for (const end = Date.now() + 2500; Date.now() < end;) {
      const asked = Date.now()
      const permits = await Promise.all(limiters.map((limiter) => limiter.acquire('g', many, 'shop')))
      given.push(...permits.filter((permit) => 'release' in permit).map(() => asked))
      await new Promise((done) => setTimeout(done, 7))
    }
    expect(given.length).toBeGreaterThanOrEqual(10)
    // A response comes a few ms after the permit's time in Redis.
    for (const start of given)
      expect(given.filter((at) => at >= start && at < start + 950).length).toBeLessThanOrEqual(5)
  })
})
