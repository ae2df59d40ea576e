import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectRedis } from '../store/redis.js'
import { describeWithRedis, startRedis, type RedisServer } from '../testing/redisServer.case.js'
import { createMemoryRateLimiter, type RateLimiter } from './rateLimiter.js'
import { createRedisRateLimiter } from './redisRateLimiter.js'

const rate = { perSecond: 5, maxConcurrent: 5 }

/** The one suite of both: the shared permits run by the clock of Redis, so it uses the real one. */
function permitSuite(name: string, open: () => RateLimiter): void {
  describe(name, () => {
    it('gives a burst, then one for each interval', async () => {
      const permits = open()
      const taken = await Promise.all(
        Array.from({ length: 7 }, () => permits.acquire('a', { ...rate, maxConcurrent: 100 })),
      )
      expect(taken.map((each) => 'release' in each)).toEqual([true, true, true, true, true, false, false])
      const wait = taken[5] && 'waitMs' in taken[5] ? taken[5].waitMs : 0
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(200)
      await new Promise((done) => setTimeout(done, wait + 5))
      expect(await permits.acquire('a', { ...rate, maxConcurrent: 100 })).toHaveProperty('release')
      expect(await permits.acquire('a', { ...rate, maxConcurrent: 100 })).toHaveProperty('waitMs')
    })

    it('gives no more while so many are under way, and one for each that is given back', async () => {
      const permits = open()
      const fast = { perSecond: 1000, maxConcurrent: 2 }
      const first = await permits.acquire('b', fast)
      expect(await permits.acquire('b', fast)).toHaveProperty('release')
      expect(await permits.acquire('b', fast)).toHaveProperty('waitMs')
      if ('release' in first) first.release(true)
      await new Promise((done) => setTimeout(done, 20))
      expect(await permits.acquire('b', fast)).toHaveProperty('release')
      expect(await permits.acquire('b', fast)).toHaveProperty('waitMs')
    })

    it('makes room at once for one that was not used', async () => {
      const permits = open()
      const one = { perSecond: 1, maxConcurrent: 1 }
      for (let times = 0; times < 3; times++) {
        const permit = await permits.acquire('e', one)
        expect(permit).toHaveProperty('release')
        if ('release' in permit) permit.release(false)
      }
    })

    it('gives none while the gateway has asked for a pause, and no burst after it', async () => {
      const permits = open()
      permits.pause('f', rate, 100)
      const first = await permits.acquire('f', rate)
      expect('waitMs' in first && first.waitMs).toBeGreaterThan(50)
      await new Promise((done) => setTimeout(done, 110))
      expect(await permits.acquire('f', rate)).toHaveProperty('release')
      expect(await permits.acquire('f', rate)).toHaveProperty('waitMs')
    })

    it('keeps names apart', async () => {
      const permits = open()
      const one = { perSecond: 1, maxConcurrent: 1 }
      expect(await permits.acquire('c', one)).toHaveProperty('release')
      expect(await permits.acquire('d', one)).toHaveProperty('release')
    })
  })
}

permitSuite('permits of one process', () => createMemoryRateLimiter(Date.now))

describeWithRedis('permits in Redis', () => {
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

  permitSuite('shared permits', () => createRedisRateLimiter(redis))
})
