/**
 * What every request has around its route: an id, default headers, a strict check, an answer to each error, and a
 * record of its response. Not a middleware, because Hono calls a path's only handler directly, and composes several of
 * them anew for each request.
 */
import { randomUUID } from 'node:crypto'
import { safeErrorFields, type Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { createRecorder } from './accessLog.js'
import type { CaptureContext } from './context.js'
import { limitBody } from './jsonBody.js'
import { PeerAddressError } from './peerAddress.js'
import { respondProblem } from './respond.js'
import { defaultHeaders } from './securityHeaders.js'
import { rejectAmbiguousRequest } from './strictRequest.js'

export type Handler = (c: CaptureContext) => Response | Promise<Response>

type Surroundings = {
  log: Log
  metrics: Metrics
  /** The value of Strict-Transport-Security, if the responses have one. */
  hsts: string | undefined
  isDraining: () => boolean
}

/** Returns a function that completes a route's handler. `route` is the pattern of its path. */
export function handleRequests({ hsts, isDraining, ...observers }: Surroundings) {
  const headers = defaultHeaders(hsts)
  return (route: string, handler: Handler): Handler => {
    const record = createRecorder(route, observers)
    return async (c) => {
      const started = performance.now()
      // Ignores a client's own request id, because it could hold anything.
      c.set('requestId', randomUUID())
      c.set('defaultHeaders', headers)
      let response
      try {
        rejectAmbiguousRequest(c)
        const limited = limitBody(c)
        if (limited) await limited
        response = await handler(c)
      } catch (error) {
        response = respondError(c, error, observers.log)
      }
      // Checked after the request, because the shutdown may begin meanwhile, and Node waits for kept-alive connections.
      if (isDraining()) response.headers.set('Connection', 'close')
      record(c, response.status, started)
      return response
    }
  }
}

/** The response to an error of a route. One that is not of the contract is logged without its message. */
export function respondError(c: CaptureContext, error: unknown, log: Log): Response {
  if (error instanceof ProblemError) return respondProblem(c, error)
  const isOption = error instanceof PeerAddressError
  const problem = isOption ? error.message : undefined
  log.error('failure', { request_id: c.get('requestId'), problem, ...safeErrorFields(error) })
  return respondProblem(c, new ProblemError('internal', isOption ? { detail: error.message } : {}))
}
