/** All headers of every kind of response, as sent: a header that is not listed here fails the test. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, SECRET_KEY, startApp } from '../testing/app.case.js'
import { styleHash } from './static/frameDocuments.js'
import { createSession } from 'ingo-capture/backend'
import { exitCode, startNode, type Node } from '../testing/serveProcess.case.js'
import { parseOnlyResponse, NEVER, sendBytes, type ParsedResponse } from '../testing/socket.case.js'

let node: Node
let sealed: string
let script: string

beforeAll(async () => {
  node = await startNode({})
  const backend = { url: node.url, secretKey: SECRET_KEY }
  const { url } = await createSession(backend, { origin: ORIGIN, participant_unique_id1: 'order-1' })
  sealed = new URL(url).hash.slice(1)
  const [, path = ''] = /\.(\/assets\/[^"]+\.js)/.exec(await (await fetch(url)).text()) ?? []
  script = `/frame${path}`
})
afterAll(async () => {
  node.child.kill('SIGTERM')
  expect(await exitCode(node)).toBe(0)
})

type RawRequest = { method?: string; path: string; headers?: string[]; body?: string }

async function send({ method = 'GET', path, headers = [], body = '' }: RawRequest): Promise<ParsedResponse> {
  const lines = ['Host: x', 'Origin: https://evil.example', 'Connection: close', ...headers]
  return parseOnlyResponse(
    await sendBytes(node, `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`, NEVER),
  )
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const DATE = '[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT'
const matching = (pattern: string) => expect.stringMatching(new RegExp(`^${pattern}$`)) as string
const baseHeaders = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-request-id': matching(UUID),
  date: matching(DATE),
  connection: 'close',
}
const sized = { 'content-length': matching('[0-9]+') }
const strict = {
  ...baseHeaders,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
}
const problem = { ...strict, ...sized, 'content-type': 'application/problem+json' }
const shared = {
  ...strict,
  'access-control-allow-origin': '*',
  'cache-control': 'public, max-age=300, no-transform',
  'cross-origin-resource-policy': 'cross-origin',
}
/** Of a file: the same ETag for every content coding, and its length for HEAD too. */
const file = { ...sized, etag: matching('W/"[A-Za-z0-9+/]{22}"'), vary: 'Accept-Encoding' }
const frame = {
  ...baseHeaders,
  ...file,
  vary: 'Accept-Language, Sec-Fetch-Site, Sec-CH-UA-Mobile, Accept-Encoding',
  'cache-control': 'public, max-age=300, no-transform',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${styleHash(readFileSync('dist/public/frame/documents/card.en.html', 'utf8'))}`,
    "img-src 'none'",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'none'",
    "worker-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${ORIGIN} https://shop.example`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'content-type': 'text/html; charset=utf-8',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'cross-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': matching('[a-z-]+=\\(\\)(?:, [a-z-]+=\\(\\)){52}'),
  'timing-allow-origin': '*',
}
const javascript = 'text/javascript; charset=utf-8'
const json = 'application/json'
const asset = {
  ...strict,
  ...file,
  'cache-control': 'public, max-age=31536000, immutable, no-transform',
  'content-type': javascript,
}

const publicPaths: [string, () => string, Record<string, unknown>][] = [
  ['the frame’s document', () => '/frame/demo?form=card', frame],
  ['a script of the frame', () => script, asset],
  ['the SDK', () => '/sdk/v1/ingo-capture.js', { ...shared, ...file, 'content-type': javascript }],
  ['the SDK’s hashes', () => '/sdk/v1/integrity.json', { ...shared, 'content-type': json }],
  ['the OpenAPI document', () => '/openapi.json', { ...shared, 'content-type': json }],
  ['healthz', () => '/healthz', { ...strict, 'content-type': json }],
  ['readyz', () => '/readyz', { ...strict, 'content-type': json }],
]

describe.each(publicPaths)('%s', (_name, path, headers) => {
  it('has exactly these headers', async () => {
    const { status, headers: received } = await send({ path: path() })
    expect({ status, received }).toEqual({ status: 200, received: { ...headers, ...sized } })
  })

  it('sends the same headers and no body for HEAD', async () => {
    const { status, headers: received, body } = await send({ method: 'HEAD', path: path() })
    expect({ status, received, body }).toEqual({ status: 200, received: headers, body: '' })
  })

  it.each(['OPTIONS', 'POST', 'DELETE', 'TRACE', 'PROPFIND'])(
    'rejects %s with 405 and no CORS headers',
    async (method) => {
      const preflight = ['Access-Control-Request-Method: POST', 'Content-Length: 0']
      const { status, headers: received } = await send({ method, path: path(), headers: preflight })
      expect({ status, received }).toEqual({ status: 405, received: { ...problem, allow: 'GET, HEAD' } })
    },
  )
})

