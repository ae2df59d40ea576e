/** Time limits for idle or silent connections to the gateway, and to the proxy before it. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { connect } from './connections.js'
import { createTunnels } from './proxyTunnel.js'

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A gateway that never closes an idle connection by itself. `keepAlive` is its Keep-Alive header. */
async function startGateway(keepAlive?: string) {
  let connections = 0
  const server = createServer((_request, response) => {
    response.writeHead(200, keepAlive === undefined ? {} : { 'Keep-Alive': keepAlive }).end('{}')
  })
  server.keepAliveTimeout = 0
  server.on('connection', () => (connections += 1))
  const pool = connect(`http://127.0.0.1:${await listen(server)}`)
  onTestFinished(() => pool.destroy())
  const post = async () => {
    const { body } = await pool.request({ path: '/', method: 'POST', body: '{}' })
    await body.dump()
  }
  return { post, connections: () => connections }
}

it('ends a tunnel that the proxy does not answer', async () => {
  const proxy = createTcpServer()
  const openTunnel = createTunnels(`http://127.0.0.1:${await listen(proxy)}`, 20)
  await expect(openTunnel('payapi.ingo.money:443')).rejects.toThrow('INGO_PROXY: no answer (TimeoutError)')
})

it.each([0, 5])(
  'opens only one tunnel if the proxy sends data of its own, %i ms after it has opened the tunnel',
  async (delay) => {
    let tunnels = 0
    const proxy = createTcpServer((socket) => {
      socket.once('data', () => {
        tunnels += 1
        socket.write('HTTP/1.1 200 OK\r\n\r\n')
        setTimeout(() => socket.write('220 welcome\r\n'), delay)
      })
    })
    const pool = connect('http://127.0.0.1:9', `http://127.0.0.1:${await listen(proxy)}`)
    onTestFinished(() => pool.destroy())
    await expect(pool.request({ path: '/', method: 'POST', body: '{}' })).rejects.toThrow()
    expect(tunnels).toBe(1)
  },
)

describe('with timers that the test moves', () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
  afterAll(() => void vi.useRealTimers())

  it.each([undefined, 'timeout=600'])(
    'reuses an idle connection only for a few seconds, even if the gateway sends Keep-Alive: %s',
    async (keepAlive) => {
      const { post, connections } = await startGateway(keepAlive)
      await post()
      await vi.advanceTimersByTimeAsync(2_000)
      await post()
      expect(connections()).toBe(1)
      await vi.advanceTimersByTimeAsync(7_000)
      await post()
      expect(connections()).toBe(2)
    },
  )
})
