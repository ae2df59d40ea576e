/** Hundreds of deliberately slow connections: the real process serves others and closes the slow ones in time. */
import type { Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { ORIGIN, SECRET_KEY, startGateway } from './app.case.js'
import { createSession } from 'ingo-capture/backend'
import { capture, exitCode, startNode, unlimited, type Node } from './serveProcess.case.js'
import { openSocket } from './socket.case.js'

const CONNECTIONS_PER_KIND = 100
/** A generous limit. A server that makes others wait would take 10 s, as long as a slow connection may last. */
const MAX_RESPONSE_MS = 5_000
/** The longest time limit is 15 s, checked each second; Node's defaults are 300 s, and 60 s for headers. */
const MAX_CONNECTION_MS = 25_000

type Slow = { kind: string; socket: Socket; ended: Promise<string> }
type Kind = { kind: string; first: string; more?: string; expected: RegExp }

/** For each kind: the first bytes, the bytes that it adds every second, and the final response. */
function slowKinds(sealed: string): Kind[] {
  const post = `POST /v1/captures HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${sealed}\r\nContent-Type: application/json\r\nIdempotency-Key: ${crypto.randomUUID()}\r\n`
  const timedOut = /^HTTP\/1\.1 408 .*no-store.*"code":"invalid_request"/s
  return [
    { kind: 'has sent nothing', first: '', expected: /^(?:HTTP\/1\.1 408 .*)?$/s },
    { kind: 'is sending headers', first: `${post}X-A: `, more: 'a', expected: timedOut },
    {
      kind: 'is sending a body',
      first: `${post}Content-Length: 5000\r\n\r\n{`,
      more: ' ',
      expected: timedOut,
    },
    {
      kind: 'is sending chunks',
      first: `${post}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n`,
      more: '1\r\n \r\n',
      expected: timedOut,
    },
    {
      kind: 'keeps an idle connection',
      first: 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n',
      expected: /^HTTP\/1\.1 200 /,
    },
  ]
}

async function openSlowConnections(node: Node, { kind, first, more }: Kind): Promise<Slow[]> {
  const sockets = await Promise.all(Array.from({ length: CONNECTIONS_PER_KIND }, () => openSocket(node)))
  return sockets.map((socket) => {
    let heard = ''
    socket.on('data', (text) => (heard += text.toString()))
    socket.write(first)
    const drip = setInterval(() => more !== undefined && !socket.destroyed && socket.write(more), 1000)
    const ended = new Promise<string>((done) => {
      socket.once('close', () => {
        clearInterval(drip)
        done(heard)
      })
    })
    onTestFinished(() => void socket.destroy())
    return { kind, socket, ended }
  })
}

it('serves readyz and captures beside slow connections, and closes each of those at its time limit', async () => {
  const gateway = await startGateway()
  // Shorter than the default of 65 s for idle connections. The limits of the other kinds don't depend on it.
  const node = await startNode({ ...unlimited, INGO_URL: gateway.url, CAPTURE_KEEP_ALIVE_SECONDS: '5' })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const backend = { url: node.url, secretKey: SECRET_KEY }
  const { url } = await createSession(backend, { origin: ORIGIN })
  const sealed = new URL(url).hash.slice(1)
  const kinds = slowKinds(sealed)
  const connections = (await Promise.all(kinds.map((kind) => openSlowConnections(node, kind)))).flat()

  const began = Date.now()
  const responses = await Promise.all(Array.from({ length: 20 }, () => fetch(`${node.url}/readyz`)))
  expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(200))
  const response = await capture(node.url, sealed, crypto.randomUUID())
  expect(await response.json()).toHaveProperty('customer_account_token')
  expect(Date.now() - began).toBeLessThan(MAX_RESPONSE_MS)

  const late = setTimeout(() => {
    for (const { socket } of connections) socket.destroy(new Error('it was still open'))
  }, MAX_CONNECTION_MS)
  for (const { kind, expected } of kinds) {
    const mine = connections.filter((one) => one.kind === kind)
    const heard = new Set(await Promise.all(mine.map(({ ended }) => ended)))
    for (const text of heard) expect([kind, text]).toEqual([kind, expect.stringMatching(expected)])
  }
  expect(connections.map(({ socket }) => socket.errored?.message)).not.toContain('it was still open')
  clearTimeout(late)
  // None of the slow connections has caused a gateway call.
  expect(gateway.received).toHaveLength(1)
  expect((await fetch(`${node.url}/readyz`)).status).toBe(200)
  node.child.kill('SIGTERM')
  expect(await exitCode(node)).toBe(0)
}, 60_000)
