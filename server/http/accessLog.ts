import type { MiddlewareHandler } from 'hono'
import type { Variables } from './context.js'
import { randomUUID } from 'node:crypto'
import { routePath } from 'hono/route'
import { type Log, elapsedMs } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'

export type Middleware = MiddlewareHandler<{ Variables: Variables }>
/** Names the request, counts it and writes its one log line. A client's own id is not taken: it could hold anything. */
export function accessLog({ log, metrics }: { log: Log; metrics: Metrics }): Middleware {
  return async (c, next) => {
    const started = performance.now()
    const requestId = randomUUID()
    c.set('requestId', requestId)
    c.header('X-Request-Id', requestId)
    await next()
    const code = c.get('code')
    const route = routePath(c, -1)
    const { status } = c.res
    const duration_ms = elapsedMs(started)
    metrics.requests.inc({ route, status })
    metrics.requestSeconds.observe({ route }, duration_ms / 1000)
    const { method } = c.req
    log.request({ request_id: requestId, method, route, status, duration_ms, ...(code && { code }) })
  }
}
