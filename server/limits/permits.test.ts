import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectRedis } from '../store/redis.js'
import { redisBinary, startRedis, type RedisServer } from '../store/redisServer.case.js'
import { createMemoryPermits, type Permits } from './permits.js'
import { createRedisPermits } from './redisPermits.js'

const rate = { perSecond: 5, underWay: 5 }

/** The one suite of both: the shared permits run by the clock of Redis, so it uses the real one. */
function permitSuite(name: string, open: () => Permits): void {
  describe(name, () => {
    it('gives a burst, then one for each interval', async () => {
      const permits = open()
      const taken = await Promise.all(
        Array.from({ length: 7 }, () => permits.take('a', { ...rate, underWay: 100 })),
      )
      expect(taken.map((each) => 'release' in each)).toEqual([true, true, true, true, true, false, false])
      const wait = taken[5] && 'waitMs' in taken[5] ? taken[5].waitMs : 0
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(200)
      await new Promise((done) => setTimeout(done, wait + 5))
      expect(await permits.take('a', { ...rate, underWay: 100 })).toHaveProperty('release')
      expect(await permits.take('a', { ...rate, underWay: 100 })).toHaveProperty('waitMs')
    })

    it('gives no more while so many are under way, and one for each that is given back', async () => {
      const permits = open()
      const fast = { perSecond: 1000, underWay: 2 }
      const first = await permits.take('b', fast)
      expect(await permits.take('b', fast)).toHaveProperty('release')
      expect(await permits.take('b', fast)).toHaveProperty('waitMs')
      if ('release' in first) first.release()
      await new Promise((done) => setTimeout(done, 20))
      expect(await permits.take('b', fast)).toHaveProperty('release')
      expect(await permits.take('b', fast)).toHaveProperty('waitMs')
    })

    it('keeps names apart', async () => {
      const permits = open()
      const one = { perSecond: 1, underWay: 1 }
      expect(await permits.take('c', one)).toHaveProperty('release')
      expect(await permits.take('d', one)).toHaveProperty('release')
    })
  })
}

permitSuite('permits of one process', () => createMemoryPermits(Date.now))

describe.skipIf(!redisBinary)('with a server of its own', () => {
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
