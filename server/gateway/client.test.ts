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

function caller(url: string, settings: Record<string, string> = {}) {
  const [merchant] = parseConfig({ ...environment, INGO_URL: url, ...settings }).merchants
  if (!merchant) throw new Error('no merchant')
  const gateway = createGatewayClient(Date.now)
  onTestFinished(() => gateway.close())
  return (deadline?: number) => gateway.post(merchant, { operation: 'verify--card', body }, deadline)
}

async function call(url: string, settings?: Record<string, string>, deadline?: number) {
  return caller(url, settings)(deadline)
}

async function callAgainst(behave: Behaviour, settings?: Record<string, string>) {
  return call((await startGateway(behave)).url, settings)
}

it('a server that does not speak TLS: nothing was sent', async () => {
  const { url, received } = await startGateway()
  expect(await call(url.replace('http:', 'https:'))).toEqual({ kind: 'not_sent' })
  expect(received).toEqual([])
})

it.skipIf(!hasOpenssl)('a certificate that nobody vouches for: nothing was sent', async () => {
  let asked = 0
  const server = createTlsServer(selfSigned(), (_request, response) => {
    asked += 1
    response.end()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  expect(await call(`https://localhost:${port}`)).toEqual({ kind: 'not_sent' })
  expect(asked).toBe(0)
})

it('a name that does not resolve: nothing was sent', async () => {
  expect(await call('https://gateway.invalid')).toEqual({ kind: 'not_sent' })
})

it.each<[string, Behaviour]>([
  ['a close after the request', (_sent, response) => response.socket?.destroy()],
  ['a reset', (_sent, _response, request) => request.socket.resetAndDestroy()],
  [
    'a truncated answer',
    (_sent, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write('{"status":100')
      setTimeout(() => response.socket?.destroy(), 20)
    },
  ],
  [
    'a huge answer of known length',
    (_sent, response) => response.end(`{"status":100,"x":"${'x'.repeat(70_000)}"}`),
  ],
  [
    'a huge answer in chunks',
    (_sent, response) => {
      response.write('{"status":100,"x":"')
      for (let chunk = 0; chunk < 100; chunk++) response.write('x'.repeat(1000))
      response.end('"}')
    },
  ],
  [
    'a compressed answer that nobody asked for',
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
  ['nothing', (_sent, response) => response.end()],
  ['bytes that are not UTF-8', (_sent, response) => response.end(Buffer.from([0x22, 0xff, 0x22]))],
  ['a redirect', (_sent, response) => response.writeHead(307, { Location: 'http://127.0.0.1:1/' }).end()],
  ['HTTP 500', (_sent, response) => response.writeHead(500).end('oops')],
])('%s: it may have been processed', async (_name, behave) => {
  expect(await callAgainst(behave)).toMatchObject({ kind: 'indeterminate' })
})

it('silence ends with the time-out', async () => {
  const started = Date.now()
  expect(await callAgainst(() => undefined, { INGO_TIMEOUT_MS: '1000' })).toMatchObject({
    kind: 'indeterminate',
  })
  expect(Date.now() - started).toBeGreaterThanOrEqual(990)
})

it('a deadline ends it before its time-out does', async () => {
  const started = Date.now()
  const { url } = await startGateway(() => undefined)
  expect(await call(url, { INGO_TIMEOUT_MS: '60000' }, started + 200)).toMatchObject({
    kind: 'indeterminate',
  })
  expect(Date.now() - started).toBeLessThan(10_000)
})

it('so does an answer that comes drop by drop', async () => {
  const drip: Behaviour = (_sent, response) => {
    response.writeHead(200).write('{"status":100')
    const timer = setInterval(() => response.write(' '), 50)
    response.on('close', () => {
      clearInterval(timer)
    })
  }
  expect(await callAgainst(drip, { INGO_TIMEOUT_MS: '1000' })).toMatchObject({ kind: 'indeterminate' })
})

it.each([0, 1000])('after its deadline (%i ms) nothing is sent, though there is a connection', async (ms) => {
  const { url, received } = await startGateway()
  const callBy = caller(url)
  await callBy()
  // undici takes a connection back in the next turn.
  await new Promise((done) => setImmediate(done))
  expect(await callBy(Date.now() - ms)).toEqual({ kind: 'not_sent' })
  await callBy()
  expect(received).toHaveLength(2)
})

it.each([401, 403])('HTTP %i without a documented body: the credentials were refused', async (http) => {
  const refuse: Behaviour = (_sent, response) => response.writeHead(http).end('{"message":"no"}')
  expect(await callAgainst(refuse)).toEqual({ kind: 'unauthorized', http })
})

it('HTTP 429 tells when to come again', async () => {
  const wait: Behaviour = (_sent, response) => response.writeHead(429, { 'Retry-After': '7' }).end()
  expect(await callAgainst(wait)).toEqual({ kind: 'rate_limited', retryAfter: 7 })
})

it.each(['{"status":429,"client_message":"Too Many Requests"}', '{"status":503}'])(
  'nor is HTTP 429 with the envelope %s a refusal',
  async (text) => {
    const wait: Behaviour = (_sent, response) => response.writeHead(429, { 'Retry-After': '7' }).end(text)
    expect(await callAgainst(wait)).toEqual({ kind: 'rate_limited', retryAfter: 7 })
  },
)

it('Retry-After may be a date; what is neither that nor seconds says nothing', async () => {
  const after = async (header: string) => {
    const wait: Behaviour = (_sent, response) => response.writeHead(429, { 'Retry-After': header }).end()
    const reply = await callAgainst(wait)
    return 'retryAfter' in reply ? reply.retryAfter : undefined
  }
  const seconds = await after(new Date(Date.now() + 30_000).toUTCString())
  expect(seconds).toBeGreaterThan(20)
  expect(seconds).toBeLessThanOrEqual(30)
  for (const nonsense of ['Infinity', '1e999', '-5', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT']) {
    expect([nonsense, await after(nonsense)]).toEqual([nonsense, 0])
  }
})

it.each([200, 400, 422, 429, 500])('a documented body counts whatever the HTTP status: %i', async (http) => {
  const answer: Behaviour = (_sent, response) => response.writeHead(http).end('{"status":852}')
  expect(await callAgainst(answer)).toEqual({ kind: 'response', response: { status: 852 } })
})
