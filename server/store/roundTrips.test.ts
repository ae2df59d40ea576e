/** How often a capture waits for its shared store, seen on the wire. */
import { once } from 'node:events'
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { startApp, startGateway, told } from '../testing/app.case.js'
import { card } from '../testing/serveProcess.case.js'
import { openRedisBackends } from './openBackends.js'
import { answering, describeWithRedis, startRedis, type RedisServer } from '../testing/redisServer.case.js'

const LATENCY_MS = 30

/** A line to Redis that holds each answer back, so that all that was asked in one go is one turn. */
async function startFarRedis(url: string) {
  const seen = { turns: 0 }
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = createConnection(Number(new URL(url).port), '127.0.0.1')
    let isAsking = false
    near.on('data', (chunk) => {
      if (!isAsking) seen.turns += 1
      isAsking = true
      far.write(chunk)
    })
    far.on('data', (chunk) => {
      setTimeout(() => {
        isAsking = false
        near.write(chunk)
      }, LATENCY_MS)
    })
    far.on('close', () => near.destroy())
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { seen, url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describeWithRedis('round trips to Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(async () => {
    await server.stop()
  })

  async function startToday() {
    const far = await startFarRedis(server.url)
    const state = await openRedisBackends(far.url)
    await answering(state.store)
    const gateway = await startGateway()
    const app = startApp({ INGO_URL: gateway.url }, state)
    app.time.now = Date.now()
    return { seen: far.seen, gateway, ...app }
  }

  /** Waits of one capture. The first of a process carries the scripts along. */
  async function countRoundTrips(
    ask: (app: Awaited<ReturnType<typeof startToday>>) => Promise<() => Promise<unknown>>,
  ) {
    const app = await startToday()
    await (await app.open()).capture(card)
    const capture = await ask(app)
    await new Promise((done) => setTimeout(done, 2 * LATENCY_MS))
    const before = app.seen.turns
    await capture()
    await new Promise((done) => setTimeout(done, 2 * LATENCY_MS))
    return app.seen.turns - before
  }

  it('a capture with everything on takes two turns: hold, limits and permit; then record and count', async () => {
    const turns = await countRoundTrips(async ({ open, gateway }) => {
      const { capture } = await open()
      return async () => {
        expect((await capture(card)).status).toBe(200)
        expect(gateway.received.length).toBe(2)
      }
    })
    expect(turns).toBe(2)
  })

  it('a repeat takes one, and one more to give back what it did not need', async () => {
    const turns = await countRoundTrips(async ({ open }) => {
      const { capture } = await open()
      const key = crypto.randomUUID()
      await capture(card, key)
      return async () => {
        expect((await capture(card, key)).status).toBe(200)
      }
    })
    expect(turns).toBe(2)
  })

  it('responds 503 without a gateway call while Redis is down, and reconnects by itself', async () => {
    const { app, store, open, gateway, metrics } = await startToday()
    const session = await open()
    await server.stop()
    expect(await told(session.capture(card))).toMatchObject({ http: 503, code: 'gateway_unavailable' })
    expect(gateway.received.length).toBe(0)
    expect(await metrics.registry.metrics()).toMatch(/store_errors_total\{operation="acquire_lease"\} 1/)
    expect(await told(app.request('/readyz'))).toMatchObject({ http: 503, reasons: ['store'] })
    await server.start()
    await answering(store)
    expect((await (await open()).capture(card)).status).toBe(200)
  })
})
