/** The number of Redis commands of a capture, and the counters that servers of two versions share. */
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openRedisBackends } from '../store/openBackends.js'
import { sealingKeys, startApp } from '../testing/app.case.js'
import { json, startGateway, success } from '../testing/gateway.case.js'
import {
  waitUntilConnected,
  describeWithRedis,
  startRedis,
  type RedisServer,
} from '../testing/redisServer.case.js'

describeWithRedis('the commands of a capture', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  async function open(gateway: string) {
    await server.flush()
    const state = await openRedisBackends(server.url, { sealingKeys })
    await waitUntilConnected(state.store)
    const app = startApp({ INGO_URL: gateway }, state)
    app.time.now = Date.now()
    return app
  }

  it('are at most 7 with those of its session, and 51 more inside of its scripts', async () => {
    const gateway = await startGateway(json(success))
    const app = await open(gateway.url)
    const capture = async (participantId: string) => {
      const session = await app.open({ participant_unique_id1: participantId })
      expect((await session.capture()).status).toBe(200)
    }
    // The first use of a script sends its text.
    await capture('customer-1')
    const connection = new Redis(server.adminUrl)
    const monitor = await connection.monitor()
    const sent: string[] = []
    const inScripts: string[] = []
    const isComplete = new Promise<void>((resolve) => {
      monitor.on('monitor', (_time: string, [name = '']: string[], source: string) => {
        if (name === 'ping') resolve()
        else (source === 'lua' ? inScripts : sent).push(name)
      })
    })
    await capture('customer-2')
    await connection.ping()
    await isComplete
    monitor.disconnect()
    connection.disconnect()
    expect(sent.length).toBeGreaterThan(0)
    expect(sent.length, sent.join()).toBeLessThanOrEqual(7)
    expect(inScripts.length, inScripts.join()).toBeLessThanOrEqual(51)
  })

  it('leave the same while they are in flight as those of an earlier version', async () => {
    const read = async (pattern: string) => {
      const [key = ''] = (await server.command('KEYS', pattern)) as string[]
      return (await server.command('TYPE', key)) === 'zset'
        ? server.command('ZRANGE', key, '0', '-1')
        : server.command('GET', key)
    }
    const inFlight: unknown[] = []
    const gateway = await startGateway((sent, ...rest) => {
      void (async () => {
        inFlight.push(await read('capture:{limits:demo}:in-flight:127.0.0.1'), await read('capture:id:*'))
        json(success)(sent, ...rest)
      })()
    })
    const app = await open(gateway.url)
    const session = await app.open({ participant_unique_id1: 'customer-1' })
    expect((await session.capture()).status).toBe(200)
    expect(inFlight).toEqual([[expect.stringMatching(/^[0-9a-f-]{36}$/)], 'fsessions of demo'])
    expect(await read('capture:id:*')).toBe('u')
    expect(await server.command('KEYS', 'capture:{limits:demo}:in-flight:*')).toEqual([])
  })

  it('are counted in keys that a server of an earlier version reads', async () => {
    const gateway = await startGateway(json(() => ({ status: 852 })))
    const app = await open(gateway.url)
    const session = await app.open()
    expect((await session.capture()).status).toBe(422)
    const counters = (await server.command('KEYS', 'capture:{limits:demo}:*')) as string[]
    const windows: Record<string, number> = { attempts: 60, 'failed-hour': 3600, 'failed-day': 86_400 }
    expect(counters.sort()).toEqual([
      'capture:{limits:demo}:attempts:all',
      'capture:{limits:demo}:failed-day:127.0.0.1',
      'capture:{limits:demo}:failed-hour:127.0.0.1',
    ])
    for (const key of counters) {
      expect(await server.command('GET', key)).toBe('1')
      const left = Number(await server.command('PTTL', key))
      const window = (windows[key.split(':')[3] ?? ''] ?? 0) * 1000
      expect(left).toBeGreaterThan(window - 10_000)
      expect(left).toBeLessThanOrEqual(window)
    }
  })
})
