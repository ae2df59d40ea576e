/** For tests: a merchant that gets Ingo's events, with the embedded or the shared store. */
import { afterAll, beforeAll, beforeEach, describe, onTestFinished } from 'vitest'
import { openRedisBackends } from '../store/openBackends.js'
import { card as documented, sealingKeys, startApp, startGateway, type Behaviour } from './app.case.js'
import { startReceiver, WEBHOOK_SECRET } from './receiver.case.js'
import { describeWithRedis, startRedis, waitUntilConnected, type RedisServer } from './redisServer.case.js'

/** Far in the future, because Redis expires records by the real clock. */
const NOW = Date.UTC(2096, 5, 15)
export const card = { ...documented, expiration_date: '9612' }
export const PATH_SECRET = 'a-path-secret-of-the-tests-7Qx2'
export const ingoSettings = {
  INGO_WEBHOOK_SECRET: PATH_SECRET,
  INGO_WEBHOOK_ADDRESSES: '127.0.0.1,192.0.2.0/24,2001:db8:1::/48',
}

/** Ingo's event about a cleared review. */
export const cleared = (participant_unique_id1: string, more = {}) => ({
  event_code: 1107,
  participant_unique_id1,
  ...more,
})
export const failed = (participant_unique_id1: string) => ({
  ...cleared(participant_unique_id1),
  event_code: 1108,
})

type ReceivedAnswer = { status: number; result?: string; code?: string; detail?: string }

/** `send` posts an event as Ingo does. `sentEvents` returns the events that the merchant's receiver got. */
export async function startReviewing(
  { redis, settings = {} }: { redis?: RedisServer; settings?: Record<string, string> },
  ...behaviours: Behaviour[]
) {
  const receiver = await startReceiver()
  const gateway = await startGateway(...behaviours)
  const backends = redis && (await openRedisBackends(redis.url, { sealingKeys }))
  if (backends) {
    onTestFinished(() => backends.store.close())
    await waitUntilConnected(backends.store)
  }
  const hook = { CAPTURE_WEBHOOK_URL: receiver.url, CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET }
  const app = startApp({ INGO_URL: gateway.url, ...hook, ...ingoSettings, ...settings }, backends)
  app.time.now = NOW

  /** `from` is the address of the connection. */
  async function send(
    body: unknown,
    { secret = PATH_SECRET, merchant = 'demo', from = '192.0.2.7', headers = {} } = {},
  ): Promise<ReceivedAnswer> {
    const path = `/v1/ingo/webhooks/${merchant}/${secret}`
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const init = { method: 'POST', body: text, headers: { 'Content-Type': 'application/json', ...headers } }
    const response = await app.app.request(path, init, { incoming: { socket: { remoteAddress: from } } })
    return { status: response.status, ...((await response.json()) as object) }
  }

  /** A session with one capture. */
  async function review(body: Parameters<typeof app.open>[0] = {}) {
    const session = await app.open(body)
    const created = await session.status()
    const key = crypto.randomUUID()
    const answer = await session.capture(card, key)
    await answer.arrayBuffer()
    const { participant_unique_id1 } = await session.status()
    return {
      ...session,
      created,
      key,
      http: answer.status,
      participant_unique_id1: String(participant_unique_id1),
    }
  }

  /** Type, status, review and code of each event. */
  async function sentEvents() {
    await app.webhooks.deliver()
    return receiver.received.map(({ body: { type, data } }) =>
      [type, data.status, data.review, data.code].filter((each) => each !== undefined).join(' '),
    )
  }
  return { ...app, gateway, receiver, send, review, sentEvents }
}

type Start = (...behaviours: Behaviour[]) => ReturnType<typeof startReviewing>

/** Runs the tests with the embedded store, and with the shared store if Redis is installed. */
export function describeStores(suite: (start: Start) => void): void {
  describe('with the embedded store', () => {
    suite((...behaviours) => startReviewing({}, ...behaviours))
  })
  describeWithRedis('with the shared store', () => {
    let redis: RedisServer
    beforeAll(async () => {
      redis = await startRedis()
    })
    afterAll(() => redis.stop())
    beforeEach(() => redis.flush())
    suite((...behaviours) => startReviewing({ redis }, ...behaviours))
  })
}
