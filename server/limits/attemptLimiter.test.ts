import { ROUND_INTERVAL_MS } from '../store/leaseRule.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readResponse, sealingKeys, startApp } from '../testing/app.case.js'
import { type Behaviour, json, slow, startGateway, success } from '../testing/gateway.case.js'
// This card's expiration date is ahead of the real time, which these tests use because Redis has its own clock.
import { card } from '../testing/serveProcess.case.js'
import { openRedisBackends, type Backends } from '../store/openBackends.js'
import {
  waitUntilConnected,
  describeWithRedis,
  startRedis,
  type RedisServer,
} from '../testing/redisServer.case.js'

const declined = json(() => ({ status: 852 }))

function startToday(settings: Record<string, string>, state?: Backends) {
  const app = startApp({ INGO_REQUESTS_PER_SECOND: '0', ...settings }, state)
  app.time.now = Date.now()
  const session = async () => {
    const opened = await app.open()
    const capture = (content: object = card, ...rest: [key?: string, headers?: Record<string, string>]) =>
      opened.capture(content, ...rest)
    return { ...opened, capture }
  }
  return { ...app, session }
}

/** One suite for both implementations: counters of one process, and shared counters. */
function limitSuite(name: string, open: () => Promise<Backends | undefined>): void {
  describe(name, () => {
    async function start(settings: Record<string, string>, ...behaviours: Behaviour[]) {
      const gateway = await startGateway(...behaviours)
      return { gateway, ...startToday({ INGO_URL: gateway.url, ...settings }, await open()) }
    }

    it('rejects an address with Retry-After after ten failed attempts in an hour, across sessions', async () => {
      const { gateway, session, peer, metrics } = await start({}, declined)
      for (let sessions = 0; sessions < 5; sessions++) {
        const { capture } = await session()
        for (let times = 0; times < 2; times++) expect((await capture()).status).toBe(422)
      }
      const last = await session()
      const response = await last.capture()
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(3500)
      expect(await readResponse(response)).toMatchObject({ http: 429, code: 'rate_limited', retryable: true })
      expect(gateway.received.length).toBe(10)
      expect(await last.status()).toMatchObject({ status: 'open', attempts: 0 })
      expect(await metrics.registry.metrics()).toContain(
        'ingo_capture_limited_total{merchant="demo",limit="address"} 1',
      )
      // Another address is not affected.
      peer.address = '2001:db8:1:2::7'
      expect(await readResponse(last.capture())).toMatchObject({ code: 'card_declined' })
    })

    it('counts the addresses of one /64 together', async () => {
      const { session, peer } = await start({ CAPTURE_FAILED_PER_HOUR: '1' }, declined)
      const { capture } = await session()
      const codes = []
      for (const address of ['2001:db8:1:2::7', '2001:db8:1:2:ffff::8', '2001:db8:1:3::7']) {
        peer.address = address
        codes.push((await capture()).status)
      }
      expect(codes).toEqual([422, 429, 422])
    })

    it('applies the limit to concurrent captures', async () => {
      const { gateway, session } = await start({}, (sent, response, request) => {
        setTimeout(() => {
          declined(sent, response, request)
        }, 30)
      })
      const sessions = await Promise.all(Array.from({ length: 25 }, () => session()))
      const responses = await Promise.all(sessions.map(({ capture }) => readResponse(capture())))
      expect(responses.filter(({ code }) => code === 'card_declined').length).toBe(10)
      const last = await (await session()).capture()
      expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(3500)
      expect(gateway.received.length).toBe(10)
    })

    it('sends a short Retry-After if captures in flight fill the limit', async () => {
      const { session } = await start({ CAPTURE_FAILED_PER_HOUR: '2' }, slow)
      const sessions = await Promise.all(Array.from({ length: 3 }, () => session()))
      const responses = await Promise.all(sessions.map(async ({ capture }) => capture()))
      expect(responses.map(({ status }) => status).sort()).toEqual([200, 200, 429])
      expect(responses.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('4')
      expect((await (await session()).capture()).status).toBe(200)
    })

    it.each([
      ['a wrong check digit', { account: '4111111111111112' }],
      ['a wrong length', { account: '411111111111116' }],
      ['an expired date', { expiration_date: '2605' }],
    ])('counts %s, although it never reached the gateway', async (_name, change) => {
      const { gateway, session } = await start({ CAPTURE_FAILED_PER_HOUR: '1' })
      const { capture } = await session()
      expect((await capture({ ...card, ...change })).status).toBe(422)
      expect(await readResponse(capture())).toMatchObject({ code: 'rate_limited' })
      expect(gateway.received.length).toBe(0)
    })

    it('counts no token, no replay and no unknown outcome as a failure', async () => {
      const settings = { CAPTURE_FAILED_PER_HOUR: '1', CAPTURE_FAILED_PER_DAY: '1' }
      const bad = json(() => ({ ok: true }))
      const good = json((sent) => success(sent))
      const { session, time } = await start(settings, good, bad, bad, bad, good)
      const key = crypto.randomUUID()
      const first = await session()
      for (let times = 0; times < 3; times++) expect((await first.capture(card, key)).status).toBe(200)
      const second = await session()
      expect(await readResponse(second.capture(card, key))).toMatchObject({ code: 'outcome_unknown' })
      time.now += ROUND_INTERVAL_MS
      expect((await second.capture(card, key)).status).toBe(200)
    })

    it('counts failures per day separately', async () => {
      const settings = { CAPTURE_FAILED_PER_HOUR: '0', CAPTURE_FAILED_PER_DAY: '2' }
      const { session } = await start(settings, declined)
      const { capture } = await session()
      for (let times = 0; times < 2; times++) expect((await capture()).status).toBe(422)
      expect(Number((await capture()).headers.get('retry-after'))).toBeGreaterThan(86_000)
    })

    it('counts a merchant’s attempts per minute whatever their result, but no replay', async () => {
      const { gateway, session, peer } = await start({ CAPTURE_ATTEMPTS_PER_MINUTE: '3' })
      const key = crypto.randomUUID()
      const first = await session()
      for (let times = 0; times < 5; times++) expect((await first.capture(card, key)).status).toBe(200)
      peer.address = '192.0.2.1'
      for (let times = 0; times < 2; times++) expect((await (await session()).capture()).status).toBe(200)
      peer.address = '192.0.2.2'
      const response = await (await session()).capture()
      expect(response.status).toBe(429)
      expect(Number(response.headers.get('retry-after'))).toBeLessThanOrEqual(60)
      expect(gateway.received.length).toBe(3)
      // A stored result is replayed despite the limit.
      expect((await first.capture(card, key)).status).toBe(200)
    })

    it('counts no rejected capture: a blocked address can’t use up its merchant’s limit', async () => {
      const settings = { CAPTURE_FAILED_PER_HOUR: '1', CAPTURE_ATTEMPTS_PER_MINUTE: '5' }
      const { session, peer } = await start(settings, declined, slow)
      const { capture } = await session()
      await capture()
      for (let times = 0; times < 10; times++) expect((await capture()).status).toBe(429)
      peer.address = '192.0.2.1'
      expect((await capture()).status).toBe(200)
    })

    it('treats 0 as unlimited, and ignores forged address headers', async () => {
      const none = { CAPTURE_FAILED_PER_HOUR: '0', CAPTURE_FAILED_PER_DAY: '0' }
      const free = await start({ ...none, CAPTURE_ATTEMPTS_PER_MINUTE: '0' }, declined)
      for (let times = 0; times < 62; times++)
        expect((await (await free.session()).capture()).status).toBe(422)
      const strict = await start({ CAPTURE_FAILED_PER_HOUR: '1' }, declined)
      strict.peer.address = '192.0.2.50'
      const { capture } = await strict.session()
      const from = (address: string) =>
        capture(card, crypto.randomUUID(), { 'X-Forwarded-For': address, 'X-Real-IP': address })
      expect((await from('192.0.2.51')).status).toBe(422)
      expect((await from('192.0.2.52')).status).toBe(429)
      expect(strict.lines.filter((line) => line.includes('set CAPTURE_TRUSTED_PROXIES')).length).toBe(1)
    })
  })
}

limitSuite('limits of one process', () => Promise.resolve(undefined))

describeWithRedis('limits in Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(async () => {
    await server.stop()
  })

  /** Opens connected backends on an empty Redis. */
  async function openState(): Promise<Backends> {
    await server.flush()
    const state = await openRedisBackends(server.url, { sealingKeys })
    await waitUntilConnected(state.store)
    return state
  }

  limitSuite('shared limits', openState)

  it('shares its counters between two processes', async () => {
    const gateway = await startGateway(declined)
    const settings = { INGO_URL: gateway.url, CAPTURE_FAILED_PER_HOUR: '1' }
    const one = startToday(settings, await openState())
    const state = await openRedisBackends(server.url, { sealingKeys })
    await waitUntilConnected(state.store)
    const other = startToday(settings, state)
    expect((await (await one.session()).capture()).status).toBe(422)
    expect((await (await other.session()).capture()).status).toBe(429)
  })
})
