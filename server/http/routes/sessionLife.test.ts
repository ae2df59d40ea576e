/** Canceling and finding sessions, and their metadata, over HTTP and in both stores. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RetrievedSession } from '../../../contract/sessionRequest.js'
import { openRedisBackends, type Backends } from '../../store/openBackends.js'
import {
  card,
  json,
  ORIGIN,
  readResponse,
  SECRET_KEY,
  sealingKeys,
  startApp,
  startGateway,
  success,
  type Behaviour,
} from '../../testing/app.case.js'
import { startReceiver, WEBHOOK_SECRET } from '../../testing/receiver.case.js'
import {
  describeWithRedis,
  startRedis,
  waitUntilConnected,
  type RedisServer,
} from '../../testing/redisServer.case.js'

const metadata = { order: 'order-17', channel: 'branch 7' }
const declined = json(() => ({ status: 852 }))

/** The app with a webhook. Its clock is the real time, because Redis expires sessions by its own clock. */
async function startLife(open: () => Promise<Backends | undefined>, ...behaviours: Behaviour[]) {
  const gateway = await startGateway(
    ...(behaviours.length > 0 ? behaviours : [json((sent) => success(sent))]),
  )
  const receiver = await startReceiver()
  const hook = { CAPTURE_WEBHOOK_URL: receiver.url, CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET }
  const app = startApp({ INGO_URL: gateway.url, ...hook }, await open())
  app.time.now = Date.now()
  const ask = (path: string, method = 'GET') => readResponse(app.backend(path, { method }))
  const cancel = (id: string) => ask(`/${id}/cancel`, 'POST')
  const find = async (query: string) => {
    const { sessions, has_more } = await ask(`?${query}`)
    return { ids: (sessions as RetrievedSession[]).map(({ id }) => id), has_more }
  }
  const readFrame = (sealed: string) =>
    readResponse(app.app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } }))
  const events = async () => {
    await app.webhooks.sweep()
    await app.webhooks.deliver()
    return receiver.received.map(({ body: { type, data } }) => ({ type, ...data }))
  }
  return { ...app, gateway, ask, cancel, find, readFrame, events }
}