const bearer = `Authorization: Bearer ${SECRET_KEY}`
const auth = ['Content-Type: application/json', bearer]
const [empty, coded] = ['Content-Length: 0', 'Content-Encoding: gzip']
const post = { method: 'POST', path: '/v1/sessions' }
const rejected: [string, RawRequest, number, Record<string, string>?][] = [
  ['an unknown path', { path: '/nothing' }, 404],
  ['an unknown merchant’s frame', { path: '/frame/unknown' }, 404],
  ['the frame outside an iframe', { path: '/frame/demo', headers: ['Sec-Fetch-Dest: document'] }, 404],
  ['no key', { path: '/v1/sessions/x' }, 401, { 'www-authenticate': 'Bearer' }],
  ['another page’s call', { path: '/v1/session' }, 403],
  ['an unknown session', { path: '/v1/sessions/x', headers: auth }, 404],
  ['malformed JSON', { ...post, headers: [...auth, 'Content-Length: 1'], body: '{' }, 400],
  ['no content type', { ...post, headers: [bearer, empty] }, 415, { accept: 'application/json' }],
  ['a coded body', { ...post, headers: [...auth, coded, empty] }, 415, { 'accept-encoding': 'identity' }],
  ['a body over 16 KiB', { ...post, headers: [...auth, 'Content-Length: 20000'] }, 413],
  ['DELETE of a session', { method: 'DELETE', path: '/v1/session' }, 405, { allow: 'GET, HEAD' }],
  ['GET of a capture', { path: '/v1/captures' }, 405, { allow: 'POST' }],
  ['a preflight', { method: 'OPTIONS', path: '/v1/captures' }, 405, { allow: 'POST' }],
  ['two Host headers', { path: '/healthz', headers: ['Host: y'] }, 400],
  ['an asterisk as the path', { method: 'OPTIONS', path: '*' }, 400],
]

it.each(rejected)('rejects with strict headers: %s', async (_name, request, status, more = {}) => {
  const response = await send(request)
  expect(response.headers).toEqual({ ...problem, ...more })
  expect([response.status, JSON.parse(response.body)]).toMatchObject([status, { status }])
})

it('sets strict headers on API responses to backends and frames', async () => {
  const body = JSON.stringify({ origin: ORIGIN, participant_unique_id1: 'order-2' })
  const made = [...auth, `Content-Length: ${body.length}`]
  const created = await send({ ...post, headers: made, body })
  expect(created).toMatchObject({ status: 201 })
  const { id } = JSON.parse(created.body) as { id: string }
  const read = await send({ path: `/v1/sessions/${id}`, headers: auth })
  const shown = parseOnlyResponse(
    await sendBytes(
      node,
      `GET /v1/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${sealed}\r\n\r\n`,
      NEVER,
    ),
  )
  for (const { headers } of [created, read, shown]) {
    expect(headers).toEqual({ ...strict, ...sized, 'content-type': json })
  }
})

it('responds 304 to a matching ETag, with the document’s headers', async () => {
  const { headers } = await send({ path: '/frame/demo' })
  const again = await send({ path: '/frame/demo', headers: [`If-None-Match: ${headers.etag ?? ''}`] })
  const { 'content-type': _type, 'content-length': _length, ...unchanged } = frame
  expect(again).toEqual({ status: 304, headers: unchanged, body: '' })
})

it('redirects the preload to the merchant’s document, cacheable', async () => {
  const { status, headers } = await send({ path: '/sdk/v1/preload.html' })
  const location = '../../frame/demo?form=card'
  expect({ status, headers }).toEqual({
    status: 302,
    headers: { ...shared, 'content-length': '0', location },
  })
})

it('sends HSTS for a year over https', async () => {
  const { app } = startApp({ CAPTURE_PUBLIC_URL: 'https://capture.example' })
  for (const path of ['/frame/demo', '/sdk/v1/ingo-capture.js', '/healthz', '/nothing']) {
    const { headers } = await app.request(path)
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000')
  }
})
