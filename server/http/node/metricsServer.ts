/** Prometheus metrics and the reasons of `/readyz` on their own listener, so that the public port never serves them. */
import { createServer, type Server } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { strictServerOptions } from './createHttpServer.js'
import type { Metrics } from '../../observability/metrics.js'
import type { Readiness } from '../readiness.js'

const NANOSECONDS = 1e9
const RESOLUTION_MS = 20

type Answer = { status: number; type: string; body: string }

/** Creates a server for GET and HEAD of `/metrics` and `/readyz`, not listening yet. Closing it stops the event-loop monitor. */
export function createMetricsServer(
  { registry, eventLoopLag, buildInfo }: Metrics,
  readiness: Readiness,
  version: string,
): Server {
  buildInfo.set({ version, node: process.versions.node }, 1)
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()

  async function scrape(): Promise<Answer> {
    const lagSeconds = delay.percentile(99) / NANOSECONDS - RESOLUTION_MS / 1000
    eventLoopLag.set(Math.max(0, lagSeconds))
    delay.reset()
    // Updates the metric of readiness.
    await readiness.findReasons()
    return { status: 200, type: registry.contentType, body: await registry.metrics() }
  }

  async function checkReadiness(): Promise<Answer> {
    const reasons = await readiness.findReasons()
    const [status, body] =
      reasons.length === 0 ? [200, { status: 'ready' }] : [503, { status: 'not_ready', reasons }]
    return { status, type: 'application/json', body: JSON.stringify(body) }
  }

  const routes = new Map([
    ['/metrics', scrape],
    ['/readyz', checkReadiness],
  ])

  return createServer(strictServerOptions, (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD'
    const route = isRead ? routes.get(request.url ?? '') : undefined
    if (!route) {
      response.writeHead(404).end()
      return
    }
    route().then(
      ({ status, type, body }) => response.writeHead(status, { 'Content-Type': type }).end(body),
      () => response.writeHead(500).end(),
    )
  }).once('close', () => {
    delay.disable()
  })
}
