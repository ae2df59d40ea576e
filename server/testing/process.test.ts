/** Start, drain and stop as the operator sees them: signals, responses, exit codes. */
import { EventEmitter, once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import {
  json,
  ORIGIN,
  SECRET_KEY,
  startApp,
  startGateway,
  success,
  readResponse as expected,
  type Behaviour,
} from './app.case.js'
import { createSession, retrieveSession } from 'ingo-capture/backend'
import {
  capture,
  card,
  exitCode,
  isReady,
  closeLogReader,
  sleep,
  startNode,
  temporaryStore,
  unlimited,
  type Node,
} from './serveProcess.case.js'

const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'
const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'

/** Starts a server with a verification in flight; the gateway responds when `respond` is called. */
async function startMidCall(settings: Record<string, string> = {}) {
  const calls = new EventEmitter()
  const begun = once(calls, 'begun')
  const held: Behaviour = (sent, response, request) => {
    calls.once('respond', () => {
      json((s) => success(s))(sent, response, request)
    })
    calls.emit('begun')
  }
  const gateway = await startGateway(held)
  const node = await startNode({ ...unlimited, INGO_URL: gateway.url, ...settings })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const server = { url: node.url, secretKey: SECRET_KEY }
  const session = await createSession(server, { origin: ORIGIN })
  const sealed = new URL(session.url).hash.slice(1)
  const leaving = new AbortController()
  const response = capture(node.url, sealed, KEY, { signal: leaving.signal })
  response.catch(() => undefined)
  await begun
  return {
    gateway,
    node,
    server,
    id: session.id,
    sealed,
    response,
    leaving,
    respond: () => calls.emit('respond'),
  }
}

async function waitUntilNotReady(node: Node): Promise<void> {
  while (await isReady(node)) await sleep(10)
}

it('SIGTERM: rejects new work, finishes the request in flight, closes its connection, exits with 0', async () => {
  const { node, response, respond } = await startMidCall()
  node.child.kill('SIGTERM')
  await waitUntilNotReady(node)
  respond()
  expect((await response).headers.get('connection')).toBe('close')
  expect(await (await response).json()).toMatchObject({ customer_account_token: TOKEN })
  expect(await exitCode(node)).toBe(0)
  expect(node.output()).toContain('"msg":"stopped"')
})

it('a second SIGTERM exits at once with 1, and says what it cut off', async () => {
  const { node } = await startMidCall()
  node.child.kill('SIGTERM')
  await waitUntilNotReady(node)
  node.child.kill('SIGTERM')
  expect(await exitCode(node)).toBe(1)
  expect(node.output()).toMatch(/"level":40,.*"stopped with captures in flight"/)
})

it('exits with 1 when work is unfinished at the drain deadline', async () => {
  const { node } = await startMidCall({ CAPTURE_DRAIN_SECONDS: '1' })
  node.child.kill('SIGTERM')
  expect(await exitCode(node)).toBe(1)
  expect(node.output()).toMatch(/"level":40,.*"stopped with captures in flight"/)
})

it('finishes the request in flight after the reader of its log has closed the pipe', async () => {
  const { node, response, respond } = await startMidCall()
  closeLogReader(node.child)
  node.child.kill('SIGTERM')
  await waitUntilNotReady(node)
  respond()
  expect(await (await response).json()).toMatchObject({ customer_account_token: TOKEN })
  expect(await exitCode(node)).toBe(0)
})

it.each([
  ['has sent nothing', ''],
  ['has sent half a header', 'GET /healthz HTTP/1.1\r\nHost: x'],
  [
    'has sent half a body',
    `POST /v1/sessions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${SECRET_KEY}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
  ],
])('SIGTERM: a connection that %s doesn’t delay the exit', async (_name, sent) => {
  const node = await startNode({ ...unlimited, CAPTURE_DRAIN_SECONDS: '3' })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const socket = connect(Number(new URL(node.url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(sent)
  // A response on a later connection shows that this one has been accepted too.
  expect(await isReady(node)).toBe(true)
  node.child.kill('SIGTERM')
  expect(await exitCode(node)).toBe(0)
  expect(node.output()).toContain('"msg":"stopped"')
})

it('finishes a call whose client has disconnected, stores the result without card data, and replays it for the same key', async () => {
  const file = temporaryStore()
  const { node, gateway, server, id, sealed, leaving, respond } = await startMidCall({ CAPTURE_STORE: file })
  leaving.abort()
  expect(await retrieveSession(server, id)).toMatchObject({ status: 'processing', attempts: 0 })
  respond()
  while ((await retrieveSession(server, id)).status === 'processing') await sleep(10)
  const tokenized = { status: 'tokenized', attempts: 1, customer_account_token: TOKEN }
  expect(await retrieveSession(server, id)).toMatchObject(tokenized)
  expect((await capture(node.url, sealed, KEY)).status).toBe(200)
  expect(gateway.received.length).toBe(1)
  const kept = readFileSync(file).toString('latin1') + readFileSync(`${file}-wal`).toString('latin1')
  expect(kept).toContain(id)
  expect(kept).not.toMatch(new RegExp(`${TOKEN}|${card.account}|"cvv"|${card.recipient_last_name}`))
})

it('SIGTERM waits for a call whose client has disconnected', async () => {
  const file = temporaryStore()
  const { node, id, leaving, respond } = await startMidCall({ CAPTURE_STORE: file })
  leaving.abort()
  node.child.kill('SIGTERM')
  await waitUntilNotReady(node)
  respond()
  expect(await exitCode(node)).toBe(0)
  const after = startApp({ CAPTURE_STORE: file })
  expect(await after.retrieve(id)).toMatchObject({ status: 'tokenized' })
})

it('after SIGKILL during a call, the session is unknown once its lease expires, and a retry gets the token', async () => {
  const file = temporaryStore()
  const { node, id, sealed } = await startMidCall({ CAPTURE_STORE: file })
  node.child.kill('SIGKILL')
  await exitCode(node)
  const gateway = await startGateway(json((sent) => success(sent, {}, 101)))
  const after = startApp({ CAPTURE_STORE: file, INGO_URL: gateway.url })
  after.time.now = Date.now()
  expect(await after.retrieve(id)).toMatchObject({ status: 'processing' })
  after.time.now += 15_000
  expect(await after.retrieve(id)).toMatchObject({ status: 'unknown', attempts: 0 })
  const again = after.app.request('/v1/captures', {
    method: 'POST',
    body: JSON.stringify(card),
    headers: {
      Authorization: `Bearer ${sealed}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': KEY,
    },
  })
  expect(await expected(again)).toMatchObject({ http: 200, customer_account_token: TOKEN })
  expect(await after.retrieve(id)).toMatchObject({ status: 'tokenized', attempts: 1 })
})
