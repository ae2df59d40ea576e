/** Gives each request its id, counts it, and writes its one log line. */
import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import { elapsedMs, type Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import type { Variables } from './context.js'

/** Routes that a load balancer asks all day: logged at `debug`. A change of readiness has a line of its own. */
const PROBE_ROUTES = ['/healthz', '/readyz']

/** A client's own request id is ignored: it could hold anything. */
export function accessLog({
  log,
  metrics,
}: {
  log: Log
  metrics: Metrics
}): MiddlewareHandler<{ Variables: Variables }> {
  return async (c, next) => {
    const started = performance.now()
    const request_id = randomUUID()
    c.set('requestId', request_id)
    c.header('X-Request-Id', request_id)
    await next()
    const route = routePath(c, -1)
    const { status } = c.res
    const duration_ms = elapsedMs(started)
    metrics.requests.inc({ route, status })
    metrics.requestSeconds.observe({ route }, duration_ms / 1000)
    const level = PROBE_ROUTES.includes(route) ? 'debug' : 'info'
    log[level]('request', {
      request_id,
      method: c.req.method,
      route,
      status,
      duration_ms,
      code: c.get('code'),
    })
  }
}
