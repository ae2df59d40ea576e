/** Start, drain and stop, as whoever runs the server sees them: signals, answers, exit codes. */
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
  told,
  type Behaviour,
} from './app.case.js'
import { createSession, retrieveSession } from '../index.js'
import {
  capture,
  card,
  exitOf,
  isReady,
  leaveLog,
  sleep,
  startNode,
  temporaryStore,
  unlimited,
  type Node,
} from './serveProcess.case.js'

const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'
const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'

/** A gateway that answers when it is let, and a server before it with a session that is being verified. */
async function startMidCall(settings: Record<string, string> = {}) {
  const calls = new EventEmitter()
  const begun = once(calls, 'begun')
  const held: Behaviour = (sent, response, request) => {
    calls.once('answer', () => {
      json((s) => success(s))(sent, response, request)
    })
    calls.emit('begun')
  }
  const gateway = await startGateway(held)
  const node = await startNode({ ...unlimited, INGO_URL: gateway.url, ...settings })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const server = { url: node.url, secretKey: SECRET_KEY }
  const session = await createSession(server, { origin: ORIGIN, participant_unique_id1: 'order-1' })
  const sealed = new URL(session.url).hash.slice(1)
  const leaving = new AbortController()
  const answer = capture(node.url, sealed, KEY, { signal: leaving.signal })
  answer.catch(() => undefined)
  await begun
  return {
    gateway,
    node,
    server,
    id: session.id,
    sealed,
    answer,
    leaving,
    answerIt: () => calls.emit('answer'),
  }
}

async function refused(node: Node): Promise<void> {
  while (await isReady(node)) await sleep(10)
}

it('SIGTERM: takes nothing new, finishes and answers what is under way, closes its connection, ends with 0', async () => {
  const { node, answer, answerIt } = await startMidCall()
  node.child.kill('SIGTERM')
  await refused(node)
  answerIt()
  const response = await answer
  expect(response.headers.get('connection')).toBe('close')
  expect(await response.json()).toEqual({ customer_account_token: TOKEN })
  expect(await exitOf(node)).toBe(0)
  expect(node.output()).toContain('"msg":"stopped"')
})

it('a second SIGTERM ends it at once, with 1', async () => {
  const { node } = await startMidCall()
  node.child.kill('SIGTERM')
  await refused(node)
  node.child.kill('SIGTERM')
  expect(await exitOf(node)).toBe(1)
})

it('what is not finished by the deadline is left, and the exit code says so', async () => {
  const { node } = await startMidCall({ CAPTURE_DRAIN_SECONDS: '1' })
  node.child.kill('SIGTERM')
  expect(await exitOf(node)).toBe(1)
  expect(node.output()).toMatch(/"level":40,.*"stopped with captures in flight"/)
})

it('whoever read its log has gone: what is under way is finished all the same', async () => {
  const { node, answer, answerIt } = await startMidCall()
  leaveLog(node.child)
  node.child.kill('SIGTERM')
  await refused(node)
  answerIt()
  expect(await (await answer).json()).toEqual({ customer_account_token: TOKEN })
  expect(await exitOf(node)).toBe(0)
})

it.each([
  ['has sent nothing', ''],
  ['has sent half a header', 'GET /healthz HTTP/1.1\r\nHost: x'],
  [
    'has sent half a body',
    `POST /v1/sessions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${SECRET_KEY}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{`,
  ],
])('SIGTERM: a connection that %s holds nothing up', async (_name, sent) => {
  const node = await startNode({ ...unlimited, CAPTURE_DRAIN_SECONDS: '3' })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const socket = connect(Number(new URL(node.url).port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.write(sent)
  // What was accepted after it says that it has been accepted, too.
  expect(await isReady(node)).toBe(true)
  node.child.kill('SIGTERM')
  expect(await exitOf(node)).toBe(0)
  expect(node.output()).toContain('"msg":"stopped"')
})

it('whoever asked may vanish: the call is finished, its result kept without card data, and the same key gets it', async () => {
  const file = temporaryStore()
  const { node, gateway, server, id, sealed, leaving, answerIt } = await startMidCall({ CAPTURE_STORE: file })
  leaving.abort()
  expect(await retrieveSession(server, id)).toMatchObject({ status: 'processing', attempts: 0 })
  answerIt()
  while ((await retrieveSession(server, id)).status === 'processing') await sleep(10)
  const told = { status: 'tokenized', attempts: 1, customer_account_token: TOKEN }
  expect(await retrieveSession(server, id)).toMatchObject(told)
  expect((await capture(node.url, sealed, KEY)).status).toBe(200)
  expect(gateway.received.length).toBe(1)
  const kept = readFileSync(file).toString('latin1') + readFileSync(`${file}-wal`).toString('latin1')
  expect(kept).toContain(TOKEN)
  expect(kept).not.toMatch(new RegExp(`${card.account}|"cvv"|${card.recipient_last_name}`))
})

it('SIGTERM waits for a call whose client has gone, too', async () => {
  const file = temporaryStore()
  const { node, id, leaving, answerIt } = await startMidCall({ CAPTURE_STORE: file })
  leaving.abort()
  node.child.kill('SIGTERM')
  await refused(node)
  answerIt()
  expect(await exitOf(node)).toBe(0)
  const after = startApp({ CAPTURE_STORE: file })
  expect(await after.retrieve(id)).toMatchObject({ status: 'tokenized' })
})

it('kill −9 mid-call: the session is unknown once its hold has lapsed, and the same key leads to the token', async () => {
  const file = temporaryStore()
  const { node, id, sealed } = await startMidCall({ CAPTURE_STORE: file })
  node.child.kill('SIGKILL')
  await exitOf(node)
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
  expect(await told(again)).toMatchObject({ http: 200, customer_account_token: TOKEN })
  expect(await after.retrieve(id)).toMatchObject({ status: 'tokenized', attempts: 1 })
})
