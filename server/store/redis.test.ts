import { once } from 'node:events'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createRedisStore } from './redis.js'
import { connectRedis } from './redisConnection.js'
import { sealingKeys } from '../testing/app.case.js'
import { toSessionEvent } from '../webhooks/sessionEvent.js'
import {
  connectPatiently,
  waitUntilConnected,
  describeWithRedis,
  startRedis,
  type RedisServer,
} from '../testing/redisServer.case.js'
import { runSequence, sequences } from './leaseSequences.case.js'
import { createLibsqlStore } from './libsql.js'
import { RESOLVE_MS } from './record.js'
import { storeSuite } from './store.case.js'
import { RETENTION_MS, type Store } from './store.js'
import { lease, T } from './storeFixtures.case.js'

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

  async function open(connect = connectPatiently): Promise<Store> {
    await server.flush()
    const store = createRedisStore(connect(server.url), sealingKeys)
    stores.push(store)
    await waitUntilConnected(store)
    return store
  }

  storeSuite('redis', () => open())

  it('decides and writes like the embedded store for random sequences', async () => {
    const store = await open()
    const embedded = createLibsqlStore(':memory:', sealingKeys)
    const connection = connectPatiently(server.adminUrl)
    stores.push(embedded)
    const dump = async () => {
      const names = (await connection.keys('capture:*')).sort()
      const values = await Promise.all(names.map((name) => connection.dumpBuffer(name)))
      return names.map((name, index) => `${name} ${values[index]?.toString('base64') ?? ''}`).join('\n')
    }
    const watched = [
      { store, dump },
      { store: embedded, dump: () => Promise.resolve('') },
    ]
    await once(connection, 'ready')
    await fc.assert(
      fc.asyncProperty(sequences, async (sequence) => {
        await connection.flushall()
        await runSequence(watched, sequence)
      }),
      { numRuns: 60 },
    )
    connection.disconnect()
  }, 120_000)

  it('lets the fingerprints expire an hour after the session’s end, and the record later', async () => {
    const store = await open()
    await store.create({ ...lease.session, now: T })
    await store.acquireLease(lease)
    const name = 'capture:session-4:demo:s1:fingerprints'
    expect(await server.command('PEXPIRETIME', name)).toBe(lease.session.expiresAt + RESOLVE_MS)
    await server.expire(name)
    const record = await store.read('demo', 's1')
    expect(record).toMatchObject({ state: 'processing', current: { key: 'key-a' } })
    expect(record?.current).not.toHaveProperty('fingerprint')
  })

  it('removes the ids of deleted sessions from the set of a name that is still in use', async () => {
    const store = await open()
    // A session's id begins with its time (UUIDv7).
    const toId = (at: number) =>
      `${at
        .toString(16)
        .padStart(12, '0')
        .replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`
    const now = Date.now()
    const ids = [toId(now - 10 * 86_400_000), toId(now), toId(now + 1)]
    const sessions = ids.map((id) => ({ merchant: 'demo', id, maxAttempts: 5, expiresAt: now + 60_000, now }))
    for (const created of sessions) await store.create({ ...created, indexNames: ['customer'] })
    const key = 'capture:session-index-1:demo:customer'
    expect(await server.command('ZRANGE', key, '0', '-1')).toEqual(ids.slice(1))
    expect(await server.command('PEXPIRETIME', key)).toBeGreaterThan(now + 60_000)
  })

  it('resends an event without a command that Redis has since version 7', async () => {
    const store = await open()
    const now = Date.now()
    const session = { ...lease.session, expiresAt: now + 60_000 }
    await store.create({ ...session, now })
    const record = await store.read(session.merchant, session.id)
    if (!record) throw new Error('The session is not stored.')
    const event = toSessionEvent(record, 'session.canceled', 'canceled', now)
    await store.cancel(record, { events: [event], isDelivered: false })
    await server.command('ACL', 'SETUSER', 'capture', '-expiretime', '-pexpiretime')
    try {
      expect(await store.outbox.resend(session.merchant, event.id, now)).toBe(true)
    } finally {
      await server.command('ACL', 'SETUSER', 'capture', '+expiretime', '+pexpiretime')
    }
    const queue = `capture:event-queue-1:${session.merchant}:${session.id}`
    const ends = session.expiresAt + RETENTION_MS
    expect(Number(await server.command('PEXPIRETIME', queue))).toBeGreaterThan(ends - 60_000)
    expect(Number(await server.command('PEXPIRETIME', queue))).toBeLessThanOrEqual(ends + 1000)
  })

  it('lists the events of long sessions even after expired events of short ones', async () => {
    const store = await open()
    const now = Date.now()
    const ids: string[] = []
    for (const id of ['s1', 's2', 's3']) {
      await store.create({ ...lease.session, id, expiresAt: now + 60_000, now })
      const record = await store.read('demo', id)
      if (!record) throw new Error('The session is not stored.')
      const event = toSessionEvent(record, 'session.canceled', 'canceled', now)
      await store.cancel(record, { events: [event], isDelivered: false })
      ids.unshift(event.id)
    }
    await server.expire(`capture:event-1:demo:${ids[1]}`)
    const page = await store.outbox.list({ merchant: 'demo', limit: 1 })
    expect(page).toMatchObject({ entries: [{ id: ids[0] }], hasMore: true })
    const all = await store.outbox.list({ merchant: 'demo', limit: 2 })
    expect(all).toMatchObject({ entries: [{ id: ids[0] }, { id: ids[2] }], hasMore: false })
  })

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
    await waitUntilConnected(store)
  })

  it('rejects the probe of a user whose ACL forbids scripts', async () => {
    const rules = ['on', '>test', '~*', '+@all', '-@scripting']
    await server.command('ACL', 'SETUSER', 'single-commands', ...rules)
    const connection = connectPatiently(server.url.replace('//capture:', '//single-commands:'))
    const store = createRedisStore(connection, sealingKeys)
    stores.push(store)
    await once(connection, 'ready')
    await expect(store.probe()).rejects.toThrow(/^NOPERM/)
  })

  it('rejects at once while the server is down, and reconnects by itself', async () => {
    const store = await open(connectRedis)
    await server.stop()
    await expect(store.probe()).rejects.toThrow()
    await expect(store.read('demo', 's1')).rejects.toThrow()
    await server.start()
    await waitUntilConnected(store)
    expect(await store.read('demo', 's1')).toBeUndefined()
  })
})
