/** A capture that a limit refuses writes nothing, neither into the store's file nor into Redis. */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { json, sealingKeys, startApp, startGateway } from '../testing/app.case.js'
import { temporaryFolder } from '../testing/merchantsFile.case.js'
import { describeWithRedis, startRedis, waitUntilConnected } from '../testing/redisServer.case.js'
import { card } from '../testing/serveProcess.case.js'
import { openRedisBackends, type Backends } from '../store/openBackends.js'

const declined = json(() => ({ status: 852 }))
const limits = [
  ['address', { CAPTURE_FAILED_PER_HOUR: '1' }],
  ['merchant', { CAPTURE_ATTEMPTS_PER_MINUTE: '1' }],
] as const

/** Fills the limit with one attempt, then sends thirty more in several sessions. */
async function exceedLimit(
  settings: Record<string, string>,
  measure: () => number | Promise<number>,
  backends?: Backends,
) {
  const gateway = await startGateway(declined)
  const app = startApp({ INGO_URL: gateway.url, ...settings }, backends)
  // Redis expires keys by its own clock.
  app.time.now = Date.now()
  const sessions = await Promise.all(Array.from({ length: 3 }, () => app.open()))
  await sessions[0]?.capture(card)
  const before = await measure()
  const statuses: number[] = []
  for (let times = 0; times < 10; times++) {
    const responses = await Promise.all(sessions.map(async ({ capture }) => capture(card)))
    statuses.push(...responses.map(({ status }) => status))
  }
  return { statuses: new Set(statuses), written: (await measure()) - before, calls: gateway.received.length }
}

describe.each(limits)('requests that the limit of the %s refuses', (_name, settings) => {
  it('write nothing into the store’s file or its log', async () => {
    const file = join(temporaryFolder(), 'store.db')
    const measure = () =>
      [file, `${file}-wal`].reduce((sum, each) => sum + (existsSync(each) ? statSync(each).size : 0), 0)
    const { statuses, written, calls } = await exceedLimit({ ...settings, CAPTURE_STORE: file }, measure)
    expect([...statuses]).toEqual([429])
    expect(calls).toBe(1)
    expect(written).toBe(0)
  })
})

describeWithRedis('with Redis', () => {
  it.each(limits)('requests that the limit of the %s refuses write nothing', async (_name, settings) => {
    const server = await startRedis()
    const backends = await openRedisBackends(server.url, { sealingKeys })
    await waitUntilConnected(backends.store)
    /** The number of changes that Redis has made to its keys. */
    const measure = async () => {
      const info = String(await server.command('INFO', 'persistence'))
      return Number(/^rdb_changes_since_last_save:(\d+)/m.exec(info)?.[1])
    }
    const { statuses, written } = await exceedLimit(settings, measure, backends)
    expect([...statuses]).toEqual([429])
    expect(written).toBe(0)
    await server.stop()
  })
})

it('still resolves an unknown outcome and replays an answer while the limit is full', async () => {
  const gateway = await startGateway(declined, (_sent, response) => void response.socket?.destroy())
  const settings = { INGO_URL: gateway.url, CAPTURE_FAILED_PER_HOUR: '1' }
  const app = startApp(settings)
  app.peer.address = '192.0.2.9'
  const [unknown, refused] = [await app.open(), await app.open()]
  const key = crypto.randomUUID()
  expect((await refused.capture(undefined, key)).status).toBe(422)
  expect((await refused.capture(undefined, key)).status).toBe(422)
  expect((await unknown.capture()).status).toBe(429)
  app.peer.address = '192.0.2.10'
  expect((await unknown.capture(undefined, key)).status).toBe(504)
  app.peer.address = '192.0.2.9'
  app.time.now += 4_000
  const calls = gateway.received.length
  expect((await unknown.capture(undefined, key)).status).toBe(504)
  expect(gateway.received.length).toBeGreaterThan(calls)
})
