/** The middleware of every request: sets its id and default headers, checks it strictly, and records its response. */
import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { recordResponse } from './accessLog.js'
import type { Variables } from './context.js'
import { limitBody } from './jsonBody.js'
import { respondProblem } from './respond.js'
import { defaultHeaders } from './securityHeaders.js'
import { rejectAmbiguousRequest } from './strictRequest.js'

type Surroundings = {
  log: Log
  metrics: Metrics
  /** The value of Strict-Transport-Security, if the responses have one. */
  hsts: string | undefined
  isDraining: () => boolean
}

export function handleRequest({ hsts, isDraining, ...observers }: Surroundings) {
  const headers = defaultHeaders(hsts)
  const handle: MiddlewareHandler<{ Variables: Variables }> = async (c, next) => {
    const started = performance.now()
    // Ignores a client's own request id, because it could hold anything.
    const requestId = randomUUID()
    c.set('requestId', requestId)
    c.set('defaultHeaders', headers)
    try {
      rejectAmbiguousRequest(c)
      await limitBody(c, next)
    } catch (error) {
      // Hono has already answered the errors of routes, so this error is from the checks above. It is answered here,
      // because Hono's own answer to it would not be recorded.
      if (!(error instanceof ProblemError)) throw error
      c.res = respondProblem(c, error)
    }
    // Checked after the request, because the shutdown may begin meanwhile, and Node waits for kept-alive connections.
    if (isDraining()) c.header('Connection', 'close')
    recordResponse(c, started, observers)
  }
  return handle
}
