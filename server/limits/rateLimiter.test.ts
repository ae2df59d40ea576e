import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectRedis } from '../store/redis.js'
import { describeWithRedis, startRedis, type RedisServer } from '../testing/redisServer.case.js'
import { createMemoryRateLimiter, type RateLimiter } from './rateLimiter.js'
import { createRedisRateLimiter } from './redisRateLimiter.js'

const rate = { perSecond: 5, maxConcurrent: 5 }

/** One suite for both. The shared rate limiter runs by the clock of Redis, so the suite uses the real time. */
function rateLimiterSuite(name: string, open: () => RateLimiter): void {
  describe(name, () => {
    it('gives a burst, then one permit for each interval', async () => {
      const limiter = open()
      const acquired = await Promise.all(
        Array.from({ length: 7 }, () => limiter.acquire('a', { ...rate, maxConcurrent: 100 })),
      )
      expect(acquired.map((each) => 'release' in each)).toEqual([true, true, true, true, true, false, false])
      const wait = acquired[5] && 'waitMs' in acquired[5] ? acquired[5].waitMs : 0
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(200)
      await new Promise((done) => setTimeout(done, wait + 5))
      expect(await limiter.acquire('a', { ...rate, maxConcurrent: 100 })).toHaveProperty('release')
      expect(await limiter.acquire('a', { ...rate, maxConcurrent: 100 })).toHaveProperty('waitMs')
    })

    it('gives no permit beyond the maximum in flight, and one for each that is released', async () => {
      const limiter = open()
      const fast = { perSecond: 1000, maxConcurrent: 2 }
      const first = await limiter.acquire('b', fast)
      expect(await limiter.acquire('b', fast)).toHaveProperty('release')
      expect(await limiter.acquire('b', fast)).toHaveProperty('waitMs')
      if ('release' in first) first.release()
      await new Promise((done) => setTimeout(done, 20))
      expect(await limiter.acquire('b', fast)).toHaveProperty('release')
      expect(await limiter.acquire('b', fast)).toHaveProperty('waitMs')
    })

    it('gives no permit during a pause, and no burst after it', async () => {
      const limiter = open()
      limiter.pause('f', rate, 100)
      const first = await limiter.acquire('f', rate)
      expect('waitMs' in first && first.waitMs).toBeGreaterThan(50)
      await new Promise((done) => setTimeout(done, 110))
      expect(await limiter.acquire('f', rate)).toHaveProperty('release')
      expect(await limiter.acquire('f', rate)).toHaveProperty('waitMs')
    })

    it('counts each HMAC username separately', async () => {
      const limiter = open()
      const one = { perSecond: 1, maxConcurrent: 1 }
      expect(await limiter.acquire('c', one)).toHaveProperty('release')
      expect(await limiter.acquire('d', one)).toHaveProperty('release')
    })
  })
}

rateLimiterSuite('the rate limiter of one process', () => createMemoryRateLimiter(Date.now))

describeWithRedis('the rate limiter in Redis', () => {
  let server: RedisServer
  let redis: ReturnType<typeof connectRedis>
  beforeAll(async () => {
    server = await startRedis()
    redis = connectRedis(server.url)
    await new Promise((done) => redis.once('ready', done))
  })
  afterAll(async () => {
    redis.disconnect()
    await server.stop()
  })

  rateLimiterSuite('the shared rate limiter', () => createRedisRateLimiter(redis))
})
