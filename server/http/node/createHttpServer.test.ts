/** Node's server before any route runs: parser errors, time-outs, slow and hostile clients. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { startApp } from '../../testing/app.case.js'
import { createHttpServer } from './createHttpServer.js'
import { exitCode, startNode } from '../../testing/serveProcess.case.js'
import { trackInFlight } from './inFlightResponses.js'
import { parseOnlyResponse, openSocket, NEVER, sendBytes } from '../../testing/socket.case.js'

const PUBLIC_URL = 'https://capture.example'
const settings = { publicUrl: PUBLIC_URL, hsts: 'max-age=31536000', now: Date.now, keepAliveMs: 5000 }
type Fetch = Parameters<typeof createHttpServer>[0]

async function start(fetch: Fetch = startApp({ CAPTURE_PUBLIC_URL: PUBLIC_URL }).app.fetch, idleMs?: number) {
  const server = createHttpServer(fetch, { ...settings, ...(idleMs !== undefined && { idleMs }) })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

const get = 'GET /healthz HTTP/1.1\r\nHost: x\r\n'
const post = 'POST /v1/captures HTTP/1.1\r\nHost: x\r\n'
const matching = (pattern: RegExp) => expect.stringMatching(pattern) as string
const errorHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': settings.hsts,
  'content-type': 'application/problem+json',
  'content-length': matching(/^\d+$/),
  'x-request-id': matching(/^[0-9a-f-]{36}$/),
  date: matching(/ GMT$/),
  connection: 'close',
}

it.each([
  ['no HTTP', 400, 'nonsense\r\n\r\n'],
  ['no host', 400, 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['headers over 16 KiB', 431, `${get}X-A: ${'a'.repeat(17_000)}\r\n\r\n`],
  [
    'chunk extensions that are too long',
    413,
    `${post}Transfer-Encoding: chunked\r\n\r\n2;${'a'.repeat(20_000)}\r\n`,
  ],
  ['an unknown expectation', 417, `${get}Expect: 200-ok\r\n\r\n`],
  ['CONNECT', 501, 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['malformed chunks', 400, `${post}Transfer-Encoding: chunked\r\n\r\n2\r\n{}zz`],
])('answers a parser error with a problem and the security headers: %s', async (_name, status, bytes) => {
  const received = parseOnlyResponse(await sendBytes(await start(), bytes, NEVER))
  expect(received.headers).toEqual(errorHeaders)
  expect(Number(received.headers['content-length'])).toBe(Buffer.byteLength(received.body))
  expect([received.status, JSON.parse(received.body)]).toEqual([
    status,
    {
      type: 'urn:ingo-capture:problem:invalid_request',
      title: 'The request is malformed or against the contract.',
      status,
      code: 'invalid_request',
      retryable: false,
      detail: matching(/^[A-Z].+\.$/),
      request_id: received.headers['x-request-id'],
    },
  ])
})

it('writes no error into a response that has begun', async () => {
  const endless: Fetch = () =>
    new Response(
      new ReadableStream({
        start: (controller) => {
          controller.enqueue('begun')
        },
      }).pipeThrough(new TextEncoderStream()),
    )
  const node = await start(endless)
  const socket = await openSocket(node)
  let received = ''
  socket.on('data', (text) => (received += text.toString()))
  socket.write(`${get}\r\n`)
  await vi.waitFor(() => {
    expect(received).toContain('begun')
  }, 15_000)
  socket.write('nonsense\r\n\r\n')
  await once(socket, 'close')
  expect(received).not.toContain('HTTP/1.1 400')
})

/** Larger than a socket’s buffers. */
const LARGE_BODY_BYTES = 32 * 1024 * 1024
const countConnections = (server: Server) =>
  new Promise<number>((done) => {
    server.getConnections((_error, count) => {
      done(count)
    })
  })

it('destroys a connection whose CONNECT waits behind an unread response', async () => {
  const { server, ...node } = await start(() => new Response(Buffer.alloc(LARGE_BODY_BYTES)))
  const socket = await openSocket(node)
  socket.pause()
  socket.write(`${get}\r\nCONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n`)
  await vi.waitFor(async () => {
    expect(await countConnections(server)).toBe(0)
  }, 5000)
})

it.each(['nonsense\r\n\r\n', 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n'])(
  'does not send an error as the response to an earlier request: %j',
  async (behind) => {
    const never: Fetch = () => new Promise(() => undefined)
    expect(await sendBytes(await start(never), `${post}Content-Length: 2\r\n\r\n{}${behind}`, NEVER)).toBe('')
  },
)

it('responds once to a request that is answered before its body is complete', async () => {
  const node = await start()
  const socket = await openSocket(node)
  let received = ''
  socket.on('data', (text) => (received += text.toString()))
  socket.write(`${post}Content-Length: 5\r\n\r\n{`)
  await vi.waitFor(() => {
    expect(received).toMatch(/\}$/)
  }, 15_000)
  socket.end()
  await once(socket, 'close')
  expect(received.match(/HTTP\/1\.1 /g)).toHaveLength(1)
})

it('answers a malformed request after a good one on the same connection', async () => {
  const node = await start()
  const socket = await openSocket(node)
  let received = ''
  socket.on('data', (text) => (received += text.toString()))
  socket.write(`${get}\r\n`)
  await vi.waitFor(() => {
    expect(received).toContain('"up"')
  }, 15_000)
  socket.write('nonsense\r\n\r\n')
  await once(socket, 'close')
  expect(received).toMatch(/^HTTP\/1\.1 200 .*"up"\}HTTP\/1\.1 400 .*"code":"invalid_request"/s)
})

it('survives a connection that is reset after CONNECT', async () => {
  const node = await start()
  const socket = await openSocket(node)
  socket.write('CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n')
  socket.resetAndDestroy()
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200)
})

it('does not wait on shutdown for a request behind a response that closes the connection', async () => {
  const node = await start()
  const { finished } = trackInFlight(node.server)
  const encoded = `${post}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`
  expect(await sendBytes(node, `${encoded}${get}\r\n`, NEVER)).toMatch(/^HTTP\/1\.1 400 /)
  await finished(60_000)
})

it('disconnects a client that does not read, while it serves another', async () => {
  const { app } = startApp({})
  const node = await start(
    (request, env) =>
      request.url.endsWith('/large') ? new Response(Buffer.alloc(LARGE_BODY_BYTES)) : app.fetch(request, env),
    300,
  )
  const socket = await openSocket(node)
  socket.pause()
  socket.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n')
  await vi.waitFor(async () => {
    const good = await fetch(`${node.url}/healthz`, { headers: { Connection: 'close' } })
    expect(good.status).toBe(200)
    expect(await countConnections(node.server)).toBe(0)
  }, 5000)
  let received = 0
  socket.on('data', (bytes) => (received += bytes.length)).resume()
  await once(socket, 'close')
  expect(received).toBeLessThan(LARGE_BODY_BYTES)
  expect(createHttpServer(app.fetch, settings).timeout).toBe(90_000)
})

it('ignores --insecure-http-parser', async () => {
  const node = await startNode({ NODE_OPTIONS: '--insecure-http-parser' })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  for (const bytes of [
    `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${get}\r\n`,
    `${get}X-A: b\x01c\r\n\r\n`,
  ]) {
    expect(parseOnlyResponse(await sendBytes(node, bytes, NEVER)).status).toBe(400)
  }
  node.child.kill('SIGTERM')
  expect(await exitCode(node)).toBe(0)
})
