/** Merchants on one HMAC username: one merchant's slow calls must leave concurrent calls to the others. */
import { expect, it, vi } from 'vitest'
import type { CreatedSession } from '../../contract/sessionRequest.js'
import { createMemoryRateLimiter, type RateLimiter } from '../limits/rateLimiter.js'
import { createRedisRateLimiter } from '../limits/redisRateLimiter.js'
import { card, json, readResponse, startApp, startGateway, success } from '../testing/app.case.js'
import { merchantsFile, shops } from '../testing/merchantsFile.case.js'
import { connectPatiently, describeWithRedis, startRedis } from '../testing/redisServer.case.js'

const HELD = { ...card, recipient_first_name: 'Held', cvv: undefined }

/** Merchants on one username, and a gateway that never answers the captures of `HELD`. */
async function startShared(...merchants: ('a' | 'b')[]) {
  const gateway = await startGateway((sent, response, request) => {
    if (sent.recipient_first_name !== 'Held') json((each) => success(each))(sent, response, request)
  })
  const file = merchantsFile()
  const shared = { INGO_URL: gateway.url, INGO_USERNAME: 'user', INGO_CVV: 'off' }
  file.write(...merchants.map((name) => ({ ...shops[name], ...shared })))
  const { create, submitSealed } = startApp(file.settings)
  async function capture(name: 'a' | 'b', content: object = { ...card, cvv: undefined }): Promise<Response> {
    const { CAPTURE_ORIGINS: origin, CAPTURE_SECRET_KEY } = shops[name]
    const { url } = (await (await create({ origin }, CAPTURE_SECRET_KEY)).json()) as CreatedSession
    return submitSealed(new URL(url).hash.slice(1), content)
  }
  const countHeld = () => gateway.received.filter(({ sent }) => sent.recipient_first_name === 'Held').length
  return { capture, countHeld }
}

it('verifies a merchant’s card while the gateway holds all calls that another merchant may make', async () => {
  const { capture, countHeld } = await startShared('a', 'b')
  for (let call = 0; call < 8; call++) void capture('a', HELD)
  await vi.waitFor(() => {
    expect(countHeld()).toBe(3)
  }, 15_000)
  expect(await readResponse(capture('b'))).toMatchObject({ http: 200 })
  expect(countHeld()).toBe(3)
})

it('gives all five concurrent calls to a merchant that is alone on its username', async () => {
  const { capture, countHeld } = await startShared('a')
  for (let call = 0; call < 8; call++) void capture('a', HELD)
  await vi.waitFor(() => {
    expect(countHeld()).toBe(5)
  }, 15_000)
})

/** Acquires as many permits as the limiter grants, for one merchant after the other. */
async function takeAll(limiter: RateLimiter, merchants: string[]): Promise<Record<string, number>> {
  const rate = { perSecond: 1000, maxConcurrent: 5, isShared: true }
  const taken: Record<string, number> = {}
  for (const merchant of merchants) {
    while ('release' in (await limiter.acquire('shared', rate, merchant))) {
      taken[merchant] = (taken[merchant] ?? 0) + 1
    }
  }
  return taken
}

it('grants each of three merchants at least one permit, even if each takes as many as it can', async () => {
  const taken = await takeAll(createMemoryRateLimiter(Date.now), ['a', 'b', 'c'])
  expect(taken).toEqual({ a: 3, b: 1, c: 1 })
})

describeWithRedis('merchants of several processes on one username', () => {
  it('share the permits by the same rule', async () => {
    const server = await startRedis()
    const connections = [connectPatiently(server.url), connectPatiently(server.url)]
    const [one, other] = connections.map((redis) => createRedisRateLimiter(redis))
    await Promise.all(connections.map((redis) => new Promise((done) => redis.once('ready', done))))
    if (!one || !other) throw new Error('no limiter')
    expect(await takeAll(one, ['a'])).toEqual({ a: 3 })
    expect(await takeAll(other, ['a', 'ab', 'b'])).toEqual({ ab: 1, b: 1 })
    for (const redis of connections) redis.disconnect()
    await server.stop()
  })
})
