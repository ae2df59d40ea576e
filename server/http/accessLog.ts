/** Counts each response, and writes the one log line of its request. */
import { elapsedMs, type Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import type { CaptureContext } from './context.js'

/** Logged at `debug`, because load balancers request them all day. A change of readiness has a line of its own. */
const PROBE_ROUTES = ['/healthz', '/readyz']

/**
 * Returns a function that records each response of a route: of the pattern of its path, or empty for unknown paths.
 * `started` is by `performance.now()`. A capture's line has its outcome as well.
 */
export function createRecorder(route: string, { log, metrics }: { log: Log; metrics: Metrics }) {
  const seconds = metrics.requestSeconds.labels(route)
  const level = PROBE_ROUTES.includes(route) ? 'debug' : 'info'
  return (c: CaptureContext, status: number, started: number): void => {
    const duration_ms = elapsedMs(started)
    metrics.requests.inc({ route, status })
    seconds.observe(duration_ms / 1000)
    const ending = c.get('ending')
    const code = c.get('code')
    // The capture that left the outcome unknown has its line with an earlier request, perhaps of another process.
    const ownLevel = code === 'outcome_unknown' ? 'warn' : level
    log[ending?.level ?? ownLevel](ending ? 'capture' : 'request', {
      request_id: c.get('requestId'),
      method: c.req.method,
      route,
      status,
      duration_ms,
      code,
      ...c.get('subject'),
      ...ending?.fields,
    })
  }
}
