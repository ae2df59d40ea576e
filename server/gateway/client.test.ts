import { once } from 'node:events'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { environment, startGateway, type Behaviour } from '../testing/app.case.js'
import { hasOpenssl, selfSigned } from '../testing/certificate.case.js'
import { parseConfig } from '../config/config.js'
import { createGatewayClient } from './client.js'

const body = Buffer.from('{"account":"4111111111111111"}')

function createCaller(url: string, settings: Record<string, string> = {}) {
  const [merchant] = parseConfig({ ...environment, INGO_URL: url, ...settings }).merchants
  if (!merchant) throw new Error('no merchant')
  const gateway = createGatewayClient({ now: Date.now, clockSkew: { record: () => undefined } })
  onTestFinished(() => gateway.close())
  return (deadline?: number) => gateway.post(merchant, { operation: 'verify--card', body }, deadline)
}

async function call(url: string, settings?: Record<string, string>, deadline?: number) {
  return createCaller(url, settings)(deadline)
}

async function callBehaving(behave: Behaviour, settings?: Record<string, string>) {
  return call((await startGateway(behave)).url, settings)
}

it('sends nothing to a server that does not speak TLS', async () => {
  const { url, received } = await startGateway()
  expect(await call(url.replace('http:', 'https:'))).toEqual({ kind: 'not_sent' })
  expect(received).toEqual([])
})

