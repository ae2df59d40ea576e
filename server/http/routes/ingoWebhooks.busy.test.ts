/** An event of Ingo about a session in which another capture has not ended; with both stores. */
import { expect, it } from 'vitest'
import { unlimited } from '../../store/storeFixtures.case.js'
import { json, success } from '../../testing/app.case.js'
import { card, cleared, describeStores, failed } from '../../testing/ingoEvents.case.js'

const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const withToken = json((sent) => success(sent, {}, 130))
const withoutToken = json(() => ({ status: 130 }))
const broken = json(() => ({}), 500)
const otherCard = { ...card, account: '4111111111111111' }
const APPLIED = { status: 200, result: 'applied' }
const IN_PROGRESS = { status: 409, code: 'in_progress' }
const TWO_DAYS_MS = 2 * 86_400_000

describeStores((start) => {
  it.each([
    ['cleared', cleared, 'tokenized'],
    ['failed', failed, 'refused'],
  ] as const)('ends a review beside an outcome that stays unknown (%s)', async (_name, event, status) => {
    const { review, send, time, sentEvents } = await start(withToken, broken)
    const session = await review()
    const id = session.participant_unique_id1
    expect((await session.capture(otherCard)).status).toBe(504)
    expect(await send(event(id))).toMatchObject(IN_PROGRESS)
    time.now += TWO_DAYS_MS
    expect(await send(event(id))).toEqual(APPLIED)
    const ended = await session.status()
    expect(ended).toMatchObject({ status })
    expect(ended.customer_account_token).toBe(status === 'tokenized' ? TOKEN : undefined)
    expect(await sentEvents()).toContain(
      `session.resolved ${status} ${_name}${status === 'refused' ? ' under_review' : ''}`,
    )
    expect(await send(event(id))).toEqual({ status: 200, result: 'unchanged' })
  })

  it('does not change an unknown outcome if the event has no token', async () => {
    const { review, send, time } = await start(withoutToken, broken)
    const session = await review()
    expect((await session.capture(otherCard)).status).toBe(504)
    time.now += TWO_DAYS_MS
    expect(await send(cleared(session.participant_unique_id1))).toEqual(APPLIED)
    expect(await session.status()).toMatchObject({ status: 'unknown', review: 'cleared' })
  })

  it('responds ambiguous if the review may be about an outcome that stays unknown', async () => {
    const { review, send, time } = await start(broken)
    const session = await review({ participant_unique_id1: 'order-1' })
    const event = cleared('order-1', { customer_account_token: TOKEN })
    expect(await send(event)).toMatchObject(IN_PROGRESS)
    time.now += TWO_DAYS_MS
    expect(await send(event)).toEqual({ status: 200, result: 'ambiguous' })
    expect(await session.status()).toMatchObject({ status: 'unknown' })
  })

  it('responds ambiguous if a customer has more sessions than the search covers', async () => {
    const { review, open, send, time } = await start(withToken)
    await review({ participant_unique_id2: 'customer-1' })
    for (let times = 0; times < 20; times++) {
      time.now += 1000
      await open({ participant_unique_id2: 'customer-1' })
    }
    const event = { code: 1107, participant_unique_id2: 'customer-1' }
    expect(await send(event)).toEqual({ status: 200, result: 'ambiguous' })
  })

  it('ends a review if a process died before it sent another capture of the session', async () => {
    const { review, send, time, store } = await start(withToken)
    const session = await review()
    const record = await store.read('demo', session.id)
    if (!record) throw new Error('no record')
    const now = time.now
    const lease = { merchant: 'demo', id: session.id, key: 'died', fingerprint: 'fp', usesId: true }
    const ends = { now, leaseExpiresAt: now + 15_000 }
    await store.acquireLease({ ...lease, ...ends, session: record, attempt: unlimited })
    const event = cleared(session.participant_unique_id1)
    expect(await send(event)).toMatchObject(IN_PROGRESS)
    time.now += 15_001
    expect(await send(event)).toEqual(APPLIED)
    expect(await session.status()).toMatchObject({ status: 'tokenized', customer_account_token: TOKEN })
    // If the process was only slow, it can't send its request any more.
    expect(await store.markSent(lease)).toBe(false)
  })
})
