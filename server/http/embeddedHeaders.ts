/** Headers of an app inside another Hono app, whose middleware sets headers of its own around the routes. */
import type { MiddlewareHandler } from 'hono'

/**
 * What decides how browsers and caches treat a response. Defaults of `secureHeaders()` or `cors()` would keep the
 * script from shops, lose the frame's policy, or open the API to other origins.
 */
export const ownNames: ReadonlySet<string> = new Set([
  'access-control-allow-credentials',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'cache-control',
  'content-security-policy',
  'cross-origin-embedder-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'origin-agent-cluster',
  'permissions-policy',
  'referrer-policy',
  'timing-allow-origin',
  'x-content-type-options',
  'x-frame-options',
])

/** Middleware, the first of the app: its routes alone decide the headers above; others of the outer app stay. */
export const keepOwnHeaders: MiddlewareHandler = async (c, next) => {
  const outer = [...c.res.headers]
  // Hono copies the headers of an earlier response over those of a route, so the routes begin without one.
  c.res = undefined
  c.finalized = false
  for (const name of ownNames) c.header(name, undefined)
  await next()
  const { headers } = c.res
  for (const [name, value] of outer) {
    const isMissing = name === 'set-cookie' ? !headers.getSetCookie().includes(value) : !headers.has(name)
    if (isMissing && !ownNames.has(name)) headers.append(name, value)
  }
  lockOwnHeaders(headers)
}

/** Ignores later changes of our headers: middleware that runs after the routes changes this same object. */
function lockOwnHeaders(headers: Headers): void {
  const isOwn = (name: string) => ownNames.has(name.toLowerCase())
  const original = {
    append: headers.append.bind(headers),
    set: headers.set.bind(headers),
    delete: headers.delete.bind(headers),
  }
  Object.assign(headers, {
    append: (name: string, value: string) => {
      if (!isOwn(name)) original.append(name, value)
    },
    set: (name: string, value: string) => {
      if (!isOwn(name)) original.set(name, value)
    },
    delete: (name: string) => {
      if (!isOwn(name)) original.delete(name)
    },
  })
}
