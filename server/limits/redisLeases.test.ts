/** What a dead process held comes free by itself, and soon. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { environment } from '../testing/app.case.js'
import { parseConfig } from '../config/config.js'
import { HOLD_MS } from '../captures/admission.js'
import { openSharedState } from '../store/openBackends.js'
import { connectRedis } from '../store/redis.js'
import { answering, describeWithRedis, startRedis, type RedisServer } from '../testing/redisServer.case.js'
import { POLL_MS } from './rateLimiter.js'
import { createRedisPermits } from './redisRateLimiter.js'

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

  it('a call under way keeps its permit, and a process that has died gives its permits back within the lease', async () => {
    const leaseMs = 300
    const fast = { perSecond: 1000, underWay: 1 }
    const dying = connectRedis(server.url)
    await new Promise((done) => dying.once('ready', done))
    expect(await createRedisPermits(dying, leaseMs).take('g', fast)).toHaveProperty('giveBack')
    const others = createRedisPermits(redis, leaseMs)
    const started = performance.now()
    while (performance.now() - started < 2 * leaseMs) {
      expect(await others.take('g', fast)).toEqual({ waitMs: POLL_MS })
      await new Promise((done) => setTimeout(done, 20))
    }
    dying.disconnect()
    await vi.waitFor(async () => {
      expect(await others.take('g', fast)).toHaveProperty('giveBack')
    }, 5 * leaseMs)
  })

  it('the lease is short, as the hold on a session is', async () => {
    await createRedisPermits(redis).take('h', { perSecond: 5, underWay: 5 })
    const left = await redis.pttl('capture:{gateway:h}:under-way')
    expect(left).toBeGreaterThan(10_000)
    expect(left).toBeLessThanOrEqual(HOLD_MS)
  })

  it('what a dead process had under way counts as nothing once its lease has lapsed', async () => {
    const [merchant] = parseConfig({ ...environment, CAPTURE_FAILED_PER_HOUR: '1' }).merchants
    if (!merchant) throw new Error('no merchant')
    const dying = await openSharedState(server.url)
    await answering(dying.store)
    expect(await dying.limits.enter(merchant, '192.0.2.1')).toHaveProperty('settle')
    const { limits, store } = await openSharedState(server.url)
    await answering(store)
    expect(await limits.enter(merchant, '192.0.2.1')).toEqual({ limit: 'address', retryAfter: 4 })
    await dying.store.close()
    const left = await server.lapse('capture:{limits:demo}:under-way:192.0.2.1')
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(15_000)
    expect(await limits.enter(merchant, '192.0.2.1')).toHaveProperty('settle')
  })
})
