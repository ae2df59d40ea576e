/** One handler for each path, which chooses by the method, and answers the others with 405 and `Allow` (RFC 9110, 15.5.6). */
import type { Hono } from 'hono'
import { ProblemError } from '../problem.js'
import type { Variables } from './context.js'
import type { Handler } from './handleRequests.js'

/** The handlers by the pattern of their path. OPTIONS gets 405 as well: no path grants a CORS preflight. */
export function chooseByMethod({ routes }: Hono<{ Variables: Variables }>): Map<string, Handler> {
  const paths = new Map<string, Map<string, Handler>>()
  for (const { path, method, handler } of routes) {
    const methods = paths.get(path) ?? new Map<string, Handler>()
    // The routes have no middleware, so each of their handlers returns a response.
    methods.set(method, handler as Handler)
    // Hono removes the body of the response.
    if (method === 'GET') methods.set('HEAD', handler as Handler)
    paths.set(path, methods)
  }
  return new Map([...paths].map(([path, methods]) => [path, createHandler(methods)]))
}

function createHandler(methods: ReadonlyMap<string, Handler>): Handler {
  const headers = { Allow: [...methods.keys()].join(', ') }
  return (c) => {
    const handler = methods.get(c.req.method)
    if (handler) return handler(c)
    const detail = 'This path does not support the method.'
    throw new ProblemError('invalid_request', { status: 405, headers, detail })
  }
}
