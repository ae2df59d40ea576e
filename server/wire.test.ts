/** The real process on a real socket: what is no proper HTTP, too large or too slow, reaches no route. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exitOf, startNode, type Node } from './node.case.js'

let node: Node
let port: number

beforeAll(async () => {
  node = await startNode({})
  port = Number(new URL(node.url).port)
})
afterAll(async () => {
  node.child.kill('SIGTERM')
  expect(await exitOf(node)).toBe(0)
})

/** Sends the bytes and reads until the server closes, or `enough` has come. */
async function say(bytes: string, enough: RegExp = /\r\n\r\n/): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (text) => (heard += text.toString()))
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(bytes, 'latin1')
  while (!socket.closed && !enough.test(heard)) {
    await Promise.race([once(socket, 'data'), once(socket, 'close')]).catch(() => undefined)
  }
  socket.destroy()
  return heard
}

/** Matches nothing: until the server closes. */
const NEVER = /(?!)/
const post = 'POST /v1/captures HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'
const smuggled = 'GET /v1/session HTTP/1.1\r\nHost: x\r\n\r\n'

it.each([
  [
    'a length and chunks',
    `${post}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${smuggled}`,
  ],
  ['two lengths', `${post}Content-Length: 0\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`],
  ['a length with a sign', `${post}Content-Length: +4\r\n\r\n{}{}`],
  ['an encoding that is none', `${post}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${smuggled}`],
  ['chunks that are not last', `${post}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${smuggled}`],
  ['a chunk of no size', `${post}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`],
  ['a folded header', `${post}X-A: b\r\n c\r\nContent-Length: 0\r\n\r\n`],
  ['a blank before the colon', `${post}Content-Length : 4\r\n\r\n{}{}`],
  ['a bare line feed', `${post}X-A: b\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`],
  ['a NUL in a header', `${post}X-A: b\0c\r\n\r\n`],
  ['no host', 'GET /healthz HTTP/1.1\r\n\r\n'],
  ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\r\n\r\n'],
])('%s is refused and the connection closed', async (_name, bytes) => {
  const before = node.output()
  const heard = await say(bytes, NEVER)
  expect(heard).toMatch(/^HTTP\/1\.1 400 /)
  expect(heard.match(/HTTP\/1\.1/g)).toHaveLength(1)
  // Where the headers were proper, the body was not: a route may have been asked, and has done nothing.
  const logged = node.output().slice(before.length)
  expect(logged).not.toMatch(/"level":50|"route":"\/v1[^}]*"status":2/)
})

it('headers over 8 KiB are 431', async () => {
  expect(await say(`GET /healthz HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(9000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431 /,
  )
})

it('a body over 16 KiB is 413, declared or chunk by chunk', async () => {
  expect(await say(`${post}Content-Length: 20000\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /)
  const chunk = `1000\r\n${'1'.repeat(4096)}\r\n`
  expect(await say(`${post}Transfer-Encoding: chunked\r\n\r\n${chunk.repeat(6)}`)).toMatch(/^HTTP\/1\.1 413 /)
})

it('no banner, in answers and in refusals', async () => {
  for (const bytes of [smuggled, 'nonsense\r\n\r\n']) {
    expect(await say(bytes)).not.toMatch(/^(server|x-powered-by|via):/im)
  }
})

it('connections that say nothing keep nobody out', async () => {
  const idle = Array.from({ length: 300 }, () => connect(port, '127.0.0.1'))
  await Promise.all(idle.map((socket) => once(socket, 'connect')))
  for (const socket of idle) socket.write('POST /v1/captures HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n')
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${port}/readyz`)),
  )
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200))
  for (const socket of idle) socket.destroy()
})
