import { afterAll, beforeAll, expect, it } from 'vitest'
import { connectRedis, createRedisStore } from './redis.js'
import {
  waitUntilConnected,
  describeWithRedis,
  startRedis,
  type RedisServer,
} from '../testing/redisServer.case.js'
import { storeSuite } from './store.case.js'
import type { Store } from './store.js'

describeWithRedis('the store in Redis', () => {
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
    await server.flush()
    const store = createRedisStore(connectRedis(server.url))
    stores.push(store)
    await waitUntilConnected(store)
    return store
  }

  storeSuite('redis', open)

  it('expires a session after its end', async () => {
    const store = await open()
    await store.create({ merchant: 'demo', id: 's1', maxAttempts: 5, expiresAt: Date.UTC(2020, 0), now: 0 })
    expect(await store.read('demo', 's1')).toBeUndefined()
  })

  it.each([
    ['has no memory left', ['maxmemory', '1'], ['maxmemory', '0']],
    ['is a replica', ['replicaof', '127.0.0.1 1'], ['replicaof', 'no one']],
  ])('rejects the probe while the server %s', async (_name, set, reset) => {
    const store = await open()
    const change = ([name = '', value = '']: string[]) =>
      name === 'replicaof'
        ? server.command(name, ...value.split(' '))
        : server.command('config', 'set', name, value)
    await change(set)
    await expect(store.probe()).rejects.toThrow()
    await change(reset)
    await store.probe()
  })

  it('rejects at once while the server is down, and reconnects by itself', async () => {
    const store = await open()
    await server.stop()
    await expect(store.probe()).rejects.toThrow()
    await expect(store.read('demo', 's1')).rejects.toThrow()
    await server.start()
    await waitUntilConnected(store)
    expect(await store.read('demo', 's1')).toBeUndefined()
  })
})
