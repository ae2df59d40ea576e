/** Prometheus metrics on a listener of their own, so that the public port never serves them. */
import { createServer, type Server } from 'node:http'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { strictServerOptions } from './createHttpServer.js'
import type { Metrics } from '../../observability/metrics.js'

const NANOSECONDS = 1e9
const RESOLUTION_MS = 20

/** Creates a server for `GET /metrics`, not listening yet. Closing it stops the event-loop monitor. */
export function createMetricsServer({ registry, eventLoopLag, buildInfo }: Metrics, version: string): Server {
  buildInfo.set({ version, node: process.versions.node }, 1)
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()

  async function scrape(): Promise<string> {
    const lagSeconds = delay.percentile(99) / NANOSECONDS - RESOLUTION_MS / 1000
    eventLoopLag.set(Math.max(0, lagSeconds))
    delay.reset()
    return registry.metrics()
  }

  return createServer(strictServerOptions, (request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end()
      return
    }
    scrape().then(
      (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      () => response.writeHead(500).end(),
    )
  }).once('close', () => {
    delay.disable()
  })
}
