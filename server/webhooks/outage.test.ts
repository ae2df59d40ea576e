/**
 * An hour in which the receiver fails and processes are killed, by a clock that the test moves. Afterwards every
 * session's events arrive in order. `npm run soak` does the same with real processes.
 */
import { describe, expect, it, onTestFinished } from 'vitest'
import { verifyWebhook } from '../../backend/webhooks.js'
import { json, sealingKeys, startApp, startGateway, success } from '../testing/app.case.js'
import { startReceiver, WEBHOOK_SECRET, type Delivered } from '../testing/receiver.case.js'
import { describeWithRedis, startRedis } from '../testing/redisServer.case.js'
import { card, unlimited } from '../testing/serveProcess.case.js'
import { createLog } from '../observability/log.js'
import { openRedisBackends, type Backends } from '../store/openBackends.js'
import type { Store } from '../store/store.js'
import { createPostWebhook } from './receiver.js'
import { createWebhooks } from './webhooks.js'

const SESSIONS = 120
const HOUR_MS = 3_600_000
/** Longer than a claim, and no divisor of a retry’s delay, so that retries fall at varying times of the rounds. */
const ROUND_MS = 37_000
const post = createPostWebhook()
const silent = createLog('silent', { write: () => undefined }, Date.now)

type App = ReturnType<typeof startApp>

/** Runs a process that dies after the receiver has answered its claimed events, but before it settles them. */
async function killBeforeSettling({ config, store, metrics, log, clock }: Fleet): Promise<void> {
  let claimed = 0
  let answered = 0
  await new Promise<void>((resolve) => {
    const outbox: Store['outbox'] = {
      ...store.outbox,
      async claim(claim) {
        const events = await store.outbox.claim(claim)
        claimed += events.length
        if (claimed === 0) resolve()
        return events
      },
      settle() {
        if (++answered === claimed) resolve()
        return new Promise(() => undefined)
      },
    }
    void createWebhooks({ config, metrics, log, clock, post, store: { ...store, outbox } }).deliver()
  })
}

type Fleet = Pick<Parameters<typeof createWebhooks>[0], 'config' | 'store' | 'metrics' | 'log' | 'clock'>

async function startOutage(backends?: Backends) {
  const receiver = await startReceiver((response) => response.writeHead(503).end())
  const gateway = await startGateway(json((sent) => success(sent, { issuers: [{ credit_enabled: 0 }] })))
  const hook = { CAPTURE_WEBHOOK_URL: receiver.url, CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET }
  const app = startApp({ ...unlimited, ...hook, INGO_URL: gateway.url }, backends)
  // The real time, because Redis removes keys by its own clock.
  app.time.now = Date.now()
  return { app, receiver }
}

/** Runs sessions of three kinds; resolves to the events that each should have: type and attempts. */
async function runSessions({ open, backend }: App): Promise<Map<string, unknown[]>> {
  const expected = new Map<string, unknown[]>()
  for (let index = 0; index < SESSIONS; index++) {
    const session = await open(index % 3 === 1 ? { require: { push: true }, max_attempts: 3 } : {})
    if (index % 3 === 0) {
      await session.capture(card)
      expected.set(session.id, [['session.tokenized', 1]])
    } else if (index % 3 === 1) {
      const attempts = [1, 2, 3]
      for (const _ of attempts) await session.capture(card)
      const refused = attempts.map((attempt) => ['session.not_payable', attempt])
      expected.set(session.id, [...refused, ['session.exhausted', 3]])
    } else {
      await backend(`/${session.id}/cancel`, { method: 'POST' })
      expected.set(session.id, [['session.canceled', 0]])
    }
  }
  return expected
}

/** Each event once, in the order of its first arrival. A repeat has the body of the first. */
function withoutRepeats(requests: Delivered[]): Map<string, Delivered> {
  const first = new Map<string, Delivered>()
  for (const request of requests) {
    const same = first.get(request.id)
    if (same) expect(request.text).toBe(same.text)
    else first.set(request.id, request)
  }
  return first
}

async function expectAllAfterwards(backends?: Backends): Promise<void> {
  const { app, receiver } = await startOutage(backends)
  const { webhooks, time } = app
  const fleet: Fleet = { ...app, log: silent, clock: { now: () => time.now, sleep: () => Promise.resolve() } }
  const expected = await runSessions(app)
  const passHour = async () => {
    const end = time.now + HOUR_MS
    for (let round = 0; time.now < end; round++, time.now += ROUND_MS)
      await (round % 3 === 2 ? webhooks.deliver() : killBeforeSettling(fleet))
  }
  await passHour()
  const failed = receiver.received.length
  receiver.current.answer = (response) => response.writeHead(204).end()
  await passHour()
  const accepted = receiver.received.slice(failed)
  const events = withoutRepeats(accepted)
  expect(accepted.length).toBeGreaterThan(events.size)
  const arrived = new Map<string, unknown[]>([...expected].map(([id]) => [id, []]))
  for (const { headers, text, body } of events.values()) {
    await verifyWebhook(headers, text, WEBHOOK_SECRET, Number(headers['webhook-timestamp']) * 1000)
    arrived.get(body.data.id)?.push([body.type, body.data.attempts])
  }
  expect(arrived).toEqual(expected)
  expect(events.size).toBe(SESSIONS * 2)
}

describe('a receiver that fails for an hour while processes are killed', () => {
  it('gets every event of the embedded store afterwards, in order within a session', async () => {
    await expectAllAfterwards()
  }, 120_000)

  describeWithRedis('and with Redis', () => {
    it('gets every event afterwards, in order within a session', async () => {
      const redis = await startRedis()
      onTestFinished(() => redis.stop())
      await expectAllAfterwards(await openRedisBackends(redis.url, { sealingKeys }))
    }, 120_000)
  })
})
