import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectRedis, createRedisStore } from './redis.js'
import { redisBinary, startRedis, type RedisServer } from './redisServer.case.js'
import { storeSuite } from './store.case.js'
import type { Store } from './store.js'

if (!redisBinary)
  process.stderr.write('redis: not run (neither redis-server nor valkey-server is installed)\n')

describe.skipIf(!redisBinary)('with a server of its own', () => {
  let server: RedisServer
  const stores: Store[] = []

  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await server.stop()
  })

  async function open(): Promise<Store> {
    const client = new Redis(server.url)
    await client.flushall()
    client.disconnect()
    const store = createRedisStore(connectRedis(server.url))
    stores.push(store)
    await answering(store)
    return store
  }

  storeSuite('redis', open)

  it('lets a session go by itself after its end', async () => {
    const store = await open()
    await store.create({ merchant: 'demo', id: 's1', maxAttempts: 5, expiresAt: Date.UTC(2020, 0) })
    expect(await store.read('demo', 's1')).toBeUndefined()
  })

  it('rejects at once while the server is down, and serves again by itself', async () => {
    const store = await open()
    await server.stop()
    await expect(store.check()).rejects.toThrow()
    await expect(store.read('demo', 's1')).rejects.toThrow()
    await server.start()
    await answering(store)
    expect(await store.read('demo', 's1')).toBeUndefined()
  })
})

async function answering(store: Store): Promise<void> {
  for (;;) {
    const answers = await store.check().then(
      () => true,
      () => false,
    )
    if (answers) return
    await new Promise((done) => setTimeout(done, 20))
  }
}
