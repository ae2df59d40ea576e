/** Redis loses a session's record, by FLUSHALL or by eviction, while the gateway verifies the card. */
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { openRedisBackends } from '../store/openBackends.js'
import { ROUND_INTERVAL_MS } from '../store/leaseRule.js'
import {
  card as documented,
  json,
  readResponse,
  sealingKeys,
  startApp,
  startGateway,
  success,
  type Behaviour,
} from '../testing/app.case.js'
import {
  describeWithRedis,
  startRedis,
  waitUntilConnected,
  type RedisServer,
} from '../testing/redisServer.case.js'

/** Far in the future, because Redis expires records by the real clock. */
const NOW = Date.UTC(2096, 5, 15)
const card = { ...documented, expiration_date: '9612' }
const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const verified = json((sent) => success(sent))
const declined = json(() => ({ status: 852 }))
const othersCard = json((sent) => success(sent, { last_4: '0000' }))
const pushDisabled = json((sent) => success(sent, { issuers: [{ credit_enabled: 0 }] }))

describeWithRedis('a record that is lost while a capture is in flight', () => {
  let redis: RedisServer
  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(() => redis.stop())

  const flush = () => redis.command('FLUSHALL')
  const evict = async () => {
    const keys = (await redis.command('KEYS', 'capture:session*')) as string[]
    await redis.command('DEL', ...keys)
  }
  /** Removes the records with `lose`, then responds as `behaviour` does. */
  const after =
    (lose: () => Promise<unknown>, behaviour: Behaviour): Behaviour =>
    (...call) =>
      void lose().then(() => {
        behaviour(...call)
      })

  async function start(...behaviours: Behaviour[]) {
    await redis.flush()
    const gateway = await startGateway(...behaviours)
    const backends = await openRedisBackends(redis.url, { sealingKeys })
    onTestFinished(() => backends.store.close())
    await waitUntilConnected(backends.store)
    const app = startApp({ INGO_URL: gateway.url }, backends)
    app.time.now = NOW
    const open = async (body: object = {}) => {
      const session = await app.open(body)
      const capture = (content: object = card, key?: string) => readResponse(session.capture(content, key))
      return { ...session, capture }
    }
    return { gateway, ...app, open }
  }

  it.each([
    ['flushes everything', flush],
    ['evicts the session', evict],
  ])('keeps the token for the merchant’s backend if Redis %s', async (_name, lose) => {
    const { open, lines } = await start(after(lose, verified))
    const { capture, status } = await open({ max_attempts: 3 })
    expect(await capture()).toMatchObject({ http: 200, customer_account_token: TOKEN })
    expect(await status()).toMatchObject({
      ...{ status: 'tokenized', customer_account_token: TOKEN, attempts: 1, account_type: 'card' },
      gateway: { status: 100 },
    })
    expect(lines.join()).toContain('has lost the record of a capture in flight')
  })

  it('keeps the earlier attempts and refusals, and the expiry of the record', async () => {
    const { open } = await start(declined, after(flush, declined), verified)
    const { id, capture, status } = await open({ max_attempts: 2 })
    const key = crypto.randomUUID()
    await capture(card, key)
    expect(await capture()).toMatchObject({ code: 'card_declined', attempts_left: 0 })
    expect(await status()).toMatchObject({ status: 'exhausted', attempts: 2 })
    expect(await capture(card, key)).toMatchObject({ code: 'card_declined', attempts_left: 1 })
    expect(await redis.command('PTTL', `capture:session-4:demo:${id}`)).toBeGreaterThan(0)
  })

  it('uses the next id after a response about another account', async () => {
    const { open, gateway } = await start(after(flush, othersCard), verified)
    const { capture, status } = await open()
    expect(await capture()).toMatchObject({ code: 'account_mismatch' })
    expect(await capture()).toMatchObject({ http: 200 })
    const [first, second] = gateway.received.map(({ sent }) => sent.participant_unique_id1)
    expect(second).not.toBe(first)
    expect(await status()).toMatchObject({ status: 'tokenized', participant_unique_id1: second })
  })

  it('keeps a token that only the backend may read', async () => {
    const { open } = await start(after(flush, pushDisabled))
    const { capture, status } = await open({ require: { push: true } })
    expect(await capture()).toMatchObject({ code: 'card_not_payable' })
    expect(await status()).toMatchObject({ status: 'open', customer_account_token: TOKEN, payable: false })
  })

  it('keeps an unknown outcome, and accepts only its own content', async () => {
    const lost: Behaviour = (_sent, response) => void response.socket?.destroy()
    const { open, time } = await start(lost, lost, after(flush, lost), verified)
    const { capture, status } = await open()
    expect(await capture()).toMatchObject({ code: 'outcome_unknown' })
    expect(await status()).toMatchObject({ status: 'unknown', attempts: 0 })
    time.now += ROUND_INTERVAL_MS
    const other = capture({ ...card, account: '4242424242424242' })
    expect(await other).toMatchObject({ code: 'in_progress' })
    expect(await capture()).toMatchObject({ http: 200, customer_account_token: TOKEN })
  })

  it('answers outcome_unknown if Redis can’t keep the record', async () => {
    const fill = async () => {
      await flush()
      await redis.command('CONFIG', 'SET', 'maxmemory', '1')
    }
    const { open } = await start(
      after(fill, verified),
      json((sent) => success(sent, {}, 101)),
    )
    const { capture, status } = await open()
    const first = await capture()
    await redis.command('CONFIG', 'SET', 'maxmemory', '0')
    expect(first).toMatchObject({ http: 504, code: 'outcome_unknown' })
    expect(await capture()).toMatchObject({ http: 200, customer_account_token: TOKEN })
    expect(await status()).toMatchObject({ status: 'tokenized', customer_account_token: TOKEN })
  })
})
