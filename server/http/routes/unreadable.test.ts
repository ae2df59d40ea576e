/** Lists of sessions and of events whose sealing keys are gone in part, over HTTP and in both stores. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEmbeddedBackends, openRedisBackends, type Backends } from '../../store/openBackends.js'
import { json, readResponse, SECRET_KEY, startApp, startGateway, success } from '../../testing/app.case.js'
import { WEBHOOK_SECRET } from '../../testing/receiver.case.js'
import {
  describeWithRedis,
  startRedis,
  waitUntilConnected,
  type RedisServer,
} from '../../testing/redisServer.case.js'

type Open = (sealingKeys: () => Buffer[]) => Promise<Backends>

/** `keys.current` are the sealing keys of the app and of its store. */
async function startRotating(open: Open) {
  const gateway = await startGateway(json((sent) => success(sent)))
  const keys: { current: Buffer[] } = { current: [randomBytes(32)] }
  const backends = await open(() => keys.current)
  const app = startApp({ INGO_URL: gateway.url, CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET }, backends)
  app.time.now = Date.now()
  const useKeys = (...current: Buffer[]) => {
    keys.current = current
    app.config.sealingKeys = current
  }
  useKeys(...keys.current)
  const headers = { Authorization: `Bearer ${SECRET_KEY}` }
  const ask = (path: string) => readResponse(app.app.request(`/v1/${path}`, { headers }))
  const capture = async () => {
    const session = await app.open({ participant_unique_id2: 'customer-81' })
    await session.capture()
    app.time.now += 1
    return session.id
  }
  return { ...app, useKeys, ask, capture }
}

const SESSIONS = 'sessions?participant_unique_id2=customer-81'

function unreadableSuite(name: string, open: Open): void {
  describe(name, () => {
    it('lists the others beside an entry whose key is missing, and names that one', async () => {
      const { useKeys, ask, capture, lines } = await startRotating(open)
      const first = await capture()
      const [lost, key] = [randomBytes(32), randomBytes(32)]
      useKeys(lost)
      const second = await capture()
      useKeys(key)
      const third = await capture()
      useKeys(key, lost)
      const all = (await ask('webhooks')) as { unreadable?: string[]; events: { id: string }[] }
      expect(all.events).toHaveLength(2)
      expect(all.unreadable).toHaveLength(1)
      useKeys(key)
      expect(await ask(SESSIONS)).toMatchObject({
        ...{ http: 200, sessions: [{ id: third }], has_more: false },
        unreadable: [second, first],
      })
      expect(await ask(`${SESSIONS}&limit=2`)).toMatchObject({
        ...{ sessions: [{ id: third }], has_more: true },
        unreadable: [second],
      })
      expect(await ask('webhooks')).toMatchObject({
        ...{ http: 200, events: [{ data: { id: third } }], has_more: false },
        unreadable: [all.events[1]?.id, all.unreadable?.[0]],
      })
      expect(lines.filter((line) => line.includes('sealed results can’t be opened'))).toHaveLength(1)
      // A page of nothing would look as if there were nothing.
      expect(await ask(`${SESSIONS}&before=${third}`)).toMatchObject({ http: 503 })
      expect(await ask(`webhooks?before=${all.events[0]?.id}`)).toMatchObject({ http: 503 })
    })
  })
}

unreadableSuite('a list', (sealingKeys) =>
  Promise.resolve(openEmbeddedBackends(':memory:', { now: Date.now, sealingKeys })),
)

describeWithRedis('with Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  unreadableSuite('a list', async (sealingKeys) => {
    await server.flush()
    const backends = await openRedisBackends(server.url, { sealingKeys })
    await waitUntilConnected(backends.store)
    return backends
  })
})
