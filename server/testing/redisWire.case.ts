/** For tests: a connection between a server and its Redis that counts round trips and can be cut. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { openRedisBackends } from '../store/openBackends.js'
import { sealingKeys } from './app.case.js'
import { waitUntilConnected, type RedisServer } from './redisServer.case.js'

type RedisWire = {
  /** The URL to use instead of that of Redis. */
  url: string
  /** The number of round trips since the last call. Each begins with the first command after a reply. */
  readRoundTrips: () => number
  /** Forwards the commands of the n-th round trip from now, and closes the connection instead of replying. */
  loseReplies: (n: number) => void
  close: () => void
}

/** A server's backends on an emptied Redis, and the connection between the two. */
export async function openWiredBackends(server: RedisServer) {
  await server.flush()
  const wire = await startRedisWire(server.url)
  onTestFinished(() => {
    wire.close()
  })
  const backends = await openRedisBackends(wire.url, { sealingKeys })
  await waitUntilConnected(backends.store)
  return { wire, backends }
}

async function startRedisWire(redisUrl: string): Promise<RedisWire> {
  const target = new URL(redisUrl)
  const sockets = new Set<Socket>()
  let roundTrips = 0
  /** The number of round trips until the one whose replies are lost. */
  let leftUntilLost = 0

  const server = createServer((socket) => {
    const redis = connect(Number(target.port), target.hostname)
    for (const each of [socket, redis]) {
      sockets.add(each)
      each.on('error', () => undefined)
    }
    let isReplied = true
    let isLost = false
    // All commands of one turn of the server's event loop arrive together, because it runs in this process.
    socket.on('data', (commands) => {
      if (isReplied) {
        roundTrips += 1
        leftUntilLost -= 1
        isLost = leftUntilLost === 0
      }
      isReplied = false
      redis.write(commands)
    })
    redis.on('data', (replies) => {
      isReplied = true
      if (isLost) socket.destroy()
      else socket.write(replies)
    })
    redis.on('close', () => socket.destroy())
    socket.on('close', () => redis.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = new URL(redisUrl)
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    readRoundTrips() {
      const count = roundTrips
      roundTrips = 0
      return count
    },
    loseReplies(n) {
      leftUntilLost = n
    },
    close() {
      server.close()
      for (const each of sockets) each.destroy()
    },
  }
}
