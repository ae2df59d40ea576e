/** The values that the stores seal: a dump shows no result, and a missing key is an error of its own. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { card, environment, readResponse, SECRET_KEY, startApp, startGateway } from '../testing/app.case.js'
import { WEBHOOK_SECRET } from '../testing/receiver.case.js'
import { card as currentCard } from '../testing/serveProcess.case.js'
import {
  describeWithRedis,
  startRedis,
  waitUntilConnected,
  type RedisServer,
} from '../testing/redisServer.case.js'
import { json, success } from '../testing/gateway.case.js'
import { createLibsqlStore } from './libsql.js'
import { openRedisBackends } from './openBackends.js'
import { claim, newEvent, write } from './outbox.case.js'
import { createSealer, MissingSealingKeyError } from './seal.js'
import type { Store } from './store.js'
import { session, T } from './storeFixtures.case.js'

const TOKEN = 'token-of-the-dump'
const tokenize = json((sent) => success(sent, { customer_account_token: TOKEN }))
/** Texts that a dump must not show: the token, a field of the gateway, a card's last digits, fields of an answer. */
const PLAIN = /token-of-the-dump|client_message|1111|"result"|"summary"/

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return folder
}

it('opens a value that any of its keys has sealed, and only at the value’s own place', () => {
  const [first, second] = [randomBytes(32), randomBytes(32)]
  const old = createSealer(() => [first])
  const sealed = old.seal({ a: 1 }, 'demo', 's1')
  expect(sealed).toMatch(/^[0-9a-f]{8}\.[\w-]+$/)
  expect(old.seal({ a: 1 }, 'demo', 's1')).not.toBe(sealed)
  const rotated = createSealer(() => [second, first])
  expect(rotated.open(sealed, 'demo', 's1')).toEqual({ a: 1 })
  expect(() => rotated.open(sealed, 'demo', 's2')).toThrow()
  expect(rotated.seal({}, 'x').split('.')[0]).toBe(rotated.keyIds()[0])
  expect(() => createSealer(() => [second]).open(sealed, 'demo', 's1')).toThrow(MissingSealingKeyError)
  const changed = sealed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))
  expect(() => rotated.open(`${changed.slice(0, -2)}AA`, 'demo', 's1')).toThrow()
})

it('writes neither token nor the gateway’s answer in clear into the file', async () => {
  const gateway = await startGateway(tokenize)
  const folder = makeFolder()
  const { open, store } = startApp({ INGO_URL: gateway.url, CAPTURE_STORE: join(folder, 'store.db') })
  const session = await open()
  expect(await readResponse(session.capture(card))).toMatchObject({ customer_account_token: TOKEN })
  const read = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'))
  const texts = read()
  expect(texts.join('')).toContain(session.id)
  await store.close()
  for (const text of [...texts, ...read()]) expect(text).not.toMatch(PLAIN)
})

it('answers 503 for a session whose sealing key is missing, and names the setting once in the log', async () => {
  const gateway = await startGateway(tokenize)
  const store = join(makeFolder(), 'store.db')
  const hook = { CAPTURE_WEBHOOK_URL: 'http://127.0.0.1:9/', CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET }
  const first = startApp({ INGO_URL: gateway.url, CAPTURE_STORE: store, ...hook })
  const session = await first.open()
  expect((await session.capture(card)).status).toBe(200)
  await first.store.close()
  const old = environment.CAPTURE_SEALING_KEYS ?? ''
  const next = randomBytes(32).toString('base64')
  const second = startApp({
    INGO_URL: gateway.url,
    CAPTURE_STORE: store,
    CAPTURE_SEALING_KEYS: next,
    ...hook,
  })
  for (let times = 0; times < 2; times++) {
    const response = await readResponse(second.backend(`/${session.id}`))
    expect(response).toMatchObject({ http: 503, code: 'internal', retryable: true })
  }
  const headers = { Authorization: `Bearer ${SECRET_KEY}` }
  const events = await readResponse(second.app.request('/v1/webhooks', { headers }))
  expect(events).toMatchObject({ http: 503, code: 'internal', retryable: true })
  const lines = second.lines.filter((line) => line.includes('CAPTURE_SEALING_KEYS'))
  expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
    { level: 50, problem: expect.stringContaining('Add the old key again') as string },
  ])
  // A new session works. The old one works again once the key is back.
  expect((await (await second.open()).capture(card)).status).toBe(200)
  await second.store.close()
  const third = startApp({ CAPTURE_STORE: store, CAPTURE_SEALING_KEYS: `${next},${old}` })
  expect(await third.retrieve(session.id)).toMatchObject({ customer_account_token: TOKEN })
})

