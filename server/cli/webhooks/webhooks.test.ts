/** The built command `webhooks` against a running server. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { createSession } from 'ingo-capture/backend'
import { expect, it, onTestFinished, vi } from 'vitest'
import { json, ORIGIN, SECRET_KEY, startGateway, success } from '../../testing/app.case.js'
import { startReceiver, verifyByLibrary, WEBHOOK_SECRET } from '../../testing/receiver.case.js'
import { findFreePort } from '../../testing/freePorts.case.js'
import { capture, startNode, unlimited } from '../../testing/serveProcess.case.js'

const cli = fileURLToPath(new URL('../../../dist/server/cli.js', import.meta.url))

/** Each of these tests starts several processes, and a busy machine takes seconds for each. */
vi.setConfig({ testTimeout: 90_000 })
const waiting = { timeout: 60_000 }

function run(env: Record<string, string>, ...args: string[]) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [cli, 'webhooks', ...args], { env }, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out, err })
    })
  })
}

async function startServer(settings: Record<string, string>) {
  const gateway = await startGateway(json((sent) => success(sent)))
  const hook = { CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET, CAPTURE_WEBHOOK_TOKEN: 'true', ...settings }
  const node = await startNode({ ...unlimited, ...hook, INGO_URL: gateway.url })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const captureOnce = async () => {
    const { id, url } = await createSession({ url: node.url, secretKey: SECRET_KEY }, { origin: ORIGIN })
    await capture(node.url, new URL(url).hash.slice(1), crypto.randomUUID())
    return id
  }
  return { captureOnce, env: { CAPTURE_SECRET_KEY: SECRET_KEY, PORT: new URL(node.url).port } }
}

it('lists events, and sends one again', async () => {
  const receiver = await startReceiver()
  const { captureOnce, env } = await startServer({ CAPTURE_WEBHOOK_URL: receiver.url })
  expect(await run(env, 'list')).toEqual({ code: 0, out: 'There are no events.\n', err: '' })
  const session = await captureOnce()
  await vi.waitUntil(() => receiver.received.length === 1, waiting)
  const [{ out }, { out: asJson }] = await Promise.all([run(env, 'list'), run(env, 'list', '--json')])
  expect(out).toMatch(
    new RegExp(`^20\\S+Z {2}session\\.tokenized +tokenized +${session} {2}evt_\\S+ {2}\\w+`),
  )
  expect(out).not.toContain('ca875cce')
  expect(asJson).not.toContain('customer_account_token')
  const { events } = JSON.parse(asJson) as { events: { id: string }[] }
  const ids = [events[0]?.id ?? '', 'evt_none']
  const [sent, unknown] = await Promise.all(ids.map((id) => run(env, 'resend', id)))
  expect(sent).toMatchObject({ code: 0, err: '' })
  await vi.waitUntil(() => receiver.received.length === 2, waiting)
  expect(unknown).toMatchObject({
    ...{ code: 1, out: '' },
    err: expect.stringMatching(/answered 404 not_found/) as string,
  })
})

it('names the events that the server can’t open, after the others', async () => {
  const data = { id: 's1', merchant: 'demo', status: 'canceled', attempts: 0, participant_unique_id1: 'p1' }
  const delivery = { status: 'recorded', tries: 0 }
  const event = {
    id: 'evt_1',
    type: 'session.canceled',
    timestamp: '2026-06-15T12:00:00.000Z',
    data,
    delivery,
  }
  const server = createServer((_request, response) => {
    response.end(JSON.stringify({ events: [event], has_more: false, unreadable: ['evt_0'] }))
  })
  onTestFinished(() => void server.close())
  const port = await findFreePort()
  await once(server.listen(port, '127.0.0.1'), 'listening')
  const { out } = await run({ CAPTURE_SECRET_KEY: SECRET_KEY, PORT: String(port) }, 'list')
  expect(out).toMatch(/evt_1 {2}recorded\nevt_0 can’t be read: CAPTURE_SEALING_KEYS lacks its key\. .*\n$/)
})

it('prints new events and forwards them with the server’s signature, even if the server has no URL', async () => {
  const receiver = await startReceiver()
  const { captureOnce, env } = await startServer({})
  await captureOnce()
  const args = [cli, 'webhooks', 'listen', '--forward', receiver.url]
  const child = spawn(process.execPath, args, { env: { ...env, CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET } })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  child.stdout.on('data', (text: Buffer) => (out += text.toString()))
  await vi.waitUntil(() => out.includes('Listening for events'), waiting)
  const ids = [await captureOnce(), await captureOnce()]
  await vi.waitUntil(() => out.split(' → 204').length === 3, waiting)
  expect(receiver.received.map(({ body }) => body.data.id)).toEqual(ids)
  for (const event of receiver.received) verifyByLibrary(event)
  expect(out).not.toContain('ca875cce')
  const ended = new Promise((done) => child.once('exit', done))
  child.kill('SIGINT')
  expect(await ended).toBe(0)
})

it.each([
  [[], /^webhooks: the action is missing or invalid/],
  [['resend'], /^webhooks: the id is missing/],
  [['list', 'evt_1'], /^webhooks: an argument or --forward is invalid here/],
  [['listen', '--forward', 'ftp://x'], /^webhooks: --forward is invalid/],
  [['list', '--server', 'http://shop.example'], /^webhooks: --server is invalid/],
])('rejects the arguments %j', async (args, message) => {
  const { code, err } = await run({ CAPTURE_SECRET_KEY: SECRET_KEY }, ...args)
  expect([code, err]).toEqual([2, expect.stringMatching(message)])
})

it('reports that no server answers, or that it rejects the key', async () => {
  const PORT = String(await findFreePort())
  const [missing, { env }] = await Promise.all([
    run({ CAPTURE_SECRET_KEY: SECRET_KEY, PORT }, 'list'),
    startServer({}),
  ])
  expect(missing.err).toBe(`webhooks: no server answers at http://127.0.0.1:${PORT} (ECONNREFUSED)\n`)
  const wrong = await run({ ...env, CAPTURE_SECRET_KEY: 'sk_wrong_0123456789abcdefgh' }, 'list')
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringMatching(/answered 401 unauthorized/)])
})
