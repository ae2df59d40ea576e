/** A Redis of another version, as its INFO says. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { sealingKeys } from '../testing/app.case.js'
import { describeWithRedis, startRedis, type RedisServer } from '../testing/redisServer.case.js'
import { openRedisBackends } from './openBackends.js'

const VERSION = /redis_version:\d+\.\d+\.\d+/

/** The URL of a proxy to the Redis, which says that it has another version of the same length. */
async function startVersion(server: RedisServer, start: string): Promise<string> {
  const url = new URL(server.url)
  const port = Number(url.port)
  const proxy = createServer((socket) => {
    const redis = connect(port, url.hostname)
    for (const [from, to] of [
      [socket, redis],
      [redis, socket],
    ] as const) {
      from.on('error', () => undefined).on('close', () => to.destroy())
      from.on('data', (bytes) => {
        const text = bytes.toString('latin1')
        to.write(
          text.replace(VERSION, ({ length }) => `redis_version:${start}`.padEnd(length, '9')),
          'latin1',
        )
      })
    }
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  onTestFinished(() => void proxy.close())
  url.port = String((proxy.address() as AddressInfo).port)
  return url.href
}

describeWithRedis('the version of Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  it.each(['5.0.', '6.0.', '6.1.'])(
    '%sx is refused at the start, with the oldest that will do',
    async (start) => {
      await expect(openRedisBackends(await startVersion(server, start), { sealingKeys })).rejects.toThrow(
        /^REDIS_URL is rejected\. The server is Redis [56]\.[01]\.9+\. Use Redis 6\.2 or newer, or any version of Valkey\.$/,
      )
    },
  )

  it.each(['6.2.', '7.2.', '8.0.', '10.'])('%sx is accepted', async (start) => {
    const { store } = await openRedisBackends(await startVersion(server, start), { sealingKeys })
    await store.probe()
    await store.close()
  })
})
