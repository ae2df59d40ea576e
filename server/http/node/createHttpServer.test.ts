/** What Node's server says and does by itself, before any route is asked. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { startApp } from '../../testing/app.case.js'
import { createHttpServer } from './createHttpServer.js'
import { exitOf, startNode } from '../../testing/serveProcess.case.js'
import { trackInFlight } from './inFlightResponses.js'
import { answerIn, connected, NEVER, say } from '../../testing/socket.case.js'

const PUBLIC_URL = 'https://capture.example'
type Fetch = Parameters<typeof createHttpServer>[0]

async function start(fetch: Fetch = startApp({ CAPTURE_PUBLIC_URL: PUBLIC_URL }).app.fetch, idleMs?: number) {
  const server = createHttpServer(fetch, PUBLIC_URL, idleMs)
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
const closed = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'content-type': 'application/problem+json',
  'content-length': matching(/^\d+$/),
  'x-request-id': matching(/^[0-9a-f-]{36}$/),
  date: matching(/ GMT$/),
  connection: 'close',
}

it.each([
  ['no HTTP at all', 400, 'nonsense\r\n\r\n'],
  ['no host', 400, 'GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['headers that are too large', 431, `${get}X-A: ${'a'.repeat(9000)}\r\n\r\n`],
  [
    'extensions that are too long',
    413,
    `${post}Transfer-Encoding: chunked\r\n\r\n2;${'a'.repeat(20_000)}\r\n`,
  ],
  ['an expectation of its own', 417, `${get}Expect: 200-ok\r\n\r\n`],
  ['a way to another server', 501, 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a body that breaks off its form', 400, `${post}Transfer-Encoding: chunked\r\n\r\n2\r\n{}zz`],
])('%s is answered as a problem like any other, under the same headers', async (_name, status, bytes) => {
  const heard = answerIn(await say(await start(), bytes, NEVER))
  expect(heard.headers).toEqual(closed)
  expect(Number(heard.headers['content-length'])).toBe(Buffer.byteLength(heard.body))
  expect([heard.status, JSON.parse(heard.body)]).toEqual([
    status,
    {
      type: 'urn:ingo-capture:problem:invalid_request',
      title: 'The request is malformed or against the contract.',
      status,
      code: 'invalid_request',
      retryable: false,
      detail: matching(/^[A-Z].+\.$/),
      request_id: heard.headers['x-request-id'],
    },
  ])
})

it('an answer that has begun is cut off, with nothing in its midst', async () => {
  const endless: Fetch = () =>
    new Response(
      new ReadableStream({
        start: (controller) => {
          controller.enqueue('begun')
        },
      }).pipeThrough(new TextEncoderStream()),
    )
  const node = await start(endless)
  const socket = await connected(node)
  let heard = ''
  socket.on('data', (text) => (heard += text.toString()))
  socket.write(`${get}\r\n`)
  await vi.waitFor(() => {
    expect(heard).toContain('begun')
  })
  socket.write('nonsense\r\n\r\n')
  await once(socket, 'close')
  expect(heard).not.toContain('400')
})

/** More than a socket’s buffers take. */
const LARGE = 32 * 1024 * 1024
const openOf = (server: Server) =>
  new Promise<number>((done) => {
    server.getConnections((_error, count) => {
      done(count)
    })
  })

it('asked behind an answer that nobody reads, CONNECT keeps no connection', async () => {
  const { server, ...node } = await start(() => new Response(Buffer.alloc(LARGE)))
  const socket = await connected(node)
  socket.pause()
  socket.write(`${get}\r\nCONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n`)
  await vi.waitFor(async () => {
    expect(await openOf(server)).toBe(0)
  }, 5000)
})

it.each(['nonsense\r\n\r\n', 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n'])(
  'a request that is still being answered gets no refusal in its place: %j',
  async (behind) => {
    const never: Fetch = () => new Promise(() => undefined)
    expect(await say(await start(never), `${post}Content-Length: 2\r\n\r\n{}${behind}`, NEVER)).toBe('')
  },
)

it('a request that is answered before it has come whole is answered once', async () => {
  const node = await start()
  const socket = await connected(node)
  let heard = ''
  socket.on('data', (text) => (heard += text.toString()))
  socket.write(`${post}Content-Length: 5\r\n\r\n{`)
  await vi.waitFor(() => {
    expect(heard).toMatch(/\}$/)
  })
  socket.end()
  await once(socket, 'close')
  expect(heard.match(/HTTP\/1\.1 /g)).toHaveLength(1)
})

it('a request after a good one on the same connection is told, too', async () => {
  const node = await start()
  const socket = await connected(node)
  let heard = ''
  socket.on('data', (text) => (heard += text.toString()))
  socket.write(`${get}\r\n`)
  await vi.waitFor(() => {
    expect(heard).toContain('"up"')
  })
  socket.write('nonsense\r\n\r\n')
  await once(socket, 'close')
  expect(heard).toMatch(/^HTTP\/1\.1 200 .*"up"\}HTTP\/1\.1 400 .*"code":"invalid_request"/s)
})

it('whoever asks to be led through and resets the connection ends nothing', async () => {
  const node = await start()
  const socket = await connected(node)
  socket.write('CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n')
  socket.resetAndDestroy()
  expect((await fetch(`${node.url}/healthz`)).status).toBe(200)
})

it('a request behind an answer that closes the connection holds no stop up', async () => {
  const node = await start()
  const { finished } = trackInFlight(node.server)
  const encoded = `${post}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`
  expect(await say(node, `${encoded}${get}\r\n`, NEVER)).toMatch(/^HTTP\/1\.1 400 /)
  await finished(60_000)
})

it('a client that does not read is ended, while another is served', async () => {
  const { app } = startApp({})
  const node = await start(
    (request, env) =>
      request.url.endsWith('/large') ? new Response(Buffer.alloc(LARGE)) : app.fetch(request, env),
    300,
  )
  const socket = await connected(node)
  socket.pause()
  socket.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n')
  await vi.waitFor(async () => {
    const good = await fetch(`${node.url}/healthz`, { headers: { Connection: 'close' } })
    expect(good.status).toBe(200)
    expect(await openOf(node.server)).toBe(0)
  }, 5000)
  let heard = 0
  socket.on('data', (bytes) => (heard += bytes.length)).resume()
  await once(socket, 'close')
  expect(heard).toBeLessThan(LARGE)
  expect(createHttpServer(app.fetch, PUBLIC_URL).timeout).toBe(90_000)
})

it('a flag that makes Node’s parser lenient changes nothing', async () => {
  const node = await startNode({ NODE_OPTIONS: '--insecure-http-parser' })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  for (const bytes of [
    `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${get}\r\n`,
    `${get}X-A: b\x01c\r\n\r\n`,
  ]) {
    expect(answerIn(await say(node, bytes, NEVER)).status).toBe(400)
  }
  node.child.kill('SIGTERM')
  expect(await exitOf(node)).toBe(0)
})
