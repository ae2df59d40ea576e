/** Connections between a proxy, such as a load balancer, and the real process. */
import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { sleep, startNode, type Node } from './serveProcess.case.js'
import { openSocket } from './socket.case.js'

const GET = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n'

async function start(settings: Record<string, string> = {}): Promise<Node> {
  const node = await startNode(settings)
  onTestFinished(() => void node.child.kill('SIGKILL'))
  return node
}

/** A connection on which one request has been answered. */
async function openUsed(node: Node) {
  const socket = await openSocket(node)
  onTestFinished(() => void socket.destroy())
  let heard = ''
  socket.on('data', (text: Buffer) => (heard += text.toString()))
  socket.write(GET)
  await once(socket, 'data')
  return { socket, heard: () => heard }
}

it('keeps a used connection open longer than proxies do, and ends one that has never sent anything', async () => {
  const node = await start()
  const silent = await openSocket(node)
  const began = Date.now()
  const silentFor = once(silent.resume(), 'close').then(() => Date.now() - began)
  const { socket, heard } = await openUsed(node)
  // Node.js sends the limit that it applies.
  expect(heard()).toMatch(/^Keep-Alive: timeout=65\r$/m)
  expect(await silentFor).toBeLessThan(14_000)
  await sleep(2000)
  expect(socket.closed).toBe(false)
  socket.write(GET)
  await once(socket, 'data')
  expect(heard().match(/HTTP\/1\.1 200 /g)).toHaveLength(2)
}, 30_000)

it('ends a request that stops after its first header on a reused connection', async () => {
  const { socket, heard } = await openUsed(await start())
  const began = Date.now()
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n')
  await once(socket, 'close')
  expect(Date.now() - began).toBeLessThan(14_000)
  expect(heard()).toMatch(/HTTP\/1\.1 408 /)
}, 30_000)

it('closes an idle connection after CAPTURE_KEEP_ALIVE_SECONDS', async () => {
  const { socket, heard } = await openUsed(await start({ CAPTURE_KEEP_ALIVE_SECONDS: '1' }))
  expect(heard()).toMatch(/^Keep-Alive: timeout=1\r$/m)
  const began = Date.now()
  await once(socket, 'close')
  expect(Date.now() - began).toBeLessThan(5000)
})

it('stops at once even if proxies hold idle connections', async () => {
  const node = await start()
  await openUsed(node)
  const began = Date.now()
  node.child.kill('SIGTERM')
  await once(node.child, 'exit')
  expect([node.child.exitCode, Date.now() - began < 5000]).toEqual([0, true])
})
