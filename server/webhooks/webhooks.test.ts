import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { webhookBody } from '../../contract/webhook.js'
import { LEASE_MS } from '../store/leaseTime.js'
import { unlimited } from '../store/storeFixtures.case.js'
import { card, json, NOW, startApp, startGateway, success } from '../testing/app.case.js'
import { OTHER_SECRET, verifyByLibrary, WEBHOOK_SECRET } from '../testing/receiver.case.js'
import { startWithReceiver } from './startWithReceiver.case.js'

// The library compares the time of a signature with the machine's clock.
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const verified = json((sent) => success(sent))
const declined = json(() => ({ status: 852 }))
const underReview = json(() => ({ status: 130 }))
const undocumented = json(() => ({ ok: true }))
const unresolved = [undocumented, undocumented, undocumented]
const pushDisabled = json((sent) => success(sent, { issuers: [{ credit_enabled: 0 }] }))

it('sends an event with a signature that the specification’s library accepts, and without the token', async () => {
  const { open, webhooks, receiver, lines } = await startWithReceiver({}, verified)
  const session = await open({ participant_unique_id2: 'customer-81' })
  const key = crypto.randomUUID()
  await session.capture(card, key)
  await webhooks.deliver()
  const [event] = receiver.received
  if (!event) throw new Error('Nothing was sent.')
  expect(webhookBody.parse(verifyByLibrary(event))).toEqual({
    type: 'session.tokenized',
    timestamp: new Date(NOW).toISOString(),
    data: {
      ...{ id: session.id, merchant: 'demo', status: 'tokenized', attempts: 1, account_type: 'card' },
      participant_unique_id1: (await session.status()).participant_unique_id1,
      participant_unique_id2: 'customer-81',
    },
  })
  expect(event.headers).toMatchObject({ 'content-type': 'application/json', 'webhook-id': event.id })
  expect(() => verifyByLibrary(event, OTHER_SECRET)).toThrow()
  await webhooks.deliver()
  expect(receiver.received).toHaveLength(1)
  expect(lines.join('')).not.toContain(WEBHOOK_SECRET)
})

it('signs with both secrets during a rotation, and has the token if the operator wants it', async () => {
  const { open, webhooks, receiver } = await startWithReceiver(
    { CAPTURE_WEBHOOK_SECRET: `${WEBHOOK_SECRET},${OTHER_SECRET}`, CAPTURE_WEBHOOK_TOKEN: 'true' },
    verified,
  )
  const session = await open()
  await session.capture()
  await webhooks.deliver()
  const [event] = receiver.received
  if (!event) throw new Error('Nothing was sent.')
  for (const secret of [WEBHOOK_SECRET, OTHER_SECRET]) verifyByLibrary(event, secret)
  const { customer_account_token } = await session.status()
  expect(event.body.data.customer_account_token).toBe(customer_account_token)
})

it.each([
  ['a declined card with attempts left', [declined], {}, []],
  ['the last attempt', [declined], { max_attempts: 1 }, [['session.exhausted', 'exhausted']]],
  ['a review', [underReview], {}, [['session.under_review', 'open']]],
  [
    'a card that is not payable',
    [pushDisabled],
    { require: { push: true } },
    [['session.not_payable', 'open']],
  ],
  ['an unknown outcome', unresolved, {}, [['session.unknown', 'unknown']]],
  [
    'an unknown outcome that a repeat finds refused',
    [...unresolved, declined],
    {},
    [
      ['session.unknown', 'unknown'],
      ['session.resolved', 'open'],
    ],
  ],
  [
    'an unknown outcome that a repeat finds tokenized',
    [...unresolved, verified],
    {},
    [
      ['session.unknown', 'unknown'],
      ['session.resolved', 'tokenized'],
      ['session.tokenized', 'tokenized'],
    ],
  ],
] as const)('tells of %s', async (_name, behaviours, body, expected) => {
  const { open, webhooks, sentEvents, time } = await startWithReceiver({}, ...behaviours)
  const session = await open(body)
  await session.capture()
  time.now += 5_000
  if (expected.length > 1) await session.capture()
  await webhooks.deliver()
  expect(sentEvents()).toEqual(expected)
})