/** Stores an event and a watched session sealed by an old key, and one more of each sealed by the present key. */
async function expectOthersClaimed(open: (sealingKeys: () => Buffer[]) => Store | Promise<Store>) {
  const keys = { current: [randomBytes(32)] }
  const store = await open(() => keys.current)
  onTestFinished(() => store.close())
  const addSession = async (id: string, watched: string) => {
    await store.create({ ...session, id, now: T })
    const record = await store.read('demo', id)
    const event = newEvent(`event-${id}`, 'session.canceled')
    if (record) await store.cancel(record, write({ ...event, data: { ...event.data, id } }))
    const details = { participant_unique_id2: 'customer-81' }
    await store.create({ ...session, id: watched, isWatched: true, details, now: T })
  }
  await addSession('s1', 'w1')
  keys.current = [randomBytes(32)]
  await addSession('s2', 'w2')
  const [event, ...others] = await store.outbox.claim(claim)
  expect([event?.id, others]).toEqual(['event-s2', []])
  if (event) await store.outbox.settle(event, { status: 'delivered' })
  await expect(store.outbox.claim({ ...claim, now: claim.leaseExpiresAt })).rejects.toThrow(
    MissingSealingKeyError,
  )
  const end = { ...claim, now: session.expiresAt, leaseExpiresAt: session.expiresAt + 30_000 }
  expect((await store.outbox.claimWatched(end)).map(({ id }) => id)).toEqual(['w2'])
}

it('claims events and watched sessions even if the sealing key of another one is missing', async () => {
  await expectOthersClaimed((keys) => createLibsqlStore(':memory:', keys))
})

describeWithRedis('sealed in Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.stop())

  it('claims events and watched sessions even if the sealing key of another one is missing', async () => {
    await expectOthersClaimed(async (sealingKeys) => {
      const { store } = await openRedisBackends(server.url, { sealingKeys })
      await waitUntilConnected(store)
      return store
    })
    await server.flush()
  })

  it('writes neither token nor the gateway’s answer in clear, and grants no lease without the key', async () => {
    const gateway = await startGateway(
      tokenize,
      json(() => ({ status: 852 })),
    )
    const keys = { current: [randomBytes(32)] }
    const backends = await openRedisBackends(server.url, { sealingKeys: () => keys.current })
    await waitUntilConnected(backends.store)
    const { open, store, time } = startApp({ INGO_URL: gateway.url }, backends)
    time.now = Date.now()
    const [tokenized, declined] = [await open(), await open()]
    expect((await tokenized.capture(currentCard)).status).toBe(200)
    expect((await declined.capture(currentCard)).status).toBe(422)
    const names = (await server.command('KEYS', 'capture:session*')) as string[]
    expect(names.some((name) => name.includes(tokenized.id))).toBe(true)
    const hashes = names.filter((name) => !name.startsWith('capture:session-index'))
    const values = await Promise.all(hashes.map((name) => server.command('HVALS', name)))
    expect(JSON.stringify(values)).not.toMatch(PLAIN)
    const before = await store.read('demo', declined.id)
    const old = keys.current
    keys.current = [randomBytes(32)]
    expect(await readResponse(declined.capture(currentCard))).toMatchObject({ http: 503, code: 'internal' })
    keys.current = [...keys.current, ...old]
    expect(await store.read('demo', declined.id)).toEqual(before)
  })
})
