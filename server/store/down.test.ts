import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  card,
  ORIGIN,
  sealingKeys,
  startApp,
  startGateway,
  readResponse,
  removeRandomValues,
} from '../testing/app.case.js'
import { card as currentCard } from '../testing/serveProcess.case.js'
import {
  waitUntilConnected,
  describeWithRedis,
  startRedis,
  type RedisServer,
} from '../testing/redisServer.case.js'
import { openRedisBackends } from './openBackends.js'

const failure = Object.assign(new Error('INSERT … 4111111111111111'), { code: 'SQLITE_FULL' })
const fails = () => Promise.reject(failure)

it('answers 503 while the store is down, is not ready, and sends nothing to the gateway', async () => {
  const gateway = await startGateway()
  const { store, app, create, open, lines } = startApp({ INGO_URL: gateway.url })
  const session = await open()
  Object.assign(store, { create: fails, read: fails, acquireLease: fails, probe: fails })
  for (const request of [session.capture(card), create({ origin: ORIGIN, participant_unique_id1: 'x' })]) {
    const answer = await request
    expect(answer.headers.get('retry-after')).toBe('5')
    const body = await readResponse(answer)
    expect(body).toMatchObject({ http: 503, code: 'gateway_unavailable', retryable: true })
    expect(body.detail).toContain('state store')
    expect(body.title).not.toContain('gateway')
  }
  expect(await readResponse(app.request('/readyz'))).toMatchObject({ http: 503, status: 'not_ready' })
  expect((await app.request('/healthz')).status).toBe(200)
  // The outage has one log line, although each request fails.
  const outageLines = lines.filter((line) => line.includes('state store'))
  expect(outageLines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    {
      level: 50,
      operation: expect.stringMatching(/^(?:acquire_lease|create)$/) as string,
      error: 'SQLITE_FULL',
    },
  ])
  expect(removeRandomValues(lines.join(''))).not.toContain('4111')
  expect(gateway.received.length).toBe(0)
})

it('treats an outcome that could not be stored as unknown, and returns the token for the same key', async () => {
  const gateway = await startGateway()
  const { store, open, time } = startApp({ INGO_URL: gateway.url })
  const session = await open()
  const { commit } = store
  Object.assign(store, { commit: fails })
  const key = crypto.randomUUID()
  expect(await readResponse(session.capture(card, key))).toMatchObject({ http: 504, code: 'outcome_unknown' })
  Object.assign(store, { commit })
  time.now += 120_000
  expect(await session.status()).toMatchObject({ status: 'unknown' })
  expect(await readResponse(session.capture(card, key))).toMatchObject({ http: 200 })
  const ids = gateway.received.map(({ sent }) => sent.participant_unique_id1)
  expect(new Set(ids).size).toBe(1)
})

describeWithRedis('with Redis down', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(async () => {
    await server.stop()
  })

  it('answers 503, sends nothing to the gateway, and recovers by itself', async () => {
    const backends = await openRedisBackends(server.url, { sealingKeys })
    await waitUntilConnected(backends.store)
    const gateway = await startGateway()
    const { app, store, open, metrics, time } = startApp({ INGO_URL: gateway.url }, backends)
    time.now = Date.now()
    const session = await open()
    await server.stop()
    expect(await readResponse(session.capture(card))).toMatchObject({
      http: 503,
      code: 'gateway_unavailable',
    })
    expect(gateway.received.length).toBe(0)
    expect(await metrics.registry.metrics()).toMatch(/store_errors_total\{operation="acquire_lease"\} 1/)
    expect(await readResponse(app.request('/readyz'))).toMatchObject({ http: 503, status: 'not_ready' })
    await server.start()
    await waitUntilConnected(store)
    expect((await (await open()).capture(currentCard)).status).toBe(200)
  })

  it('answers 503 while the attempt limits are unavailable: nothing is sent, and nothing is written', async () => {
    const backends = await openRedisBackends(server.url, { sealingKeys })
    await waitUntilConnected(backends.store)
    const gateway = await startGateway()
    const { open, metrics, time } = startApp({ INGO_URL: gateway.url }, backends)
    time.now = Date.now()
    const session = await open({ participant_unique_id1: 'customer-7' })
    const inFlight = 'capture:{limits:demo}:in-flight:127.0.0.1'
    await server.command('SET', inFlight, 'of another type')
    const dump = async () => {
      const names = (await server.command('KEYS', '*')) as string[]
      return Promise.all(names.sort().map(async (name) => [name, await server.command('DUMP', name)]))
    }
    const before = await dump()
    const answer = await session.capture(currentCard)
    expect(answer.headers.get('retry-after')).toBe('5')
    const unavailable = { http: 503, code: 'gateway_unavailable', retryable: true }
    expect(await readResponse(answer)).toMatchObject(unavailable)
    expect(gateway.received.length).toBe(0)
    expect(await dump()).toEqual(before)
    const counted = 'ingo_capture_store_errors_total{operation="acquire_lease"} 1'
    expect(await metrics.registry.metrics()).toContain(counted)
    await server.command('DEL', inFlight)
    expect((await session.capture(currentCard)).status).toBe(200)
  })
})