it('tells of a session that expires, once', async () => {
  const { open, webhooks, sentEvents, time } = await startWithReceiver({})
  await open({ expires_in: 60 })
  time.now += 59_999
  await webhooks.sweep()
  await webhooks.deliver()
  expect(sentEvents()).toEqual([])
  time.now += 1
  for (let round = 0; round < 3; round++) {
    await webhooks.sweep()
    await webhooks.deliver()
    time.now += 60_000
  }
  expect(sentEvents()).toEqual([['session.expired', 'expired']])
})

it('tells of a capture whose process died after sending, and that the session expires if nothing was sent', async () => {
  const { open, store, webhooks, sentEvents, time } = await startWithReceiver({})
  for (const isSent of [true, false]) {
    const { id } = await open({ expires_in: 60 })
    const terms = { maxAttempts: 5, expiresAt: NOW + 60_000 }
    const holder = { merchant: 'demo', id, key: 'dead' }
    const lease = { ...holder, fingerprint: 'f', usesId: true, now: NOW, leaseExpiresAt: NOW + LEASE_MS }
    const session = { merchant: 'demo', id, ...terms }
    await store.acquireLease({ ...lease, session, attempt: unlimited, isWatched: true })
    if (isSent) await store.markSent(holder)
  }
  time.now += LEASE_MS
  await webhooks.sweep()
  await webhooks.deliver()
  expect(sentEvents()).toEqual([['session.unknown', 'unknown']])
  time.now += 60_000
  await webhooks.sweep()
  await webhooks.deliver()
  expect(sentEvents()).toEqual([
    ['session.unknown', 'unknown'],
    ['session.expired', 'expired'],
  ])
})

it('sends everything in its order after a receiver has failed for an hour', async () => {
  const { open, webhooks, receiver, sentEvents, time } = await startWithReceiver({}, ...unresolved, verified)
  receiver.current.answer = (response) => response.writeHead(503).end()
  const session = await open()
  await session.capture()
  time.now += 5_000
  await session.capture()
  const begun = time.now
  for (; time.now < begun + 3_600_000; time.now += 1_000) await webhooks.deliver()
  const tries = receiver.received.length
  expect(tries).toBeGreaterThan(4)
  expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1)
  receiver.current.answer = (response) => response.writeHead(200).end('thanks')
  for (; receiver.received.length < tries + 3; time.now += 60_000) await webhooks.deliver()
  expect(sentEvents().slice(tries)).toEqual([
    ['session.unknown', 'unknown'],
    ['session.resolved', 'tokenized'],
    ['session.tokenized', 'tokenized'],
  ])
})

it('gives an event up after three days, with a metric and a log line, and goes on with the next', async () => {
  const { open, webhooks, receiver, metrics, lines, time } = await startWithReceiver(
    {},
    ...unresolved,
    verified,
  )
  receiver.current.answer = (response, { body }) =>
    response.writeHead(body.type === 'session.unknown' ? 500 : 204).end()
  const session = await open({ expires_in: 86_400 })
  await session.capture()
  const begun = time.now
  for (; time.now < begun + 73 * 3_600_000; time.now += 600_000) await webhooks.deliver()
  const { values } = await metrics.webhooks.get()
  expect(values.find(({ labels }) => labels.outcome === 'given_up')?.value).toBe(1)
  expect(lines.filter((line) => line.includes('given_up'))).toHaveLength(1)
  const count = receiver.received.length
  await webhooks.deliver()
  expect(receiver.received).toHaveLength(count)
})

it('writes no event for a merchant without a webhook, and only records it without a URL', async () => {
  const { url } = await startGateway(verified)
  for (const [settings, status] of [
    [{}, []],
    [{ CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET }, ['recorded']],
  ] as const) {
    const { open, webhooks, store } = startApp({ INGO_URL: url, ...settings })
    await (await open()).capture()
    await webhooks.deliver()
    const page = await store.outbox.list({ merchant: 'demo', limit: 9 })
    expect(page?.entries.map((event) => event.status)).toEqual(status)
  }
})
