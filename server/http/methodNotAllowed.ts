/** A path that is there, asked with a method that it doesn't have: 405, and which it has. */
import type { Hono } from 'hono'
import { ProblemError } from '../problem.js'
import type { Variables } from './context.js'

/** For the routes that the app has so far. OPTIONS is such a method too: nobody is given leave by CORS. */
export function methodNotAllowed(app: Hono<{ Variables: Variables }>): void {
  const allowed = new Map<string, Set<string>>()
  for (const { path, method } of app.routes) {
    if (method === 'ALL') continue
    const methods = allowed.get(path) ?? new Set()
    allowed.set(path, methods.add(method))
    // Hono answers it as GET without a body.
    if (method === 'GET') methods.add('HEAD')
  }
  for (const [path, methods] of allowed) {
    app.all(path, (c) => {
      c.header('Allow', [...methods].join(', '))
      throw new ProblemError('invalid_request', { status: 405, detail: 'This path has no such method.' })
    })
  }
}
