/** Part of the contract of a store: the end of a review takes the place of its answer, with its event. */
import { expect, it } from 'vitest'
import type { NewEvent } from './outbox.js'
import type { Answer } from './record.js'
import type { ReviewEnd, Store } from './store.js'
import { acquireLease, committed, declined, lease, later, other, T, tokenized } from './storeFixtures.case.js'

const review = { state: 'pending', account_type: 'card', participant_unique_id1: 'p1' } as const
const underReview: Answer = { ...declined, result: { problem: 'under_review', details: {}, review } }
const cleared: Answer = {
  ...tokenized,
  result: { ...tokenized.result, review: { ...review, state: 'cleared' } },
  at: T + 30,
}
const event = (id: string): NewEvent => ({
  ...{ id, type: 'session.tokenized', at: T },
  data: { id: 's1', merchant: 'demo', status: 'tokenized', attempts: 1, participant_unique_id1: 'p1' },
})

/** Runs the tests on the store that `current` returns. It has the session s1. */
export function reviewSuite(current: () => Store): void {
  const events = async () =>
    (await current().outbox.list({ merchant: 'demo', limit: 9 }))?.entries.map(({ id }) => id)
  const read = async () => {
    const record = await current().read('demo', 's1')
    if (!record) throw new Error('no record')
    return record
  }

  /** A session under review, and what ends it. */
  async function startReview(id = 'e1'): Promise<ReviewEnd> {
    await acquireLease(current(), lease)
    await current().commit({ ...committed, answer: underReview, indexNames: ['by-id', 'by-token'] })
    const eventWrite = { events: [event(id)], isDelivered: true }
    return { record: await read(), key: lease.key, answer: cleared, state: 'tokenized', eventWrite }
  }

  it('finds a session by the names that a commit adds', async () => {
    await startReview()
    for (const indexName of ['by-id', 'by-token']) {
      const page = await current().list({ merchant: 'demo', indexName, limit: 2 })
      expect(page?.entries.map(({ id }) => id)).toEqual(['s1'])
    }
  })

  it('ends a review with its event, and its token is the session’s', async () => {
    const end = await startReview()
    expect(await current().endReview(end)).toBe(true)
    const expected = { state: 'tokenized', attempts: 1, tokenKey: 'key-a', answers: { 'key-a': cleared } }
    expect(await read()).toEqual({ ...end.record, ...expected })
    expect(await events()).toEqual(['e1'])
    expect(await current().acquireLease(later(other, 60_000))).toMatchObject({ refusal: 'ended' })
  })

  it('ends a review once, though the state stays as it is', async () => {
    const end: ReviewEnd = { ...(await startReview()), state: 'open' }
    expect(await Promise.all([current().endReview(end), current().endReview(end)])).toEqual([true, false])
    expect(await events()).toEqual(['e1'])
    expect(await read()).toMatchObject({ state: 'open' })
  })

  it('ends a review beside a lease that has ended, unless its request is sent meanwhile', async () => {
    const end = await startReview()
    await acquireLease(current(), later(other, 100))
    const record = await read()
    await current().markSent(other)
    expect(await current().endReview({ ...end, record })).toBe(false)
    expect(await current().endReview({ ...end, record: await read() })).toBe(true)
    expect(await read()).toMatchObject({ state: 'tokenized', tokenKey: 'key-a', givenUp: [] })
    expect(await read()).not.toHaveProperty('current')
    expect(await current().markSent(other)).toBe(false)
  })

  it('ends no review in a session that has changed since it was read', async () => {
    const end = await startReview()
    await acquireLease(current(), later(other, 100))
    expect(await current().endReview(end)).toBe(false)
    expect(await current().endReview({ ...end, record: { ...end.record, id: 's9' } })).toBe(false)
    expect(await events()).toEqual([])
    expect(await read()).toMatchObject({ state: 'processing', answers: { 'key-a': underReview } })
  })
}
