/** The routes under the middleware of an outer Hono app, over a real socket. */
import { serve } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { setCookie } from 'hono/cookie'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { poweredBy } from 'hono/powered-by'
import { prettyJSON } from 'hono/pretty-json'
import { secureHeaders } from 'hono/secure-headers'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { startApp } from '../testing/app.case.js'
import { change } from './outerMiddleware.case.js'

async function listen(outer: Pick<Hono, 'fetch'>): Promise<string> {
  const server = serve({ fetch: outer.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/capture`
}

/** A document, an asset, the script, and JSON of a probe, of an error and of the API's description. */
const paths = [
  '/frame/demo',
  '/frame/assets/main-1.js',
  '/sdk/v1/ingo-capture.js',
  '/healthz',
  '/v1/session',
  '/openapi.json',
]
const decisive =
  /^(?:access-control|cache-control|content-security|cross-origin|origin-agent|permissions|referrer|timing|x-content|x-frame|content-(?:type|disposition|language|location)|clear-site|expires|link|pragma|refresh|retry-after|service-worker|sourcemap)/

async function readDecisive(url: string) {
  const response = await fetch(url, { headers: { Origin: 'https://x.example' } })
  const headers = Object.fromEntries([...response.headers].filter(([name]) => decisive.test(name)))
  // Removes the request's id from the body of an error.
  return { status: response.status, headers, body: (await response.text()).replace(/"request_id":.*/, '') }
}

/** Compresses every type and size, unless the response forbids it. */
const compressAll = () => compress({ threshold: 0, contentTypeFilter: () => true })

const { lateHeader, lateCookie, earlyCookie, lateSet, lateAppend, lateDelete, earlyContent, lateContent } =
  change

it.each<[string, MiddlewareHandler[]]>([
  ...Object.entries(change).map<[string, MiddlewareHandler[]]>(([name, middleware]) => [name, [middleware]]),
  ['secureHeaders', [secureHeaders()]],
  ['secureHeaders without overwriting', [secureHeaders({ overwrite: false })]],
  ['secureHeaders with a policy', [secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'self'"] } })]],
  ['cors', [cors()]],
  ['cors with credentials', [cors({ origin: (origin) => origin, credentials: true })]],
  ['secureHeaders, compress', [secureHeaders(), compressAll()]],
  ['compress, secureHeaders', [compressAll(), secureHeaders()]],
  ['secureHeaders, cors, compress', [secureHeaders(), cors({ origin: 'https://x.example' }), compressAll()]],
  ['cors, compress, secureHeaders', [cors({ origin: 'https://x.example' }), compressAll(), secureHeaders()]],
  ['secureHeaders, lateHeader', [secureHeaders(), lateHeader]],
  ['lateHeader, secureHeaders', [lateHeader, secureHeaders()]],
  ['secureHeaders, lateCookie', [secureHeaders(), lateCookie]],
  ['lateCookie, secureHeaders', [lateCookie, secureHeaders()]],
  ['secureHeaders, earlyCookie', [secureHeaders(), earlyCookie]],
  ['earlyCookie, secureHeaders, lateCookie', [earlyCookie, secureHeaders(), lateCookie]],
  ['secureHeaders, compress, cors, lateCookie', [secureHeaders(), compressAll(), cors(), lateCookie]],
  ['lateSet, lateCookie', [lateSet, lateCookie]],
  ['lateCookie, lateSet', [lateCookie, lateSet]],
  ['lateAppend, lateHeader', [lateAppend, lateHeader]],
  ['lateDelete, lateHeader', [lateDelete, lateHeader]],
  ['lateContent, lateCookie', [lateContent, lateCookie]],
  ['compress, earlyContent, lateContent', [compressAll(), earlyContent, lateContent]],
  ['secureHeaders, etag, poweredBy, prettyJSON', [secureHeaders(), etag(), poweredBy(), prettyJSON()]],
])('keeps the status, body and headers of every route under: %s', async (_name, middleware) => {
  const { app } = startApp({}, undefined, true)
  const plain = await listen(new Hono().route('/capture', app))
  const wrapped = await listen(new Hono().use(...middleware).route('/capture', app))
  for (const path of paths) {
    const expected = await readDecisive(plain + path)
    expect(Object.keys(expected.headers)).toContain('content-security-policy')
    expect([path, await readDecisive(wrapped + path)]).toEqual([path, expected])
  }
})

it('leaves other headers of the outer app on the response', async () => {
  const { app } = startApp({}, undefined, true)
  const outer = new Hono().use(async (c, next) => {
    c.res.headers.set('X-Before', '1')
    c.res.headers.append('Set-Cookie', 'shop=1')
    await next()
    c.res.headers.set('X-After', '2')
    c.header('X-Copied', '3')
    setCookie(c, 'cart', '2')
  })
  const { headers } = await fetch(`${await listen(outer.route('/capture', app))}/frame/demo`)
  expect(['x-before', 'x-after', 'x-copied'].map((name) => headers.get(name))).toEqual(['1', '2', '3'])
  expect(headers.getSetCookie()).toEqual(['shop=1', 'cart=2; Path=/'])
})

it('lets the outer app replace a route’s response by one with immutable headers', async () => {
  const { app } = startApp({}, undefined, true)
  const outer = new Hono().use(async (c, next) => {
    await next()
    c.res = undefined
    c.res = Response.redirect('https://shop.example/closed', 302)
  })
  const url = `${await listen(outer.route('/capture', app))}/frame/demo`
  const { status, headers } = await fetch(url, { redirect: 'manual' })
  expect([status, headers.get('location')]).toEqual([302, 'https://shop.example/closed'])
})

it('lets the outer app answer with its own content and another status', async () => {
  const { app } = startApp({}, undefined, true)
  const outer = new Hono().use(async (c, next) => {
    await next()
    c.res = new Response('<p>closed', {
      status: 503,
      headers: { 'Content-Type': 'text/html', 'Retry-After': '60' },
    })
  })
  const { status, headers } = await fetch(`${await listen(outer.route('/capture', app))}/healthz`)
  expect([status, headers.get('content-type'), headers.get('retry-after')]).toEqual([503, 'text/html', '60'])
})

it('leaves the routes of the outer app to its own middleware', async () => {
  const { app } = startApp({}, undefined, true)
  const outer = new Hono().use(secureHeaders(), lateHeader).route('/capture', app)
  outer.get('/capture-terms', (c) => c.text('terms'))
  const { headers } = await fetch(`${await listen(outer)}-terms`)
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.has('content-security-policy')).toBe(false)
})

it('sends files with no-transform, because the policy and `integrity` have their hashes', async () => {
  const { app } = startApp({})
  for (const path of ['/frame/demo', '/frame/assets/main-1.js', '/sdk/v1/ingo-capture.js'])
    expect((await app.request(path)).headers.get('cache-control')).toMatch(/, no-transform$/)
})

it('logs its routes by their own pattern, probes at debug, and leaves unknown paths to the outer app', async () => {
  const { app, lines } = startApp({}, undefined, true)
  const outer = new Hono().route('/capture', app).notFound((c) => c.text('no such page', 404))
  const url = await listen(outer)
  for (const path of ['/frame/demo', '/healthz']) expect((await fetch(url + path)).status).toBe(200)
  expect(await (await fetch(`${url}/nothing`)).text()).toBe('no such page')
  const logged = lines.map((line) => JSON.parse(line) as { level: number; route?: string })
  expect(logged.filter(({ route }) => route !== undefined)).toMatchObject([
    { level: 30, route: '/frame/:merchant' },
    { level: 20, route: '/healthz' },
  ])
})
