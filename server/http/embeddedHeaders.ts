/** Protects the headers of an app inside another Hono app, whose middleware sets headers too. */
import type { Context, MiddlewareHandler } from 'hono'

/**
 * Headers that decide how browsers and caches treat a response. The defaults of `secureHeaders()` or `cors()` would
 * block the script in shops, remove the frame's policy, or open the API to other origins.
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

/**
 * Headers about the type and freshness of the content, and about redirects. If an outer app answers with another status
 * in place of a route, its own headers stay.
 */
export const contentNames: ReadonlySet<string> = new Set([
  'clear-site-data',
  'content-disposition',
  'content-language',
  'content-location',
  'content-security-policy-report-only',
  'content-type',
  'expires',
  'link',
  'location',
  'pragma',
  'refresh',
  'retry-after',
  'service-worker-allowed',
  'sourcemap',
])

type OwnHeaders = (readonly [name: string, value: string | null])[]

/**
 * The first middleware of the app. Only the app's routes decide the headers above. Other headers of the outer app stay.
 * It works for an app that is added with `route()`. After `mount()` or `fetch()`, which return a copy of the response,
 * the outer app can change every header. `headerCheck.ts` detects that.
 */
export const keepOwnHeaders: MiddlewareHandler = async (c, next) => {
  const outer = [...c.res.headers]
  // Hono copies the headers of an earlier response over those of a route, so this removes the earlier response.
  c.res = undefined
  c.finalized = false
  for (const name of [...ownNames, ...contentNames]) c.header(name, undefined)
  await next()
  const { headers, status } = c.res
  for (const [name, value] of outer) {
    const isMissing = name === 'set-cookie' ? !headers.getSetCookie().includes(value) : !headers.has(name)
    if (isMissing && !isOwn(name)) headers.append(name, value)
  }
  const read = (names: ReadonlySet<string>) => [...names].map((name) => [name, headers.get(name)] as const)
  lockOwnHeaders(headers)
  restoreInCopies(c, { status, own: read(ownNames), content: read(contentNames) })
}

function isOwn(name: string): boolean {
  return ownNames.has(name.toLowerCase()) || contentNames.has(name.toLowerCase())
}

/** Ignores later changes of our headers, because middleware that runs after the routes changes this same object. */
function lockOwnHeaders(headers: Headers): void {
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

/**
 * Restores our headers each time the context's response is read. Hono itself reads it last. `compress()`, and
 * `c.header()` and `setCookie()` after the routes, replace the response by a copy, whose headers are not locked.
 */
function restoreInCopies(
  c: Context,
  { status, own, content }: { status: number; own: OwnHeaders; content: OwnHeaders },
): void {
  const prototype = Object.getPrototypeOf(c) as Context
  Object.defineProperty(c, 'res', {
    configurable: true,
    get() {
      const response = Reflect.get(prototype, 'res', c)
      for (const [name, value] of response.status === status ? [...own, ...content] : own) {
        if (response.headers.get(name) === value) continue
        if (value === null) response.headers.delete(name)
        else response.headers.set(name, value)
      }
      return response
    },
    set(response: Response | undefined) {
      // Copies the response, because the headers of a redirect or of a fetched response are immutable.
      Reflect.set(prototype, 'res', response && new Response(response.body, response), c)
    },
  })
}
