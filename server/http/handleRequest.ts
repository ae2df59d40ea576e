/** The one middleware of every request: its id, its default headers, the strict checks, and the record of its response. */
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
    // A client's own request id is ignored: it could hold anything.
    const requestId = randomUUID()
    c.set('requestId', requestId)
    c.set('defaultHeaders', headers)
    try {
      rejectAmbiguousRequest(c)
      await limitBody(c, next)
    } catch (error) {
      // Hono has answered what a route threw. What is thrown here it would answer without returning, so there would be
      // no record of the response.
      if (!(error instanceof ProblemError)) throw error
      c.res = respondProblem(c, error)
    }
    // Node waits for each kept-alive connection. The shutdown may begin while a request is being served.
    if (isDraining()) c.header('Connection', 'close')
    recordResponse(c, started, observers)
  }
  return handle
}
