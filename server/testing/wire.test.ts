/** The real process on a real socket: malformed or oversized HTTP reaches no route. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SECRET_KEY } from './app.case.js'
import { exitCode, startNode, type Node } from './serveProcess.case.js'
import { parseOnlyResponse, NEVER, sendBytes } from './socket.case.js'

let node: Node

beforeAll(async () => {
  node = await startNode({})
})
afterAll(async () => {
  node.child.kill('SIGTERM')
  expect(await exitCode(node)).toBe(0)
})

const post = 'POST /v1/captures HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'
/** More headers than Node keeps by default, but within the size limit of all headers. */
const padding = 'a:\r\n'.repeat(1100)
const smuggled = 'GET /v1/session HTTP/1.1\r\nHost: x\r\n\r\n'

it.each([
  [
    'both Content-Length and chunked',
    `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  ],
  ['two lengths', `${post}Content-Length: 0\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`],
  ['a length with a sign', `${post}Content-Length: +4\r\n\r\n{}{}`],
  ['an unknown encoding', `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`],
  ['an encoding besides chunks', `${post}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n${smuggled}`],
  [
    'chunks of HTTP/1.0',
    `${post.replace('1.1', '1.0')}Transfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n0\r\n\r\n${smuggled}`,
  ],
  ['chunks that are not last', `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`],
  ['a chunk of no size', `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`],
  ['a folded header', `${post}X-A: b\r\n c\r\nContent-Length: 0\r\n\r\n`],
  ['a blank before the colon', `${post}Content-Length : 4\r\n\r\n{}{}`],
  ['two times in chunks', `${post}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  ['a list of lengths', `${post}Content-Length: 2, 2\r\n\r\n{}`],
  ['a chunk that ends in a bare line feed', `${post}Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n`],
  ['lines that end in a bare line feed', 'GET /healthz HTTP/1.1\nHost: x\n\n'],
  ['the start of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a path without its slash', 'GET healthz HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a NUL in the path', 'GET /healthz\0 HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a bare line feed', `${post}X-A: b\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  ['a NUL in a header', `${post}X-A: b\0c\r\n\r\n`],
  ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
  [
    'a second host, behind a thousand headers',
    `GET /healthz HTTP/1.1\r\nHost: x\r\n${padding}Host: y\r\n\r\n`,
  ],
  [
    'an encoding besides chunks, behind a thousand headers',
    `${post}${padding}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  ],
  ['a TLS handshake', '\x16\x03\x01\x02\x00\x01\r\n\r\n'],
])('rejects %s and closes the connection', async (_name, bytes) => {
  const before = node.output()
  const heard = await sendBytes(node, bytes, NEVER)
  const { status, body } = parseOnlyResponse(heard)
  expect([status, JSON.parse(body)]).toMatchObject([400, { code: 'invalid_request' }])
  expect(heard.match(/HTTP\/1\.1 \d{3} /g)).toHaveLength(1)
  // With valid headers and an invalid body a route may have started, but must not have done anything.
  const logged = node.output().slice(before.length)
  expect(logged).not.toMatch(/"level":50|"route":"\/v1[^}]*"status":2/)
})

it('responds 431 to headers over 16 KiB, and not to fewer', async () => {
  const large = `GET /healthz HTTP/1.1\r\nHost: x\r\nCookie: a=${'a'.repeat(15_000)}\r\n\r\n`
  expect(await sendBytes(node, large)).toMatch(/^HTTP\/1\.1 200 /)
  expect(
    await sendBytes(node, `GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(17_000)}\r\n\r\n`),
  ).toMatch(/^HTTP\/1\.1 431 /)
})

it('responds 413 to a body over 16 KiB, declared or chunked', async () => {
  expect(await sendBytes(node, `${post}Content-Length: 20000\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /)
  const chunk = `1000\r\n${'1'.repeat(4096)}\r\n`
  expect(await sendBytes(node, `${post}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(6)}`)).toMatch(
    /^HTTP\/1\.1 413 /,
  )
})

it('sends no server banner in successes and errors', async () => {
  for (const bytes of [smuggled, 'nonsense\r\n\r\n']) {
    expect(await sendBytes(node, bytes)).not.toMatch(/^(server|x-powered-by|via):/im)
  }
})

it.each([
  ['a GET with a body', `GET /v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: ${smuggled.length}\r\n`],
  ['a length in capitals and blanks', `${post}CONTENT-LENGTH:   ${smuggled.length}  \r\n`],
])('treats the smuggled request after %s as a body', async (_name, head) => {
  const heard = await sendBytes(node, `${head}Connection: close\r\n\r\n${smuggled}`, NEVER)
  expect(heard.match(/HTTP\/1\.1/g)).toHaveLength(1)
})

it('ignores chunk extensions and trailers, and limits their size', async () => {
  const chunked =
    'POST /v1/sessions HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n'
  const trailer = `0\r\nAuthorization: Bearer ${SECRET_KEY}\r\n\r\n`
  expect(await sendBytes(node, `${chunked}2;a=b\r\n{}\r\n${trailer}`, NEVER)).toMatch(/^HTTP\/1\.1 401 /)
  expect(await sendBytes(node, `${chunked}2;a=${'b'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 413 /,
  )
})

it('ignores an upgrade to h2c and rejects CONNECT', async () => {
  const upgrade =
    'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n'
  expect(await sendBytes(node, `GET /healthz HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`)).toMatch(
    /^HTTP\/1\.1 200 /,
  )
  const connect = 'CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\n'
  expect(await sendBytes(node, connect, NEVER)).toMatch(/^HTTP\/1\.1 501 /)
})

it.each(['Host: x\r\nHost: y', 'Host: x y', 'Host: u@evil.example', 'Host: x/healthz', 'Host: '])(
  'responds 400 to a Host header that proxies may read differently: %j',
  async (host) => {
    const heard = await sendBytes(
      node,
      `GET /healthz HTTP/1.1\r\n${host}\r\nConnection: close\r\n\r\n`,
      NEVER,
    )
    const { status, body } = parseOnlyResponse(heard)
    expect([status, JSON.parse(body)]).toMatchObject([400, { code: 'invalid_request' }])
  },
)

it.each([
  '//frame/demo',
  '/frame//demo',
  '/frame%2Fdemo',
  '/frame/%2e%2e/frame/demo',
  '/frame/../frame/demo',
  '/./healthz',
  '/healthz/',
  '/healthz/.',
  '/healthz%00',
  '/healthz;x',
  '/HEALTHZ',
  '/%ff',
  '/frame/demo/../../../../etc/passwd',
  '/frame/assets/..%2findex.html',
  '/frame/assets/..%5cindex.html',
  '/frame/assets/%252e%252e/index.html',
  '/frame/index.html',
  '/frame/assets/',
  '/frame/assets/.env',
  '/sdk/v1/ingo-capture.js.map',
  '/sdk/v1/__proto__',
  '/sdk/v1/..%2f..%2fframe%2findex.html',
  '/.env',
  '/.git/config',
  '/package.json',
  '/.capture/store.db',
  '/metrics',
  'http://evil.example/healthz',
  'https://127.0.0.1/v1/session',
])('responds 404 without framing to a path trick: %s', async (path) => {
  const heard = await sendBytes(node, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, NEVER)
  const { status, headers, body } = parseOnlyResponse(heard)
  expect([status, JSON.parse(body)]).toMatchObject([404, { code: 'not_found' }])
  expect(headers['content-security-policy']).toBe("default-src 'none'; frame-ancestors 'none'; sandbox")
})