it.skipIf(!hasOpenssl)('sends nothing to a server with an untrusted certificate', async () => {
  let requests = 0
  const server = createTlsServer(selfSigned(), (_request, response) => {
    requests += 1
    response.end()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  expect(await call(`https://localhost:${port}`)).toEqual({ kind: 'not_sent' })
  expect(requests).toBe(0)
})

it('sends nothing when the host name does not resolve', async () => {
  expect(await call('https://gateway.invalid')).toEqual({ kind: 'not_sent' })
})

it.each<[string, Behaviour]>([
  ['a close after the request', (_sent, response) => response.socket?.destroy()],
  ['a reset', (_sent, _response, request) => request.socket.resetAndDestroy()],
  [
    'a truncated response',
    (_sent, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('{"status":100')
      setTimeout(() => response.socket?.destroy(), 20)
    },
  ],
  [
    'a huge response of known length',
    (_sent, response) => response.end(`{"status":100,"x":"${'x'.repeat(70_000)}"}`),
  ],
  [
    'a huge response in chunks',
    (_sent, response) => {
      response.write('{"status":100,"x":"')
      for (let chunk = 0; chunk < 100; chunk++) response.write('x'.repeat(1000))
      response.end('"}')
    },
  ],
  [
    'an unrequested compressed response',
    (_sent, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync('{"status":100}')),
  ],
  [
    'a gzip bomb',
    (_sent, response) =>
      response
        .writeHead(200, { 'Content-Encoding': 'gzip' })
        .end(gzipSync(`{"status":100,"x":"${'x'.repeat(20_000_000)}"}`)),
  ],
  ['a status of another type', (_sent, response) => response.end('{"status":"100"}')],
  ['a list', (_sent, response) => response.end('[{"status":100}]')],
  ['an empty response', (_sent, response) => response.end()],
  ['bytes that are not UTF-8', (_sent, response) => response.end(Buffer.from([0x22, 0xff, 0x22]))],
  ['a redirect', (_sent, response) => response.writeHead(307, { Location: 'http://127.0.0.1:1/' }).end()],
  ['HTTP 500', (_sent, response) => response.writeHead(500).end('oops')],
])('reports %s as indeterminate', async (_name, behave) => {
  expect(await callBehaving(behave)).toMatchObject({ kind: 'indeterminate' })
})

it('times out when the gateway never responds', async () => {
  const started = Date.now()
  expect(await callBehaving(() => undefined, { INGO_TIMEOUT_MS: '1000' })).toMatchObject({
    kind: 'indeterminate',
  })
  expect(Date.now() - started).toBeGreaterThanOrEqual(990)
})

it('ends the call at its deadline, before the time-out', async () => {
  const started = Date.now()
  const { url } = await startGateway(() => undefined)
  expect(await call(url, { INGO_TIMEOUT_MS: '60000' }, started + 200)).toMatchObject({
    kind: 'indeterminate',
  })
  expect(Date.now() - started).toBeLessThan(10_000)
})

it('times out when the response arrives byte by byte', async () => {
  const drip: Behaviour = (_sent, response) => {
    response.writeHead(200).write('{"status":100')
    const timer = setInterval(() => response.write(' '), 50)
    response.on('close', () => {
      clearInterval(timer)
    })
  }
  expect(await callBehaving(drip, { INGO_TIMEOUT_MS: '1000' })).toMatchObject({ kind: 'indeterminate' })
})

it.each([0, 1000])('sends nothing after its deadline (%i ms), even on an open connection', async (ms) => {
  const { url, received } = await startGateway()
  const callUntil = createCaller(url)
  await callUntil()
  // undici releases a connection in the next turn of the event loop.
  await new Promise((done) => setImmediate(done))
  expect(await callUntil(Date.now() - ms)).toEqual({ kind: 'not_sent' })
  await callUntil()
  expect(received).toHaveLength(2)
})

it.each([
  [401, '{"message":"no"}'],
  [401, ''],
  [403, '{"message":"no"}'],
])('reports HTTP %i without a documented body as unauthorized: %s', async (http, text) => {
  const refuse: Behaviour = (_sent, response) => response.writeHead(http).end(text)
  expect(await callBehaving(refuse)).toEqual({ kind: 'unauthorized', http })
})

it.each(['<html><h1>Forbidden</h1></html>', 'error code: 1020', ''])(
  'reports HTTP 403 of a firewall as indeterminate: %s',
  async (text) => {
    const refuse: Behaviour = (_sent, response) => response.writeHead(403).end(text)
    expect(await callBehaving(refuse)).toMatchObject({ kind: 'indeterminate', http: 403 })
  },
)

it.each([
  [404, '{"message":"no Route matched with those values"}'],
  [404, '<h1>Not Found</h1>'],
  [405, ''],
])('reports HTTP %i without a documented body as a wrong path: %s', async (http, text) => {
  const refuse: Behaviour = (_sent, response) => response.writeHead(http).end(text)
  expect(await callBehaving(refuse)).toEqual({ kind: 'path_not_found', http })
})

it('reads Retry-After from HTTP 429', async () => {
  const respondRateLimited: Behaviour = (_sent, response) =>
    response.writeHead(429, { 'Retry-After': '7' }).end()
  expect(await callBehaving(respondRateLimited)).toEqual({ kind: 'rate_limited', retryAfter: 7 })
})

it.each(['{"status":429,"client_message":"Too Many Requests"}', '{"status":503}'])(
  'reports HTTP 429 with the envelope %s as rate_limited',
  async (text) => {
    const wait: Behaviour = (_sent, response) => response.writeHead(429, { 'Retry-After': '7' }).end(text)
    expect(await callBehaving(wait)).toEqual({ kind: 'rate_limited', retryAfter: 7 })
  },
)

it('accepts Retry-After in seconds or as a date, and ignores other values', async () => {
  const readRetrySeconds = async (header: string) => {
    const wait: Behaviour = (_sent, response) => response.writeHead(429, { 'Retry-After': header }).end()
    const reply = await callBehaving(wait)
    return 'retryAfter' in reply ? reply.retryAfter : undefined
  }
  const seconds = await readRetrySeconds(new Date(Date.now() + 30_000).toUTCString())
  expect(seconds).toBeGreaterThan(20)
  expect(seconds).toBeLessThanOrEqual(30)
  for (const nonsense of ['Infinity', '1e999', '-5', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT']) {
    expect([nonsense, await readRetrySeconds(nonsense)]).toEqual([nonsense, 0])
  }
})

it.each([200, 400, 404, 405, 422, 429, 500])(
  'accepts a documented body with HTTP status %i',
  async (http) => {
    const response: Behaviour = (_sent, response) => response.writeHead(http).end('{"status":852}')
    expect(await callBehaving(response)).toEqual({ kind: 'response', http, response: { status: 852 } })
  },
)
