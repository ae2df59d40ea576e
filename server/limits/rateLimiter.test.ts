import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectRedis } from '../store/redis.js'
import { describeWithRedis, startRedis, type RedisServer } from '../testing/redisServer.case.js'
import { createMemoryPermits, type Permits } from './rateLimiter.js'
import { createRedisPermits } from './redisRateLimiter.js'

const rate = { perSecond: 5, underWay: 5 }

/** The one suite of both: the shared permits run by the clock of Redis, so it uses the real one. */
function permitSuite(name: string, open: () => Permits): void {
  describe(name, () => {
    it('gives a burst, then one for each interval', async () => {
      const permits = open()
      const taken = await Promise.all(
        Array.from({ length: 7 }, () => permits.take('a', { ...rate, underWay: 100 })),
      )
      expect(taken.map((each) => 'giveBack' in each)).toEqual([true, true, true, true, true, false, false])
      const wait = taken[5] && 'waitMs' in taken[5] ? taken[5].waitMs : 0
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(200)
      await new Promise((done) => setTimeout(done, wait + 5))
      expect(await permits.take('a', { ...rate, underWay: 100 })).toHaveProperty('giveBack')
      expect(await permits.take('a', { ...rate, underWay: 100 })).toHaveProperty('waitMs')
    })

    it('gives no more while so many are under way, and one for each that is given back', async () => {
      const permits = open()
      const fast = { perSecond: 1000, underWay: 2 }
      const first = await permits.take('b', fast)
      expect(await permits.take('b', fast)).toHaveProperty('giveBack')
      expect(await permits.take('b', fast)).toHaveProperty('waitMs')
      if ('giveBack' in first) first.giveBack(true)
      await new Promise((done) => setTimeout(done, 20))
      expect(await permits.take('b', fast)).toHaveProperty('giveBack')
      expect(await permits.take('b', fast)).toHaveProperty('waitMs')
    })

    it('makes room at once for one that was not used', async () => {
      const permits = open()
      const one = { perSecond: 1, underWay: 1 }
      for (let times = 0; times < 3; times++) {
        const permit = await permits.take('e', one)
        expect(permit).toHaveProperty('giveBack')
        if ('giveBack' in permit) permit.giveBack(false)
      }
    })

    it('gives none while the gateway has asked for a pause, and no burst after it', async () => {
      const permits = open()
      permits.pause('f', rate, 100)
      const first = await permits.take('f', rate)
      expect('waitMs' in first && first.waitMs).toBeGreaterThan(50)
      await new Promise((done) => setTimeout(done, 110))
      expect(await permits.take('f', rate)).toHaveProperty('giveBack')
      expect(await permits.take('f', rate)).toHaveProperty('waitMs')
    })

    it('keeps names apart', async () => {
      const permits = open()
      const one = { perSecond: 1, underWay: 1 }
      expect(await permits.take('c', one)).toHaveProperty('giveBack')
      expect(await permits.take('d', one)).toHaveProperty('giveBack')
    })
  })
}

permitSuite('permits of one process', () => createMemoryPermits(Date.now))

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

  permitSuite('shared permits', () => createRedisPermits(redis))
})
