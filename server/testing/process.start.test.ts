/** Failed starts and a full disk: what the operator sees. */
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { ORIGIN, SECRET_KEY, startApp, startGateway, readResponse } from './app.case.js'
import { createSession, retrieveSession } from '../index.js'
import {
  capture,
  exitCode,
  sleep,
  spawnNode,
  startNode,
  temporaryStore,
  unlimited,
} from './serveProcess.case.js'

const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'

it('with a full disk: responds 503, isn’t ready, sends nothing, and keeps its sessions', async () => {
  const file = temporaryStore()
  const gateway = await startGateway()
  const settings = { ...unlimited, INGO_URL: gateway.url, CAPTURE_STORE: file }
  const node = await startNode(settings, { blocks: 400 })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const server = { url: node.url, secretKey: SECRET_KEY }
  const body = { origin: ORIGIN }
  const made: Awaited<ReturnType<typeof createSession>>[] = []
  const failure = await (async () => {
    for (;;) {
      try {
        made.push(await createSession(server, body))
      } catch (error) {
        return error
      }
    }
  })()
  expect(failure).toMatchObject({ code: 'gateway_unavailable', status: 503 })
  const { id, url } = made[0] ?? { id: '', url: '' }
  expect((await capture(node.url, new URL(url).hash.slice(1), KEY)).status).toBe(503)
  expect(await readResponse(fetch(`${node.url}/readyz`))).toMatchObject({ http: 503, reasons: ['store'] })
  expect(await retrieveSession(server, id)).toMatchObject({ status: 'open' })
  expect(gateway.received.length).toBe(0)
  node.child.kill('SIGTERM')
  await exitCode(node)
  const after = startApp({ CAPTURE_STORE: file })
  for (const session of made) expect(await after.retrieve(session.id)).toMatchObject({ id: session.id })
})

it.each([
  ['an invalid setting', { INGO_URL: 'http://payapi.ingo.money' }, 2, /^INGO_URL is invalid\. .+\n$/],
  [
    'a host of another machine',
    { HOST: '192.0.2.1' },
    1,
    /^HOST cannot be listened on \(EADDRNOTAVAIL\): .+\n$/,
  ],
  ['an unusable store', { CAPTURE_STORE: '/dev/null/store.db' }, 1, /^CAPTURE_STORE cannot .+\n$/],
])('%s stops the start with one line and an exit code of its own', async (_name, settings, code, line) => {
  const node = await spawnNode(settings)
  expect(await exitCode(node)).toBe(code)
  expect(node.output()).toMatch(line)
})

it('stops the start with one line when the metrics port is in use', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const node = await spawnNode({ CAPTURE_STORE: temporaryStore(), METRICS_PORT: String(port) })
  expect(await exitCode(node)).toBe(1)
  expect(node.output()).toMatch(new RegExp(`^.*${port}.*METRICS_PORT.*\\n$`))
})

it('starts without Redis when Redis rejects the password, and logs the reason once', async () => {
  let attempts = 0
  const redis = createServer((socket) => {
    attempts += 1
    socket.on('error', () => undefined)
    socket.on('data', (commands) => {
      socket.write(commands.toString().replace(/\*\d+\r\n(?:\$\d+\r\n.*\r\n)+/g, '-WRONGPASS marked\r\n'))
    })
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void redis.close())
  await once(redis, 'listening')
  const { port } = redis.address() as AddressInfo
  const node = await spawnNode({ REDIS_URL: `redis://:marked@127.0.0.1:${port}` })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  while (attempts < 3 || !node.output().includes('listening')) await sleep(20)
  const lines = node
    .output()
    .split('\n')
    .filter((line) => line.includes('"operation":"connect"'))
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 50, operation: 'connect', error: 'WRONGPASS' },
  ])
  expect(node.output()).not.toContain('marked')
})
