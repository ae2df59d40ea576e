/** The one middleware of every request: its id, its default headers, the strict checks, and the record of its response. */
import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { recordResponse } from './accessLog.js'
import type { CaptureContext, Variables } from './context.js'
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
    c.set('responseHeaders', { ...headers, 'X-Request-Id': requestId })
    const rejected = findAmbiguity(c)
    if (rejected) c.res = rejected
    else await next()
    // Node waits for each kept-alive connection. The shutdown may begin while a request is being served.
    if (isDraining()) c.header('Connection', 'close')
    recordResponse(c, started, observers)
  }
  return handle
}

/** Hono would answer a thrown problem without returning here, so its response is made at once. */
function findAmbiguity(c: CaptureContext): Response | undefined {
  try {
    rejectAmbiguousRequest(c)
    return undefined
  } catch (error) {
    if (error instanceof ProblemError) return respondProblem(c, error)
    throw error
  }
}
