/** The leases of a dead process expire soon. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sealingKeys } from '../testing/app.case.js'
import { LEASE_MS } from '../store/leaseTime.js'
import { openRedisBackends } from '../store/openBackends.js'
import { connectRedis } from '../store/redisConnection.js'
import type { Store } from '../store/store.js'
import { lease } from '../store/storeFixtures.case.js'
import {
  waitUntilConnected,
  describeWithRedis,
  startRedis,
  type RedisServer,
} from '../testing/redisServer.case.js'
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

  it('renews the permit of a call in flight, and frees the permits of a dead process when their lease expires', async () => {
    const single = { perSecond: 1000, maxConcurrent: 1 }
    const dying = connectRedis(server.url)
    await new Promise((done) => dying.once('ready', done))
    expect(await createRedisRateLimiter(dying).acquire('g', single, 'shop')).toHaveProperty('release')
    const limiter = createRedisRateLimiter(redis)
    const inFlight = 'capture:{gateway:g}:in-flight'
    const readLease = async () => {
      const [ticket = '', expiresAt] = await redis.zrange(inFlight, '0', '-1', 'WITHSCORES')
      return { ticket, expiresAt: Number(expiresAt) }
    }
    const { ticket, expiresAt } = await readLease()
    while ((await readLease()).expiresAt <= expiresAt) await new Promise((done) => setTimeout(done, 100))
    expect(await limiter.acquire('g', single, 'shop')).toEqual({ waitMs: POLL_MS })
    dying.disconnect()
    expect(await limiter.acquire('g', single, 'shop')).toEqual({ waitMs: POLL_MS })
    // Ends the lease now, in place of a wait.
    await redis.zadd(inFlight, 'XX', Date.now() - 1, ticket)
    expect(await limiter.acquire('g', single, 'shop')).toHaveProperty('release')
  })

  it('has a lease no longer than a session’s lease', async () => {
    await createRedisRateLimiter(redis).acquire('h', { perSecond: 5, maxConcurrent: 5 }, 'shop')
    const left = await redis.pttl('capture:{gateway:h}:in-flight')
    expect(left).toBeGreaterThan(10_000)
    expect(left).toBeLessThanOrEqual(LEASE_MS)
  })

  it('frees the attempts in flight of a dead process when their lease expires', async () => {
    const limits = { failedPerHour: 1, failedPerDay: 0, attemptsPerMinute: 0 }
    const attempt = { merchant: { id: 'demo', limits }, address: '192.0.2.1' }
    const acquire = (store: Store, id: string) =>
      store.acquireLease({ ...lease, id, session: { ...lease.session, id }, attempt })
    const dying = await openRedisBackends(server.url, { sealingKeys })
    const { store } = await openRedisBackends(server.url, { sealingKeys })
    for (const each of [dying.store, store]) await waitUntilConnected(each)
    for (const id of ['s1', 's2']) await store.create({ ...lease.session, id, now: lease.now })
    expect(await acquire(dying.store, 's1')).toHaveProperty('settle')
    expect(await acquire(store, 's2')).toEqual({ exceeded: { limit: 'address', retryAfter: 4 } })
    await dying.store.close()
    const left = await server.expire('capture:{limits:demo}:in-flight:192.0.2.1')
    expect(left).toBeGreaterThan(0)
    expect(left).toBeLessThanOrEqual(15_000)
    expect(await acquire(store, 's2')).toHaveProperty('settle')
    await store.close()
  })
})
