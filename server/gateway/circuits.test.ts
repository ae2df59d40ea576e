/** Opening and closing a circuit, over HTTP: a cardholder can't do it, the server's own probe can. */
import { expect, it, vi } from 'vitest'
import { card, json, SECRET_KEY } from '../testing/app.case.js'
import {
  BROKEN,
  FIREWALL_PAGE,
  HOSTILE,
  NO_SUCH_TOKEN,
  RESET,
  SIGNATURE_REFUSED,
  startGuarded,
  VERIFIED,
} from './circuits.case.js'

it('a firewall’s HTML 403 is an unknown outcome for its session, and no other session notices', async () => {
  const { open, capture, app, openCircuits, countProbes } = await startGuarded()
  for (let times = 0; times < 3; times++) {
    const session = await open()
    expect((await session.capture(HOSTILE)).status).toBe(504)
    expect(await session.status()).toMatchObject({ status: 'unknown' })
  }
  expect(await capture()).toMatchObject({ http: 200 })
  expect((await app.request('/readyz')).status).toBe(200)
  expect([await openCircuits(), countProbes()]).toEqual([[], 0])
})

it.each([
  ['HTML 403', FIREWALL_PAGE],
  ['HTTP 403 of Kong', json(() => ({ message: 'You cannot consume this service' }), 403)],
  ['HTML 404', json(() => '<h1>no</h1>', 404)],
  ['status 403', json(() => ({ status: 403 }))],
  [
    'status 401 inside HTTP 200',
    json(() => ({ status: 401, client_message: 'HMAC signature does not match' })),
  ],
  ['status 402', json(() => ({ status: 402 }))],
])('six captures that the gateway refuses with %s shut out none of 120 good ones', async (_name, hostile) => {
  const { script, capture, openCircuits, countProbes } = await startGuarded()
  script.hostile = hostile
  await Promise.all(Array.from({ length: 6 }, () => capture(HOSTILE)))
  const good = await Promise.all(Array.from({ length: 120 }, () => capture()))
  expect(good.filter(({ http }) => http !== 200)).toEqual([])
  expect([await openCircuits(), countProbes()]).toEqual([[], 0])
})

it('refused signatures of one session never open the credentials circuit', async () => {
  const { script, open, openCircuits, countProbes, countCalls } = await startGuarded()
  script.good = SIGNATURE_REFUSED
  const { capture } = await open()
  for (let times = 0; times < 8; times++) expect((await capture()).status).toBe(502)
  expect([countCalls(), countProbes(), await openCircuits()]).toEqual([8, 0, []])
})

it('refused signatures of three sessions and of the probe open the credentials circuit; a probe closes it', async () => {
  const { script, capture, openCircuits, countProbes, countCalls, passTime } = await startGuarded()
  script.good = script.probe = SIGNATURE_REFUSED
  for (let times = 0; times < 3; times++)
    expect(await capture()).toMatchObject({ http: 502, code: 'gateway_misconfigured' })
  await vi.waitFor(async () => {
    expect(await openCircuits()).toEqual(['credentials'])
  }, 15_000)
  expect(await capture()).toMatchObject({ http: 503, code: 'gateway_unavailable' })
  expect([countCalls(), countProbes()]).toEqual([3, 1])
  passTime(30_000)
  await vi.waitFor(() => {
    expect(countProbes()).toBe(2)
  }, 15_000)
  expect(await openCircuits()).toEqual(['credentials'])
  script.good = VERIFIED
  script.probe = NO_SUCH_TOKEN
  await vi.waitFor(async () => {
    passTime(30_000)
    expect(await openCircuits()).toEqual([])
  }, 15_000)
  expect(await capture()).toMatchObject({ http: 200 })
})

it('refused signatures of three sessions open nothing while the probe is accepted', async () => {
  const { script, capture, openCircuits, countProbes } = await startGuarded()
  script.hostile = SIGNATURE_REFUSED
  for (let times = 0; times < 6; times++) await capture(HOSTILE)
  await vi.waitFor(() => {
    expect(countProbes()).toBe(1)
  }, 15_000)
  expect(await capture()).toMatchObject({ http: 200 })
  expect(await openCircuits()).toEqual([])
})

