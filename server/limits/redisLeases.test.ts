/** The leases of a dead process expire by themselves, and soon. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { environment } from '../testing/app.case.js'
import { parseConfig } from '../config/config.js'
import { LEASE_MS } from '../captures/admission.js'
import { openRedisBackends } from '../store/openBackends.js'
import { connectRedis } from '../store/redis.js'
import { answering, describeWithRedis, startRedis, type RedisServer } from '../testing/redisServer.case.js'
import { POLL_MS } from './rateLimiter.js'
import { createRedisRateLimiter } from './redisRateLimiter.js'

describeWithRedis('leases in Redis', () => {
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

  it('a call in flight keeps its permit; the permits of a dead process expire with the lease', async () => {
    const leaseMs = 300
    const fast = { perSecond: 1000, maxConcurrent: 1 }
    const dying = connectRedis(server.url)
    await new Promise((done) => dying.once('ready', done))
    expect(await createRedisRateLimiter(dying, leaseMs).acquire('g', fast)).toHaveProperty('release')
    const others = createRedisRateLimiter(redis, leaseMs)
    const started = performance.now()
    while (performance.now() - started < 2 * leaseMs) {
      expect(await others.acquire('g', fast)).toEqual({ waitMs: POLL_MS })
      await new Promise((done) => setTimeout(done, 20))
    }
    dying.disconnect()
    await vi.waitFor(async () => {
      expect(await others.acquire('g', fast)).toHaveProperty('release')
    }, 5 * leaseMs)
  })

  it('the lease is no longer than the lease of a session', async () => {
    await createRedisRateLimiter(redis).acquire('h', { perSecond: 5, maxConcurrent: 5 })
    const left = await redis.pttl('capture:{gateway:h}:in-flight')
    expect(left).toBeGreaterThan(10_000)
    expect(left).toBeLessThanOrEqual(LEASE_MS)
  })

  it('the attempts in flight of a dead process stop counting when their lease expires', async () => {
    const [merchant] = parseConfig({ ...environment, CAPTURE_FAILED_PER_HOUR: '1' }).merchants
    if (!merchant) throw new Error('no merchant')
    const dying = await openRedisBackends(server.url)
    await answering(dying.store)
    expect(await dying.attemptLimiter.consume(merchant, '192.0.2.1')).toHaveProperty('settle')
    const { attemptLimiter, store } = await openRedisBackends(server.url)
    await answering(store)
    expect(await attemptLimiter.consume(merchant, '192.0.2.1')).toEqual({ limit: 'address', retryAfter: 4 })
    await dying.store.close()
    const left = await server.lapse('capture:{limits:demo}:in-flight:192.0.2.1')
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(15_000)
    expect(await attemptLimiter.consume(merchant, '192.0.2.1')).toHaveProperty('settle')
  })
})
