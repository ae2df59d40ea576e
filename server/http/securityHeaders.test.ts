/** Every header of every kind of answer, on the wire: what is not listed here may not be there. */
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ORIGIN, SECRET_KEY, startApp } from '../testing/app.case.js'
import { styleHashIn } from './static/frameDocuments.js'
import { createSession } from '../index.js'
import { exitOf, startNode, type Node } from '../testing/serveProcess.case.js'
import { answerIn, NEVER, say, type Heard } from '../testing/socket.case.js'

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
  expect(await exitOf(node)).toBe(0)
})

type Asked = { method?: string; path: string; headers?: string[]; body?: string }

async function ask({ method = 'GET', path, headers = [], body = '' }: Asked): Promise<Heard> {
  const lines = ['Host: x', 'Origin: https://evil.example', 'Connection: close', ...headers]
  return answerIn(
    await say(node, `${method} ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`, NEVER),
  )
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const DATE = '[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT'
const matching = (pattern: string) => expect.stringMatching(new RegExp(`^${pattern}$`)) as string
const always = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-request-id': matching(UUID),
  date: matching(DATE),
  connection: 'close',
}
const sized = { 'content-length': matching('[0-9]+') }
const closed = {
  ...always,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
}
const problem = { ...closed, ...sized, 'content-type': 'application/problem+json' }
const open = {
  ...closed,
  'access-control-allow-origin': '*',
  'cache-control': 'public, max-age=300',
  'cross-origin-resource-policy': 'cross-origin',
}
/** A file's: the same of every encoding, and as long as it is, also to HEAD. */
const file = { ...sized, etag: matching('W/"[A-Za-z0-9+/]{22}"'), vary: 'Accept-Encoding' }
const frame = {
  ...always,
  ...file,
  vary: 'Accept-Language, Accept-Encoding',
  'cache-control': 'public, max-age=300',
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${styleHashIn(readFileSync('dist/public/frame/documents/card.en.html', 'utf8'))}`,
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
  'cross-origin-resource-policy': 'cross-origin',
  'origin-agent-cluster': '?1',
  'permissions-policy': matching('[a-z-]+=\\(\\)(?:, [a-z-]+=\\(\\)){20,}'),
  'timing-allow-origin': `${ORIGIN}, https://shop.example`,
}
const javascript = 'text/javascript; charset=utf-8'
const json = 'application/json'
const asset = {
  ...closed,
  ...file,
  'cache-control': 'public, max-age=31536000, immutable',
  'content-type': javascript,
}

const found: [string, () => string, Record<string, unknown>][] = [
  ['the frame’s document', () => '/frame/demo?form=card', frame],
  ['a script of the frame', () => script, asset],
  ['the SDK', () => '/sdk/v1/ingo-capture.js', { ...open, ...file, 'content-type': javascript }],
  ['its hashes', () => '/sdk/v1/integrity.json', { ...open, 'content-type': json }],
  ['its description', () => '/openapi.json', { ...open, 'content-type': json }],
  ['healthz', () => '/healthz', { ...closed, 'content-type': json }],
  ['readyz', () => '/readyz', { ...closed, 'content-type': json }],
]

describe.each(found)('%s', (_name, pathOf, headers) => {
  it('has these headers and no others', async () => {
    const { status, headers: told } = await ask({ path: pathOf() })
    expect({ status, told }).toEqual({ status: 200, told: { ...headers, ...sized } })
  })

  it('HEAD has them too, and no body', async () => {
    const { status, headers: told, body } = await ask({ method: 'HEAD', path: pathOf() })
    expect({ status, told, body }).toEqual({ status: 200, told: headers, body: '' })
  })

  it.each(['OPTIONS', 'POST', 'DELETE', 'TRACE', 'PROPFIND'])(
    '%s is 405, and gets no leave from CORS',
    async (method) => {
      const preflight = ['Access-Control-Request-Method: POST', 'Content-Length: 0']
      const { status, headers: told } = await ask({ method, path: pathOf(), headers: preflight })
      expect({ status, told }).toEqual({ status: 405, told: { ...problem, allow: 'GET, HEAD' } })
    },
  )
})

