/** An embedded app logs a warning if its headers are changed on the way to browsers. Uses a real socket. */
import { getRequestListener } from '@hono/node-server'
import helmet from 'helmet'
import { Hono, type MiddlewareHandler } from 'hono'
import { compress } from 'hono/compress'
import { setCookie } from 'hono/cookie'
import { cors } from 'hono/cors'
import { etag } from 'hono/etag'
import { mount } from 'hono/mount'
import { secureHeaders } from 'hono/secure-headers'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { App } from '../app.js'
import { createLog } from '../observability/log.js'
import { startApp } from '../testing/app.case.js'
import { startHeaderCheck } from './headerCheck.js'

type Listener = ReturnType<typeof getRequestListener>
type Wrap = (listener: Listener) => (request: IncomingMessage, response: ServerResponse) => void
type Add = (outer: Hono, app: App) => void

const byRoute: Add = (outer, app) => outer.route('/capture', app)
const direct: Wrap = (listener) => (request, response) => void listener(request, response)

/** Adds the app to `outer`, starts the check and the server, and resolves to the logged problems. */
async function changesLogged(outer: Hono, wrap = direct, add = byRoute): Promise<(string | undefined)[]> {
  const server = createServer()
  onTestFinished(() => void server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const CAPTURE_PUBLIC_URL = `http://127.0.0.1:${port}/capture`
  const { app, config } = startApp({ CAPTURE_PUBLIC_URL }, undefined, true)
  const problems: (string | undefined)[] = []
  const write = (line: string) => void problems.push((JSON.parse(line) as { problem?: string }).problem)
  const log = createLog('warn', { write }, Date.now)
  onTestFinished(startHeaderCheck({ app, config, log }))
  add(outer, app)
  const answered = new Set<string | undefined>()
  server.on('request', wrap(getRequestListener((request, env) => outer.fetch(request, env))))
  server.on('request', ({ url }: IncomingMessage, response: ServerResponse) =>
    response.on('close', () => answered.add(url)),
  )
  await vi.waitFor(() => {
    expect(answered.size).toBeGreaterThanOrEqual(3)
  }, 5_000)
  // The check reads the responses after they are sent. Waits for its three lines; there may also be none.
  for (let waits = 0; waits < 30 && problems.length < 3; waits++)
    await new Promise((done) => setTimeout(done, 50))
  return problems
}

/** A proxy that sets one header of each response. */
function replaceHeader(name: string, value: string): Wrap {
  return (listener) => (request, response) => {
    const writeHead = response.writeHead.bind(response)
    response.writeHead = ((status: number, headers: Record<string, string>) =>
      writeHead(status, { ...headers, [name]: value })) as never
    void listener(request, response)
  }
}

/** Middleware that replaces the response by a copy after the routes. */
const lateCookie: MiddlewareHandler = async (c, next) => {
  await next()
  setCookie(c, 'shop', '1')
}

const frameNames = 'cross-origin-resource-policy, x-frame-options'
const scriptNames =
  'cross-origin-opener-policy, cross-origin-resource-policy, origin-agent-cluster, x-frame-options'
const jsonNames = 'cross-origin-opener-policy, origin-agent-cluster, x-frame-options'

function sentence(names: string, target: string): string {
  return (
    'Middleware that is registered before the capture app, or a proxy in front of CAPTURE_PUBLIC_URL, changes ' +
    `${names} of ${target}: add the app with Hono’s route() instead of mount() or fetch(), or register it before ` +
    'that middleware, or exempt its path in the proxy.'
  )
}

it('logs nothing if the headers arrive unchanged', async () => {
  const outer = new Hono()
  outer.use(secureHeaders(), compress(), etag(), lateCookie)
  expect(await changesLogged(outer)).toEqual([])
})

it('names the headers with which cors() around the app answers a preflight request', async () => {
  const outer = new Hono()
  outer.use(cors())
  expect(await changesLogged(outer)).toEqual([
    'Middleware that is registered before the capture app, or a proxy in front of CAPTURE_PUBLIC_URL, answers preflight ' +
      'requests (OPTIONS) for the API with access-control-allow-methods, access-control-allow-origin: no page of another ' +
      'origin may call the API. Register the capture app before that middleware, or exempt its path.',
  ])
})

it('logs nothing about cors() that lists the shop’s own origins', async () => {
  const outer = new Hono()
  outer.use(cors({ origin: ['https://shop.example'] }))
  expect(await changesLogged(outer)).toEqual([])
})

it.each<[string, string]>([
  ['content-type', 'text/plain'],
  ['content-disposition', 'attachment'],
  ['expires', 'Thu, 01 Jan 2099 00:00:00 GMT'],
  ['refresh', '0; url=https://x.example/'],
])('names %s that a proxy sets', async (name, value) => {
  const problems = await changesLogged(new Hono(), replaceHeader(name, value))
  expect(problems.sort()).toEqual(
    ['JSON', 'the form', 'the script'].map((target) => sentence(name, target)).sort(),
  )
})

it('logs nothing about another spelling of a type', async () => {
  const wrap: Wrap = (listener) => (request, response) => {
    const writeHead = response.writeHead.bind(response)
    response.writeHead = ((status: number, headers: Record<string, string>) =>
      writeHead(status, {
        ...headers,
        'content-type': (headers['content-type'] ?? '').replace('; c', ';C'),
      })) as never
    void listener(request, response)
  }
  expect(await changesLogged(new Hono(), wrap)).toEqual([])
})

it.each<[string, Add]>([
  ['mount()', (outer, app) => outer.all('/capture/*', mount(app.fetch))],
  [
    'fetch()',
    (outer, app) =>
      outer.all('/capture/*', (c) => {
        const { href } = new URL(c.req.url)
        return app.fetch(new Request(href.replace('/capture', ''), c.req.raw))
      }),
  ],
])(
  'names the headers and the fix before the first form, if the outer app changes a copy of the response by %s',
  async (_name, add) => {
    const outer = new Hono()
    outer.use(secureHeaders(), lateCookie)
    const problems = await changesLogged(outer, direct, add)
    expect(problems.sort()).toEqual(
      [
        sentence(jsonNames, 'JSON'),
        sentence(frameNames, 'the form'),
        sentence(scriptNames, 'the script'),
      ].sort(),
    )
  },
)

it.each<[string, Add]>([
  ['mount()', (outer, app) => outer.all('/capture/*', mount(app.fetch))],
  ['route()', byRoute],
])('logs nothing about an app that is added with %s before the middleware', async (_name, add) => {
  const outer = new Hono()
  const wrapped: Add = (_outer, app) => {
    add(outer, app)
    outer.use(secureHeaders(), lateCookie)
  }
  expect(await changesLogged(outer, direct, wrapped)).toEqual([])
})

it('logs nothing about a public URL that another version answers', async () => {
  const wrap: Wrap = () => (_request, response) => void response.end('another version')
  expect(await changesLogged(new Hono(), wrap)).toEqual([])
})

it('names the headers that helmet adds to an answer', async () => {
  const protect = helmet()
  const wrap: Wrap = (listener) => (request, response) => {
    protect(request, response, () => void listener(request, response))
  }
  const problems = await changesLogged(new Hono(), wrap)
  expect(problems).toHaveLength(3)
  for (const problem of problems) expect(problem).toMatch(/CAPTURE_PUBLIC_URL, changes [^:]*x-frame-options/)
})

it('names a header that a proxy replaces', async () => {
  const problems = await changesLogged(new Hono(), replaceHeader('cross-origin-resource-policy', 'same-site'))
  expect(problems).toHaveLength(3)
  for (const problem of problems)
    expect(problem).toMatch(/changes cross-origin-resource-policy of (?:the form|the script|JSON):/)
})