function lifeSuite(name: string, open: () => Promise<Backends | undefined>): void {
  describe(name, () => {
    const start = (...behaviours: Behaviour[]) => startLife(open, ...behaviours)

    it('cancels an open session, reports that to the frame, and sends one event to the backend', async () => {
      const { open: create, cancel, readFrame, events, gateway } = await start()
      const { id, sealed, capture, status } = await create({ metadata })
      expect(await cancel(id)).toMatchObject({
        http: 200,
        id,
        status: 'canceled',
        needs_new_session: true,
        metadata,
      })
      expect(await cancel(id)).toMatchObject({ http: 200, status: 'canceled' })
      expect(await status()).toMatchObject({ status: 'canceled' })
      const canceled = { http: 410, code: 'session_canceled', retryable: false }
      expect(await readFrame(sealed)).toMatchObject(canceled)
      expect(await readResponse(capture())).toMatchObject(canceled)
      expect(await events()).toMatchObject([{ type: 'session.canceled', id, status: 'canceled', metadata }])
      expect(gateway.received).toEqual([])
    })

    it('cancels no session while a capture is in flight, and none with a token', async () => {
      const gate: { open: () => void } = { open: () => undefined }
      const {
        open: create,
        cancel,
        events,
        gateway,
      } = await start((...request) => {
        gate.open = () => {
          json((sent) => success(sent))(...request)
        }
      })
      const { id, capture, status } = await create()
      const running = capture()
      await expect.poll(async () => (await status()).status).toBe('processing')
      expect(await cancel(id)).toMatchObject({ http: 409, code: 'in_progress', retryable: true })
      await expect.poll(() => gateway.received.length).toBe(1)
      gate.open()
      expect((await running).status).toBe(200)
      expect(await cancel(id)).toMatchObject({ http: 409, code: 'session_used' })
      expect(await status()).toMatchObject({ status: 'tokenized' })
      expect(await events()).toMatchObject([{ type: 'session.tokenized' }])
    })

    it('does not change a session that has ended, and cancels none of another merchant', async () => {
      const { open: create, cancel, time, backend } = await start(declined)
      const exhausted = await create({ max_attempts: 1 })
      expect((await exhausted.capture()).status).toBe(422)
      expect(await cancel(exhausted.id)).toMatchObject({ http: 200, status: 'exhausted' })
      const late = await create({ expires_in: 60 })
      time.now += 60_000
      expect(await cancel(late.id)).toMatchObject({ http: 200, status: 'expired' })
      expect(await cancel('none')).toMatchObject({ http: 404, code: 'not_found' })
      const refused = await backend(`/${late.id}/cancel`, { method: 'POST' }, `${SECRET_KEY}x`)
      expect(refused.status).toBe(401)
    })

    it('finds sessions by id, newest first and page by page', async () => {
      const { open: create, find, ask, time } = await start()
      const ids: string[] = []
      for (const participant_unique_id1 of ['order-1', 'order-2', 'order-3']) {
        time.now += 1000
        ids.unshift((await create({ participant_unique_id1, participant_unique_id2: 'customer-81' })).id)
      }
      const own = await create({ metadata })
      const { participant_unique_id1 } = await own.status()
      expect(await find('participant_unique_id2=customer-81')).toEqual({ ids, has_more: false })
      expect(await find('participant_unique_id2=customer-81&limit=2')).toEqual({
        ...{ ids: ids.slice(0, 2), has_more: true },
      })
      const next = `participant_unique_id2=customer-81&limit=2&before=${ids[1]}`
      expect(await find(next)).toEqual({ ids: ids.slice(2), has_more: false })
      expect(await find('participant_unique_id1=order-2')).toEqual({ ids: [ids[1]], has_more: false })
      expect(await ask(`?participant_unique_id1=${String(participant_unique_id1)}`)).toMatchObject({
        sessions: [{ id: own.id, status: 'open', metadata }],
      })
      expect(await find('participant_unique_id2=customer-8')).toEqual({ ids: [], has_more: false })
      const foreign = await ask(`?participant_unique_id1=order-2&before=${own.id}`)
      expect(foreign).toMatchObject({ http: 400, field: 'before' })
    })

    it('finds a session by the reference that the form shows', async () => {
      const { open: create, find } = await start(declined)
      const { id, capture } = await create()
      await create()
      const { request_id } = await readResponse(capture())
      const reference = String(request_id).slice(0, 8)
      expect(await find(`reference=${reference}`)).toEqual({ ids: [id], has_more: false })
      expect(await find(`reference=${String(request_id).toUpperCase()}`)).toMatchObject({ ids: [id] })
      expect(await find('reference=00000000')).toMatchObject({ ids: [] })
    })

    it('returns metadata to the backend and to webhooks, and never to the form or the log', async () => {
      const { create, ask, submitSealed, readFrame, events, lines } = await start()
      const order = { origin: ORIGIN, participant_unique_id2: 'customer-81', metadata }
      const created = await readResponse(create({ ...order, merchant_name: ' Acme  Rewards ' }))
      expect(created).toMatchObject({ http: 201, metadata })
      const sealed = new URL(String(created.url)).hash.slice(1)
      const frame = await readFrame(sealed)
      expect(frame).toMatchObject({ http: 200, merchant_name: 'Acme Rewards' })
      const answer = await readResponse(submitSealed(sealed, card))
      expect(JSON.stringify([frame, answer, lines])).not.toMatch(/order-17|branch 7/)
      const details = { participant_unique_id2: 'customer-81', metadata }
      expect(await ask(`/${String(created.id)}`)).toMatchObject({ status: 'tokenized', ...details })
      expect(await events()).toMatchObject([{ type: 'session.tokenized', ...details }])
    })
  })
}

lifeSuite('the life of a session', () => Promise.resolve(undefined))

describeWithRedis('with Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  lifeSuite('the life of a session', async () => {
    await server.flush()
    const backends = await openRedisBackends(server.url, { sealingKeys })
    await waitUntilConnected(backends.store)
    return backends
  })
})

it.each([
  ['', undefined, /^The query names no session\. Send one of participant_unique_id1, /],
  ['?limit=5', undefined, /names no session/],
  ['?participant_unique_id1=a&reference=12345678', 'reference', /^reference: is invalid beside/],
  ['?reference=1234', 'reference', /^reference: should be the 8 characters/],
  ['?participant_unique_id1=', 'participant_unique_id1', /is empty/],
  ['?participant_unique_id1=a&participant_unique_id1=b', 'participant_unique_id1', /duplicate/],
  ['?participant_unique_id1=a&before=../x', 'before', /should be the id of an entry/],
  ['?participant_unique_id1=a&before=evt_x', 'before', /^before: is no session of this list/],
  ['?participant_unique_id1=a&limit=101', 'limit', /1 to 100/],
  ['?participant_unique_id=a', 'participant_unique_id', /Is participant_unique_id1 meant/],
])('rejects the query %j', async (query, field, detail) => {
  const { backend } = startApp({})
  const rejected = await readResponse(backend(query))
  expect(rejected).toMatchObject({ http: 400, code: 'invalid_request' })
  expect([rejected.field, rejected.detail]).toEqual([field, expect.stringMatching(detail)])
})
