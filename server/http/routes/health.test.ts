import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { json, NOW, start, startApp, readResponse } from '../../testing/app.case.js'
import { createMetricsServer } from '../node/metricsServer.js'

/** Starts an app whose store can be made to fail; `askMetricsPort` requests `/readyz` of its metrics server. */
async function startWithMetricsPort() {
  const server = startApp({})
  const store = { probes: 0, fails: false }
  const { probe } = server.store
  Object.assign(server.store, {
    probe: () => {
      store.probes += 1
      return store.fails ? Promise.reject(new Error('down')) : probe()
    },
  })
  const metricsServer = createMetricsServer(server.metrics, server.readiness, '1.2.3').listen(0, '127.0.0.1')
  onTestFinished(() => {
    metricsServer.close().closeAllConnections()
  })
  await once(metricsServer, 'listening')
  const url = `http://127.0.0.1:${(metricsServer.address() as AddressInfo).port}`
  const fetchText = async (path: string) => (await fetch(`${url}${path}`)).text()
  return { ...server, store, fetchText, askMetricsPort: () => readResponse(fetch(`${url}/readyz`)) }
}

const passSecond = () => new Promise((done) => setTimeout(done, 1_050))

it('gives its reasons only on the metrics port, as a response and as a metric', async () => {
  const { app, store, state, askMetricsPort, fetchText } = await startWithMetricsPort()
  expect(await askMetricsPort()).toEqual({ http: 200, mime: 'application/json', status: 'ready' })
  await passSecond()
  store.fails = true
  state.draining = true
  const response = await app.request('/readyz')
  expect(response.headers.get('retry-after')).toBe('5')
  expect(await readResponse(response)).toEqual({ http: 503, mime: 'application/json', status: 'not_ready' })
  expect(await askMetricsPort()).toMatchObject({
    http: 503,
    status: 'not_ready',
    reasons: ['store', 'draining'],
  })
  const text = await fetchText('/metrics')
  expect(text).toContain('ingo_capture_not_ready{reason="store"} 1\n')
  expect(text).toContain('ingo_capture_not_ready{reason="draining"} 1\n')
})

it('asks the store once a second at most, however often it is requested, and logs each change once', async () => {
  const { app, store, lines } = await startWithMetricsPort()
  /** The statuses of a thousand requests, a hundred at a time. */
  const hit = async () => {
    const statuses = new Set<number>()
    for (let batch = 0; batch < 10; batch++) {
      const responses = await Promise.all(Array.from({ length: 100 }, async () => app.request('/readyz')))
      for (const { status } of responses) statuses.add(status)
    }
    return statuses
  }
  const log = () =>
    lines
      .filter((line) => !line.includes('"level":20'))
      .map((line) => (JSON.parse(line) as { msg: string }).msg)
  const started = performance.now()
  expect(await hit()).toEqual(new Set([200]))
  expect(store.probes).toBeLessThanOrEqual(1 + (performance.now() - started) / 1000)
  await passSecond()
  store.fails = true
  const [before, failing] = [store.probes, performance.now()]
  expect(await hit()).toEqual(new Set([503]))
  expect(store.probes - before).toBeLessThanOrEqual(1 + (performance.now() - failing) / 1000)
  await passSecond()
  store.fails = false
  expect(await hit()).toEqual(new Set([200]))
  expect(log()).toEqual([expect.stringContaining('state store'), 'not ready', 'ready'])
})

it('has at most one request to the store in flight', async () => {
  const { app, store } = startApp({})
  let answer: () => void = () => undefined
  const probe = vi.fn(() => new Promise<void>((resolve) => (answer = resolve)))
  Object.assign(store, { probe })
  const first = app.request('/readyz')
  await passSecond()
  const second = app.request('/readyz')
  await new Promise((done) => setImmediate(done))
  answer()
  expect([(await first).status, (await second).status]).toEqual([200, 200])
  expect(probe).toHaveBeenCalledTimes(1)
})

it('stays ready with a skewed clock and with refused credentials', async () => {
  const { app, open } = await start((_sent, response) => {
    response.setHeader('Date', new Date(NOW + 400_000).toUTCString())
    json(() => ({ message: 'HMAC signature cannot be verified' }), 401)(_sent, response, response.req)
  })
  for (let times = 0; times < 4; times++) await (await open()).capture()
  expect(await readResponse(app.request('/readyz'))).toMatchObject({ http: 200, status: 'ready' })
})

it('is not ready while it drains, and closes connections', async () => {
  const { app, state } = startApp({})
  expect((await app.request('/healthz')).headers.get('connection')).toBeNull()
  state.draining = true
  expect((await app.request('/healthz')).headers.get('connection')).toBe('close')
  expect(await readResponse(app.request('/readyz'))).toMatchObject({ http: 503, status: 'not_ready' })
})
