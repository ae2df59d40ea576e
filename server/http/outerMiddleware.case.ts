/** Middleware of an outer Hono app that sets, appends, deletes or replaces headers around the routes. */
import type { MiddlewareHandler } from 'hono'
import { setCookie } from 'hono/cookie'

/** Headers that would make a browser download the form, show it as text, drop it from the cache, or leave it. */
const contents = [
  ['Content-Type', 'text/plain'],
  ['Content-Disposition', 'attachment; filename="form.html"'],
  ['Content-Language', 'de'],
  ['Content-Location', '/elsewhere'],
  ['Content-Security-Policy-Report-Only', 'report-uri https://x.example'],
  ['Clear-Site-Data', '"*"'],
  ['Expires', 'Thu, 01 Jan 2099 00:00:00 GMT'],
  ['Link', '<https://x.example/a.css>; rel=preload; as=style'],
  ['Location', 'https://x.example/'],
  ['Pragma', 'cache'],
  ['Refresh', '0; url=https://x.example/'],
  ['Retry-After', '86400'],
  ['Service-Worker-Allowed', '/'],
  ['SourceMap', '/main.map'],
] as const

/** Middleware that changes the response before or after the routes, in one of the ways that Hono has. */
export const change = {
  earlySet: (c, next) => {
    c.header('Access-Control-Allow-Origin', '*')
    c.header('X-Frame-Options', 'DENY')
    c.header('Cache-Control', 'public, max-age=60')
    return next()
  },
  earlySetOnResponse: (c, next) => {
    c.res.headers.set('Cross-Origin-Resource-Policy', 'same-site')
    return next()
  },
  earlyCookie: (c, next) => {
    setCookie(c, 'shop', '1')
    return next()
  },
  lateHeader: async (c, next) => {
    await next()
    c.header('X-Shop', '1')
  },
  lateCookie: async (c, next) => {
    await next()
    setCookie(c, 'shop', '1')
  },
  lateSet: async (c, next) => {
    await next()
    c.header('Cache-Control', 'public, max-age=60')
    c.header('Cross-Origin-Resource-Policy', 'same-origin')
    c.header('X-Frame-Options', 'DENY')
  },
  lateAppend: async (c, next) => {
    await next()
    c.header('Cache-Control', 'public', { append: true })
    c.res.headers.append('Content-Security-Policy', "default-src 'self'")
  },
  lateDelete: async (c, next) => {
    await next()
    c.header('Content-Security-Policy', undefined)
    c.header('Cache-Control', undefined)
    c.res.headers.delete('X-Content-Type-Options')
  },
  lateReplace: async (c, next) => {
    await next()
    c.res = new Response(c.res.body, { status: c.res.status, headers: { 'Cache-Control': 'public' } })
  },
  earlyContent: (c, next) => {
    for (const [name, value] of contents) c.header(name, value)
    return next()
  },
  lateContent: async (c, next) => {
    await next()
    for (const [name, value] of contents) c.header(name, value)
  },
  lateContentOnResponse: async (c, next) => {
    await next()
    for (const [name, value] of contents) c.res.headers.set(name, value)
  },
  lateContentInCopy: async (c, next) => {
    await next()
    const headers = new Headers(c.res.headers)
    for (const [name, value] of contents) headers.set(name, value)
    c.res = new Response(c.res.body, { status: c.res.status, headers })
  },
  lateContentDeleted: async (c, next) => {
    await next()
    c.header('Content-Type', undefined)
    c.res.headers.delete('Retry-After')
  },
} satisfies Record<string, MiddlewareHandler>
