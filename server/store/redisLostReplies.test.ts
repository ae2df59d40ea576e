/** Redis has done a step of a capture, and its reply is lost on the way. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LEASE_MS } from './leaseTime.js'
import { ORIGIN, readResponse, startApp } from '../testing/app.case.js'
import { json, startGateway, success } from '../testing/gateway.case.js'
import {
  describeWithRedis,
  startRedis,
  waitUntilConnected,
  type RedisServer,
} from '../testing/redisServer.case.js'
import { openWiredBackends } from '../testing/redisWire.case.js'
import { ROUND_INTERVAL_MS } from './leaseRule.js'

const mine = { participant_unique_id1: 'customer-81' }
const IN_FLIGHT = 'capture:{limits:demo}:in-flight:127.0.0.1'

describeWithRedis('a reply of Redis that is lost', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  async function start(settings: Record<string, string>) {
    const { wire, backends } = await openWiredBackends(server)
    const gateway = await startGateway(json((sent) => success(sent, { customer_account_token: 'token-1' })))
    const app = startApp({ INGO_URL: gateway.url, ...settings }, backends)
    app.time.now = Date.now()
    // The first use of a script sends its text.
    expect((await (await app.open({ participant_unique_id1: 'customer-1' })).capture()).status).toBe(200)
    gateway.received.length = 0
    const session = await app.open(mine)
    const key = crypto.randomUUID()
    return { ...app, ...session, capture: () => readResponse(session.capture(undefined, key)), gateway, wire }
  }

  it.each([
    ['with a rate: the session is open again once the lease has expired', '5', 'open'],
    ['without a rate: the outcome is unknown once the lease has expired', '0', 'unknown'],
  ])('of the admission, %s', async (_name, rate, status) => {
    const app = await start({ INGO_REQUESTS_PER_SECOND: rate, CAPTURE_FAILED_PER_HOUR: '1' })
    app.wire.loseReplies(1)
    expect(await app.capture()).toMatchObject({ http: 503, code: 'gateway_unavailable' })
    await waitUntilConnected(app.store)
    // Nothing says whether the process is dead, so its lease and its attempt in flight last.
    expect(await app.status()).toMatchObject({ status: 'processing' })
    expect((await (await app.open()).capture()).status).toBe(429)
    expect(app.gateway.received.length).toBe(0)
    app.time.now += LEASE_MS
    expect(await app.status()).toMatchObject({ status, attempts: 0 })
    expect(await server.expire(IN_FLIGHT)).toBeGreaterThan(0)
    app.time.now += ROUND_INTERVAL_MS
    expect(await app.capture()).toMatchObject({ http: 200, customer_account_token: 'token-1' })
    expect(app.gateway.received.length).toBe(1)
  })

  it('of the commit: the same key gets the token, and the id counts as used', async () => {
    const app = await start({})
    app.wire.loseReplies(3)
    expect(await app.capture()).toMatchObject({ http: 504, code: 'outcome_unknown' })
    await waitUntilConnected(app.store)
    expect(await app.capture()).toMatchObject({ http: 200, customer_account_token: 'token-1' })
    expect(app.gateway.received.length).toBe(1)
    expect(await readResponse(app.create({ origin: ORIGIN, ...mine }))).toMatchObject({
      http: 409,
      code: 'participant_id_used',
    })
  })
})
