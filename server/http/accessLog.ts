/** Counts each response, and writes the one log line of its request. */
import { routePath } from 'hono/route'
import { elapsedMs, type Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import type { CaptureContext } from './context.js'

/** Logged at `debug`, because load balancers request them all day. A change of readiness has a line of its own. */
const PROBE_ROUTES = ['/healthz', '/readyz']

/** Records the response of a request. `started` is by `performance.now()`. A capture's line has its outcome as well. */
export function recordResponse(
  c: CaptureContext,
  started: number,
  { log, metrics }: { log: Log; metrics: Metrics },
): void {
  const route = routePath(c, -1)
  const { status } = c.res
  const duration_ms = elapsedMs(started)
  metrics.requests.inc({ route, status })
  metrics.requestSeconds.observe({ route }, duration_ms / 1000)
  const ending = c.get('ending')
  const level = ending?.level ?? (PROBE_ROUTES.includes(route) ? 'debug' : 'info')
  log[level](ending ? 'capture' : 'request', {
    request_id: c.get('requestId'),
    method: c.req.method,
    route,
    status,
    duration_ms,
    code: c.get('code'),
    ...c.get('subject'),
    ...ending?.fields,
  })
}