it('a success between refused signatures restarts the count', async () => {
  const { script, capture, openCircuits, countProbes } = await startGuarded()
  script.hostile = script.probe = SIGNATURE_REFUSED
  for (let times = 0; times < 4; times++) {
    await capture(HOSTILE)
    await capture(HOSTILE)
    await capture()
  }
  expect([await openCircuits(), countProbes()]).toEqual([[], 0])
})

it.each([
  ['resets', RESET],
  ['HTTP 5xx', BROKEN],
  ['status 5xx', json(() => ({ status: 503 }))],
])('content that causes %s opens nothing while the probe is answered', async (_name, hostile) => {
  const { script, capture, app, openCircuits, countProbes } = await startGuarded()
  script.hostile = hostile
  await Promise.all(Array.from({ length: 12 }, () => capture(HOSTILE)))
  await vi.waitFor(() => {
    expect(countProbes()).toBe(1)
  }, 15_000)
  // During the pause after a probe, failing calls cause no other probe.
  await Promise.all(Array.from({ length: 12 }, () => capture(HOSTILE)))
  expect([await openCircuits(), countProbes()]).toEqual([[], 1])
  expect(await capture()).toMatchObject({ http: 200 })
  expect((await app.request('/readyz')).status).toBe(200)
})

it('a gateway that fails opens the circuit, and it recovers by the probe without a capture', async () => {
  const { script, capture, app, openCircuits, countCalls, passTime } = await startGuarded()
  script.good = script.probe = BROKEN
  // Each capture makes three calls.
  for (let times = 0; times < 4; times++) await capture()
  await vi.waitFor(async () => {
    expect(await openCircuits()).toEqual(['failing'])
  }, 15_000)
  const before = countCalls()
  const refused = await capture()
  expect(refused).toMatchObject({ http: 503, code: 'gateway_unavailable', retryable: true })
  expect(countCalls()).toBe(before)
  expect((await app.request('/readyz')).status).toBe(200)
  script.good = VERIFIED
  script.probe = NO_SUCH_TOKEN
  passTime(5_000)
  await vi.waitFor(async () => {
    expect(await openCircuits()).toEqual([])
  }, 15_000)
  expect(countCalls()).toBe(before)
  expect(await capture()).toMatchObject({ http: 200 })
})

it('failing calls of two sessions cause no probe', async () => {
  const { script, open, countProbes } = await startGuarded()
  script.good = script.probe = BROKEN
  for (const session of [await open(), await open()]) {
    const key = crypto.randomUUID()
    for (let times = 0; times < 3; times++) await session.capture(card, key)
  }
  expect(countProbes()).toBe(0)
})

it('an open circuit does not change the session', async () => {
  const { open, openCredentialsCircuit } = await startGuarded()
  await openCredentialsCircuit()
  const session = await open()
  const response = await session.capture()
  expect(response.headers.get('retry-after')).toBe('30')
  expect(await session.status()).toMatchObject({ status: 'open', attempts: 0 })
})

it('an open circuit refuses at once: no capture waits for a permit of the rate limiter', async () => {
  const { capture, openCredentialsCircuit, time } = await startGuarded({ INGO_REQUESTS_PER_SECOND: '1' })
  await openCredentialsCircuit()
  const started = time.now
  const refused = await Promise.all(Array.from({ length: 5 }, () => capture()))
  expect(new Set(refused.map(({ http }) => http))).toEqual(new Set([503]))
  expect(time.now - started).toBe(0)
})

it('each call of the merchant’s backend counts as a source of its own', async () => {
  const { script, app, openCircuits } = await startGuarded()
  script.probe = SIGNATURE_REFUSED
  for (let times = 0; times < 3; times++) {
    await app.request('/v1/verifications', {
      method: 'POST',
      headers: { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' },
      body: '{"account_type":"card","customer_account_token":"token-1"}',
    })
  }
  await vi.waitFor(async () => {
    expect(await openCircuits()).toEqual(['credentials'])
  }, 15_000)
})

it('the probe takes a permit of the rate limiter, and waits for one capture at most', async () => {
  const { script, capture, calls, time } = await startGuarded({ INGO_REQUESTS_PER_SECOND: '1' })
  script.good = SIGNATURE_REFUSED
  const started = time.now
  await Promise.all(Array.from({ length: 7 }, () => capture()))
  expect(calls()).toHaveLength(8)
  expect([3, 4]).toContain(calls().indexOf('probe'))
  // Eight calls at one a second take seven seconds, because the first one leaves at once.
  expect(time.now - started).toBeGreaterThanOrEqual(7_000)
})
