/** The routes under the middleware of an outer Hono app, over a real socket. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { cors } from 'hono/cors'
import { secureHeaders } from 'hono/secure-headers'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { startApp } from '../testing/app.case.js'

async function listen(outer: Pick<Hono, 'fetch'>): Promise<string> {
  const server = serve({ fetch: outer.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/capture`
}

const paths = ['/frame/demo', '/frame/assets/main-1.js', '/sdk/v1/ingo-capture.js', '/healthz', '/v1/session']
const decisive =
  /^(?:access-control|cache-control|content-security|cross-origin|origin-agent|permissions|referrer|timing|x-content|x-frame)/

/** `compress()` answers with a copy of a response, so it must leave the files as they are. */
const files = { threshold: 0, contentTypeFilter: /html|javascript/ }

async function decisiveHeaders(url: string): Promise<Record<string, string>> {
  const { headers } = await fetch(url, { headers: { Origin: 'https://x.example' } })
  return Object.fromEntries([...headers].filter(([name]) => decisive.test(name)))
}

it.each<[string, (outer: Hono) => void]>([
  ['secureHeaders()', (outer) => outer.use(secureHeaders())],
  ['cors()', (outer) => outer.use(cors())],
  ['cors() with credentials', (outer) => outer.use(cors({ origin: (origin) => origin, credentials: true }))],
  ['all of them', (outer) => outer.use(secureHeaders(), cors(), compress(files))],
  [
    'headers that are set before the route',
    (outer) =>
      outer.use((c, next) => {
        c.header('Access-Control-Allow-Origin', '*')
        c.header('X-Frame-Options', 'DENY')
        return next()
      }),
  ],
])('keeps the headers of every route under %s', async (_name, wrap) => {
  const { app } = startApp({}, undefined, true)
  const plain = await listen(new Hono().route('/capture', app))
  const outer = new Hono()
  wrap(outer)
  const wrapped = await listen(outer.route('/capture', app))
  for (const path of paths) {
    const expected = await decisiveHeaders(plain + path)
    expect(Object.keys(expected)).toContain('content-security-policy')
    expect([path, await decisiveHeaders(wrapped + path)]).toEqual([path, expected])
  }
})

it('leaves other headers of the outer app on the response', async () => {
  const { app } = startApp({}, undefined, true)
  const outer = new Hono().use(async (c, next) => {
    c.res.headers.set('X-Before', '1')
    c.res.headers.append('Set-Cookie', 'shop=1')
    await next()
    c.res.headers.set('X-After', '2')
  })
  const { headers } = await fetch(`${await listen(outer.route('/capture', app))}/frame/demo`)
  expect([headers.get('x-before'), headers.get('x-after')]).toEqual(['1', '2'])
  expect(headers.getSetCookie()).toEqual(['shop=1'])
})

it('forbids to transform files: the policy and `integrity` name their hashes', async () => {
  const { app } = startApp({})
  for (const path of ['/frame/demo', '/frame/assets/main-1.js', '/sdk/v1/ingo-capture.js'])
    expect((await app.request(path)).headers.get('cache-control')).toMatch(/, no-transform$/)
})
