/** 405 with `Allow` (RFC 9110, 15.5.6) for a known path requested with another method. */
import type { Hono } from 'hono'
import { ProblemError } from '../problem.js'
import type { Variables } from './context.js'

/** Covers the routes registered so far. OPTIONS gets 405 as well: no path grants a CORS preflight. */
export function methodNotAllowed(app: Hono<{ Variables: Variables }>): void {
  const allowed = new Map<string, Set<string>>()
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue
    const methods = allowed.get(path) ?? new Set()
    allowed.set(path, methods.add(method))
    // Hono answers HEAD as GET without the body.
    if (method === 'GET') methods.add('HEAD')
  }
  for (const [path, methods] of allowed) {
    const headers = { Allow: [...methods].join(', ') }
    app.all(path, () => {
      throw new ProblemError('invalid_request', {
        ...{ status: 405, headers },
        detail: 'This path does not support the method.',
      })
    })
  }
}
