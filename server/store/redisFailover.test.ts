/** A failover: a replica becomes the primary, and the address of REDIS_URL leads to it. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { readResponse, sealingKeys, startApp, startGateway } from '../testing/app.case.js'
import { temporaryFolder } from '../testing/merchantsFile.case.js'
import { card } from '../testing/serveProcess.case.js'
import {
  describeWithRedis,
  startRedis,
  startRedisCluster,
  waitUntilConnected,
  type RedisServer,
} from '../testing/redisServer.case.js'
import { openRedisBackends } from './openBackends.js'

/** Longer than any of ioredis's own waits on a busy machine. A store that does not notice the failover never recovers. */
const RECOVERED_MS = 25_000
const servers: RedisServer[] = []
const closers: (() => void)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) close()
  await Promise.all(servers.splice(0).map((server) => server.stop()))
})

const readPort = ({ url }: RedisServer) => new URL(url).port

/** The answer to one command, at once: the client would wait until the server is ready. */
async function ask(server: RedisServer, command: string): Promise<string> {
  const socket = connect(Number(readPort(server)), '127.0.0.1')
  socket.end(`${command}\r\n`)
  const [answer] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  return answer.toString()
}

/** An address that leads each new connection to the current target, as a name or a load balancer does. */
async function startAddress(target: RedisServer) {
  const current = { target }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const behind = connect(Number(readPort(current.target)), '127.0.0.1')
    for (const each of [socket, behind]) {
      sockets.add(each)
      each.on('error', () => undefined)
    }
    socket.pipe(behind).pipe(socket)
    behind.on('close', () => socket.destroy())
    socket.on('close', () => behind.destroy())
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  closers.push(() => {
    server.close()
    for (const each of sockets) each.destroy()
  })
  return { url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`, current }
}

async function startPair() {
  const settings = ['--repl-diskless-sync-delay', '0', '--dir', temporaryFolder()]
  const [primary, replica] = [await startRedis(...settings), await startRedis(...settings)]
  servers.push(primary, replica)
  await replica.command('REPLICAOF', '127.0.0.1', readPort(primary))
  await expect
    .poll(async () => String(await replica.command('INFO', 'replication')), { timeout: 15_000 })
    .toContain('master_link_status:up')
  return { primary, replica }
}

type Pair = Awaited<ReturnType<typeof startPair>>
const promote = ({ replica }: Pair) => replica.command('REPLICAOF', 'NO', 'ONE')
/** What becomes of the former primary, while its connections stay. */
const failovers: [name: string, failOver: (pair: Pair) => Promise<unknown>][] = [
  [
    'is made a replica of the new one (READONLY)',
    async (pair) => {
      await promote(pair)
      return pair.primary.command('REPLICAOF', '127.0.0.1', readPort(pair.replica))
    },
  ],
  [
    'is a replica that has lost its primary (MASTERDOWN)',
    async (pair) => {
      await promote(pair)
      await pair.primary.command('CONFIG', 'SET', 'replica-serve-stale-data', 'no')
      return pair.primary.command('REPLICAOF', '127.0.0.1', '1')
    },
  ],
  [
    'loads the data of the new one (LOADING)',
    async (pair) => {
      await pair.primary.command('EVAL', "for i = 1, 3000 do redis.call('SET', 'key' .. i, i) end", '0')
      await expect.poll(async () => Number(await pair.replica.command('DBSIZE'))).toBeGreaterThan(3000)
      await promote(pair)
      // What the new primary does not know makes the former one load everything, for 9 s.
      await pair.primary.command('SET', 'diverged', '1')
      await pair.primary.command('CONFIG', 'SET', 'key-load-delay', '3000')
      await pair.primary.command('CONFIG', 'SET', 'loading-process-events-interval-bytes', '1024')
      await pair.primary.command('REPLICAOF', '127.0.0.1', readPort(pair.replica))
      await expect.poll(() => ask(pair.primary, 'GET x'), { timeout: 5000 }).toContain('-LOADING')
    },
  ],
  [
    'is cut off from its replicas (NOREPLICAS)',
    async (pair) => {
      await promote(pair)
      return pair.primary.command('CONFIG', 'SET', 'min-replicas-to-write', '1')
    },
  ],
  [
    'is killed',
    async (pair) => {
      await pair.primary.stop()
      return promote(pair)
    },
  ],
  [
    'is on a machine that is gone, which closes no connection',
    async (pair) => {
      pair.primary.freeze()
      return promote(pair)
    },
  ],
]

describeWithRedis('a failover of Redis', () => {
  it.each(failovers)(
    'is over within seconds when the former primary %s',
    async (_name, failOver) => {
      const pair = await startPair()
      const { url, current } = await startAddress(pair.primary)
      const backends = await openRedisBackends(url, { sealingKeys })
      await waitUntilConnected(backends.store)
      const gateway = await startGateway()
      const app = startApp({ INGO_URL: gateway.url, INGO_REQUESTS_PER_SECOND: '0' }, backends)
      app.time.now = Date.now()
      const [before, across] = [await app.open(), await app.open()]
      expect((await before.capture(card)).status).toBe(200)
      await expect
        .poll(async () => String(await pair.replica.command('DBSIZE')))
        .toBe(String(await pair.primary.command('DBSIZE')))
      await failOver(pair)
      const failedOver = Date.now()
      // For a moment the address still leads to the former primary.
      const early = app.open().catch(() => undefined)
      await new Promise((done) => setTimeout(done, 300))
      current.target = pair.replica
      await early
      const key = crypto.randomUUID()
      const statuses: unknown[] = []
      for (;;) {
        const { http } = await readResponse(across.capture(card, key))
        statuses.push(http)
        if (http === 200 || Date.now() - failedOver > RECOVERED_MS) break
        await new Promise((done) => setTimeout(done, 100))
      }
      expect(statuses.at(-1)).toBe(200)
      expect(new Set(statuses.slice(0, -1))).toEqual(new Set(statuses.length > 1 ? [503] : []))
      expect(await before.status()).toMatchObject({ status: 'tokenized' })
      expect(gateway.received).toHaveLength(2)
    },
    60_000,
  )
})

describeWithRedis('a Redis in cluster mode', () => {
  it('is refused by name at the start', async () => {
    const server = await startRedisCluster(temporaryFolder())
    servers.push(server)
    await expect(openRedisBackends(server.url, { sealingKeys })).rejects.toThrow(
      /^REDIS_URL is rejected\. The server is in cluster mode/,
    )
  })

  it('is refused when the server starts before its Redis does', async () => {
    const server = await startRedisCluster(temporaryFolder())
    servers.push(server)
    await server.stop()
    const outages: string[] = []
    const onOutage = (error: Error) => outages.push(error.name)
    const backends = await openRedisBackends(server.url, { sealingKeys, onOutage })
    await server.start()
    await expect.poll(() => outages, { timeout: 5000 }).toContain('RedisClusterError')
    await expect(backends.store.probe()).rejects.toThrow()
    await backends.store.close()
  })
})
