/** Gateway failures: which calls are retried, how often, and the result. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import {
  type Behaviour,
  card,
  environment,
  json,
  start,
  startApp,
  success,
  readResponse,
} from '../testing/app.case.js'
import { ROUND_INTERVAL_MS } from '../store/leaseRule.js'
import { parseConfig } from '../config/config.js'
import { verifyWithRetries } from './verifyWithRetries.js'
import type { Gateway } from '../gateway/gateway.js'

const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'
const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const verified = json((sent) => success(sent))
const undocumented = json(() => ({ ok: true }))
const inProgress = json(() => ({ status: 104 }))
const respondRateLimited = (seconds: number): Behaviour => {
  return (_sent, response) => response.writeHead(429, { 'Retry-After': seconds }).end()
}

it('gives every call of a capture the same deadline, 62 s after the first call began', async () => {
  const [merchant] = parseConfig(environment).merchants
  if (!merchant) throw new Error('no merchant')
  const clock = { now: () => time, sleep: (ms: number) => Promise.resolve(void (time += ms)) }
  let time = 0
  const seen: unknown[] = []
  const gateway: Pick<Gateway, 'verify'> = {
    verify: (_merchant, _request, deadline) => {
      seen.push({ begun: time, deadline })
      time += 24_000
      return Promise.resolve({ kind: 'indeterminate', why: 'test' })
    },
  }
  const request = { operation: 'verify--card', sent: {}, body: Buffer.from('{}') } as const
  const call = { ...request, parseResponse: () => undefined }
  await verifyWithRetries({ gateway, clock }, merchant, call, { isIdempotent: true })
  expect(seen).toEqual([
    { begun: 0, deadline: 62_000 },
    { begun: 28_000, deadline: 62_000 },
  ])
})

it('starts no retry that could not end before the deadline', async () => {
  const failAfter30s: Behaviour = (_sent, _response, request) => {
    time.now += 30_000
    request.socket.destroy()
  }
  const { gateway, open, time } = await start(failAfter30s)
  expect(await readResponse((await open()).capture())).toMatchObject({ http: 504, code: 'outcome_unknown' })
  expect(gateway.received.length).toBe(2)
})

it('retries five times while the status is in progress, then reports outcome_unknown', async () => {
  const { gateway, open, slept } = await start(inProgress)
  const session = await open()
  expect(await readResponse(session.capture())).toMatchObject({
    http: 504,
    code: 'outcome_unknown',
    retryable: true,
  })
  expect(gateway.received.length).toBe(6)
  expect(slept).toEqual([4000, 4000, 4000, 4000, 4000])
  expect(await session.status()).toMatchObject({ status: 'unknown', attempts: 0 })
})

it('reveals no token when an in-progress verification ends with another account’s success', async () => {
  const { open, lines } = await start(
    inProgress,
    json((sent) => success(sent, { last_4: '9999' }, 101)),
  )
  const session = await open()
  const response = await readResponse(session.capture())
  expect(response).toMatchObject({ http: 409, code: 'account_mismatch' })
  expect(JSON.stringify([response, await session.status(), lines])).not.toContain(TOKEN)
})

it('reports outcome_unknown when the gateway stops after a call that it may have processed', async () => {
  const gateway: Server = createServer((request) => {
    request.socket.destroy()
    gateway.close()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void gateway.close())
  await once(gateway, 'listening')
  const { port } = gateway.address() as AddressInfo
  const { open } = startApp({ INGO_URL: `http://127.0.0.1:${port}` })
  expect(await readResponse((await open()).capture())).toMatchObject({ http: 504, code: 'outcome_unknown' })
})

it('waits once for the Retry-After of a 429, and pauses calls for other sessions too', async () => {
  const { gateway, open, slept } = await start(respondRateLimited(7), verified)
  const responses = await Promise.all(
    [open(), open()].map(async (session) => readResponse((await session).capture())),
  )
  expect(responses.map(({ http }) => http)).toEqual([200, 200])
  expect(slept).toContain(7000)
  expect(gateway.received.length).toBe(3)

  const late = await start(respondRateLimited(2))
  await (await late.open()).capture()
  late.time.now += 100
  await (await late.open()).capture()
  // The second capture found the rate limiter still paused by the last response to the first.
  expect(late.slept.filter((ms) => ms > 1500 && ms < 2000).length).toBeGreaterThan(0)
})

it.each([
  [2, 2],
  [11, 1],
])(
  'responds 503 with Retry-After when a 429 for %i s persists, after %i calls, and uses no attempt',
  async (seconds, calls) => {
    const { gateway, open } = await start(respondRateLimited(seconds))
    const session = await open()
    const response = await session.capture()
    expect(response.headers.get('retry-after')).toBe(String(seconds))
    expect(await readResponse(response)).toMatchObject({
      http: 503,
      code: 'gateway_unavailable',
      retryable: true,
    })
    expect(gateway.received.length).toBe(calls)
    expect(await session.status()).toMatchObject({ status: 'open', attempts: 0 })
  },
)

it('rejects other content for the same key while the outcome is unknown', async () => {
  const { gateway, open, time } = await start(undocumented, undocumented, undocumented, verified)
  const session = await open()
  expect(await readResponse(session.capture(card, KEY))).toMatchObject({ code: 'outcome_unknown' })
  expect(await readResponse(session.capture({ ...card, expiration_date: '3012' }, KEY))).toMatchObject({
    http: 409,
    code: 'idempotency_conflict',
  })
  expect(gateway.received.length).toBe(3)
  time.now += ROUND_INTERVAL_MS
  expect(await readResponse(session.capture(card, KEY))).toMatchObject({
    http: 200,
    customer_account_token: TOKEN,
  })
})