const sending = ['Content-Type: application/json', `Authorization: Bearer ${SECRET_KEY}`]
const refused: [string, Asked, number, Record<string, string>?][] = [
  ['no such path', { path: '/nothing' }, 404],
  ['an unknown merchant’s frame', { path: '/frame/nobody' }, 404],
  ['the frame outside an iframe', { path: '/frame/demo', headers: ['Sec-Fetch-Dest: document'] }, 404],
  ['no key', { path: '/v1/sessions/x' }, 401],
  ['another page’s call', { path: '/v1/session' }, 403],
  ['a session of nobody’s', { path: '/v1/sessions/x', headers: sending }, 404],
  [
    'no JSON',
    { method: 'POST', path: '/v1/sessions', headers: [...sending, 'Content-Length: 1'], body: '{' },
    400,
  ],
  [
    'another type',
    { method: 'POST', path: '/v1/sessions', headers: [...sending.slice(1), 'Content-Length: 0'] },
    415,
  ],
  ['too long', { method: 'POST', path: '/v1/sessions', headers: [...sending, 'Content-Length: 20000'] }, 413],
  ['a sealed session, deleted', { method: 'DELETE', path: '/v1/session' }, 405, { allow: 'GET, HEAD' }],
  ['a capture, read', { path: '/v1/captures' }, 405, { allow: 'POST' }],
  ['a preflight', { method: 'OPTIONS', path: '/v1/captures' }, 405, { allow: 'POST' }],
  ['a host that is none', { path: '/healthz', headers: ['Host: y'] }, 400],
  ['no path', { method: 'OPTIONS', path: '*' }, 400],
]

it.each(refused)('refused: %s', async (_name, asked, status, more = {}) => {
  const heard = await ask(asked)
  expect(heard.headers).toEqual({ ...problem, ...more })
  expect([heard.status, JSON.parse(heard.body)]).toMatchObject([status, { status }])
})

it('answers of the API are closed as well: to a backend, and to a frame', async () => {
  const body = JSON.stringify({ origin: ORIGIN, participant_unique_id1: 'order-2' })
  const made = [...sending, `Content-Length: ${body.length}`]
  const created = await ask({ method: 'POST', path: '/v1/sessions', headers: made, body })
  expect(created).toMatchObject({ status: 201 })
  const { id } = JSON.parse(created.body) as { id: string }
  const read = await ask({ path: `/v1/sessions/${id}`, headers: sending })
  const shown = answerIn(
    await say(
      node,
      `GET /v1/session HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer ${sealed}\r\n\r\n`,
      NEVER,
    ),
  )
  for (const { headers } of [created, read, shown]) {
    expect(headers).toEqual({ ...closed, ...sized, 'content-type': json })
  }
})

it('what has not changed is 304, with the headers of the document', async () => {
  const { headers } = await ask({ path: '/frame/demo' })
  const again = await ask({ path: '/frame/demo', headers: [`If-None-Match: ${headers.etag ?? ''}`] })
  const { 'content-type': _type, 'content-length': _length, ...unchanged } = frame
  expect(again).toEqual({ status: 304, headers: unchanged, body: '' })
})

it('what warms the form up leads to the merchant’s document, which may be kept', async () => {
  const { status, headers } = await ask({ path: '/sdk/v1/preload.html' })
  const location = '../../frame/demo?form=card'
  expect({ status, headers }).toEqual({ status: 302, headers: { ...open, 'content-length': '0', location } })
})

it('over https each says so for a year', async () => {
  const { app } = startApp({ CAPTURE_PUBLIC_URL: 'https://capture.example' })
  for (const path of ['/frame/demo', '/sdk/v1/ingo-capture.js', '/healthz', '/nothing']) {
    const { headers } = await app.request(path)
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
  }
})
