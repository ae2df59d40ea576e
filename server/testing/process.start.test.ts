/** Failed starts and a full disk, as the operator sees them. */
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { ORIGIN, SECRET_KEY, startApp, startGateway, readResponse } from './app.case.js'
import { createSession, retrieveSession } from 'ingo-capture/backend'
import { findFreePort } from './freePorts.case.js'
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
  // The result of the store's probe is cached for a second.
  await vi.waitFor(
    async () => {
      expect(await readResponse(fetch(`${node.url}/readyz`))).toMatchObject({
        http: 503,
        status: 'not_ready',
      })
    },
    { timeout: 5_000 },
  )
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
  [
    'a store in a folder of the kernel',
    { CAPTURE_STORE: '/proc/store.db' },
    2,
    /^CAPTURE_STORE is invalid\. .+\n$/,
  ],
  ['an unusable store', { CAPTURE_STORE: '/etc/passwd/store.db' }, 1, /^CAPTURE_STORE cannot .+\n$/],
  [
    'a metrics host of another machine',
    { CAPTURE_STORE: ':memory:', METRICS_PORT: '0', METRICS_HOST: '192.0.2.1' },
    1,
    /^METRICS_HOST cannot be listened on \(EADDRNOTAVAIL\): .+\n$/,
  ],
])('%s stops the start with one line and an exit code of its own', async (_name, settings, code, line) => {
  const node = await spawnNode(settings)
  expect(await exitCode(node)).toBe(code)
  expect(node.output()).toMatch(line)
})

it('refuses the file of another process with one line, until that process ends, even by kill -9', async () => {
  const settings = { CAPTURE_STORE: temporaryStore() }
  const owner = await startNode(settings)
  onTestFinished(() => void owner.child.kill('SIGKILL'))
  const second = await spawnNode(settings)
  expect(await exitCode(second)).toBe(1)
  expect(second.output()).toMatch(/^CAPTURE_STORE is in use by another process\. .+REDIS_URL.+\n$/)
  owner.child.kill('SIGKILL')
  await exitCode(owner)
  const third = await startNode(settings)
  third.child.kill('SIGTERM')
  expect(await exitCode(third)).toBe(0)
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

it.each([
  ['on 127.0.0.1, whatever HOST is', {}, ['127.0.0.1']],
  ['on METRICS_HOST', { METRICS_HOST: '0.0.0.0' }, ['127.0.0.1', '127.0.0.2']],
])('serves metrics %s', async (_name, settings, expected) => {
  const port = await findFreePort()
  const node = await startNode({
    ...{ CAPTURE_STORE: ':memory:', HOST: '0.0.0.0', METRICS_PORT: String(port) },
    ...settings,
  })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const request = (host: string, at: number | string, path: string) =>
    fetch(`http://${host}:${at}${path}`).then(
      ({ ok }) => ok,
      () => false,
    )
  const hosts = ['127.0.0.1', '127.0.0.2']
  for (const host of hosts) expect(await request(host, new URL(node.url).port, '/healthz')).toBe(true)
  const answers = await Promise.all(hosts.map((host) => request(host, port, '/metrics')))
  expect(hosts.filter((_host, index) => answers[index])).toEqual(expected)
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
