/** The metrics listener, and the list of metrics in the docs. */
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { json, start, success } from '../../testing/app.case.js'
import { createMetrics } from '../../observability/metrics.js'
import type { Readiness } from '../readiness.js'
import { createMetricsServer } from './metricsServer.js'

const ready: Readiness = { findReasons: () => Promise.resolve([]) }

async function scrape(metrics: ReturnType<typeof createMetrics>, readiness = ready) {
  const server = createMetricsServer(metrics, readiness, '1.2.3').listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.close().closeAllConnections()
  })
  await once(server, 'listening')
  const request = (path: string, init?: RequestInit) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, init)
  return { request, text: await (await request('/metrics')).text() }
}

it('counts known traffic, with bounded labels only', async () => {
  const { open, app, metrics } = await start(
    json(() => ({ status: 852 })),
    (_sent, _response, request) => request.socket.destroy(),
    json((sent) => success(sent, {}, 101)),
  )
  const { capture } = await open()
  await capture()
  await capture()
  for (const path of ['/nothing', '/4111111111111111', '/v1/captures']) await app.request(path)
  const { text } = await scrape(metrics)
  for (const line of [
    'requests_total{route="/v1/captures",status="422"} 1',
    'requests_total{route="/v1/captures",status="200"} 1',
    'requests_total{route="/v1/sessions",status="201"} 1',
    'request_duration_seconds_count{route="/v1/captures"} 3',
    'gateway_duration_seconds_count{operation="verify--card",outcome="response"} 2',
    'gateway_duration_seconds_count{operation="verify--card",outcome="indeterminate"} 1',
    'gateway_in_flight{merchant="demo"} 0',
    'store_duration_seconds_count{operation="acquire_lease"} 2',
    'store_duration_seconds_count{operation="commit"} 2',
    `build_info{version="1.2.3",node="${process.versions.node}"} 1`,
  ]) {
    expect(text).toContain(`ingo_capture_${line}`)
  }
  expect(text).toMatch(/^ingo_capture_event_loop_lag_seconds [\d.e-]+$/m)
  const unknown = [...text.matchAll(/requests_total\{route="([^"]*)",status="404"\} (\d+)/g)]
  expect(unknown.map(([, , count]) => count)).toEqual(['2'])
  expect(text).not.toMatch(/nothing|4111/)
})

it('counts a gateway call in flight', async () => {
  const seen: string[] = []
  const { open, metrics } = await start((sent, response, request) => {
    void metrics.registry.getSingleMetricAsString('ingo_capture_gateway_in_flight').then((text) => {
      seen.push(text)
      json((s) => success(s))(sent, response, request)
    })
  })
  await (await open()).capture()
  expect(seen[0]).toContain('in_flight{merchant="demo"} 1')
})

it('serves only GET /metrics and GET /readyz', async () => {
  const { request } = await scrape(createMetrics())
  expect((await request('/metrics')).headers.get('content-type')).toMatch(/^text\/plain/)
  expect((await request('/')).status).toBe(404)
  expect((await request('/v1/session')).status).toBe(404)
  for (const path of ['/metrics', '/readyz'])
    expect((await request(path, { method: 'POST' })).status).toBe(404)
})

it('docs/monitor.md lists exactly the metrics, with kind and labels', async () => {
  const text = await readFile(new URL('../../../docs/monitor.md', import.meta.url), 'utf8')
  const listed = [...text.matchAll(/^\| `(ingo_capture_\w+)` *\| (\w+) *\| ([^|]*)\|$/gm)].map(
    ([, name = '', kind, labels = '']) => [name, kind, [...labels.matchAll(/\w+/g)].join(' ')],
  )
  const known = createMetrics()
    .registry.getMetricsAsArray()
    .map((metric) => {
      const { labelNames } = metric as unknown as { labelNames: string[] }
      return [metric.name, metric.constructor.name.toLowerCase(), labelNames.join(' ')]
    })
  expect(listed).toEqual(known)
})

it('answers HEAD as GET without the body', async () => {
  const { request } = await scrape(createMetrics())
  for (const path of ['/metrics', '/readyz']) {
    const response = await request(path, { method: 'HEAD' })
    const type = (await request(path)).headers.get('content-type')
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      type,
      '',
    ])
  }
  expect((await request('/metrics', { method: 'POST' })).status).toBe(404)
})
