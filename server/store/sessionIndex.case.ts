/** Part of the contract of a store: sessions are found by their names, canceled, and keep their details. */
import { expect, it } from 'vitest'
import type { NewEvent } from './outbox.js'
import type { Store } from './store.js'
import { acquireLease, committed, holder, lease, session, T, tokenized } from './storeFixtures.case.js'

const details = { participant_unique_id2: 'customer-81', metadata: { order: 'order-17' } }
const event: NewEvent = {
  ...{ id: 'e1', type: 'session.canceled', at: T },
  data: { id: 's1', merchant: 'demo', status: 'canceled', attempts: 0, participant_unique_id1: 'p1' },
}

/** Runs the tests on the store that `current` returns. It has the session s1. */
export function sessionIndexSuite(current: () => Store): void {
  const list = async (indexName: string, more = {}, merchant = 'demo') =>
    (await current().list({ merchant, indexName, limit: 2, ...more }))?.entries.map(({ id }) => id)

  it('finds a merchant’s sessions by name, newest first, page by page', async () => {
    for (const id of ['n1', 'n2', 'n3'])
      await current().create({ ...session, id, details, indexNames: ['a', `only-${id}`], now: T })
    await current().create({ ...session, merchant: 'other', id: 'n4', indexNames: ['a'], now: T })
    expect(await list('a')).toEqual(['n3', 'n2'])
    expect(await list('a', { before: 'n2' })).toEqual(['n1'])
    expect(await list('a', { before: 'n1' })).toEqual([])
    expect(await list('only-n2')).toEqual(['n2'])
    expect(await list('b')).toEqual([])
    expect(await list('a', {}, 'other')).toEqual(['n4'])
    for (const before of ['n4', 's1', '']) expect(await list('a', { before })).toBeUndefined()
    expect(await list('only-n1', { before: 'n2' })).toBeUndefined()
  })

  it('finds a session by the name that a lease adds, once', async () => {
    await acquireLease(current(), { ...lease, indexName: 'reference' })
    await current().commit({ ...committed, attempts: 0 })
    await acquireLease(current(), { ...lease, indexName: 'reference' })
    expect(await list('reference')).toEqual(['s1'])
  })

  it('keeps details through a capture', async () => {
    await current().create({ ...session, id: 'n1', details, now: T })
    await acquireLease(current(), { ...lease, id: 'n1' })
    await current().commit({
      ...holder,
      id: 'n1',
      now: T,
      state: 'tokenized',
      attempts: 1,
      answer: tokenized,
    })
    expect(await current().read('demo', 'n1')).toMatchObject({ state: 'tokenized', details })
  })

  it('cancels a session with its event, and accepts no capture any more', async () => {
    const record = await current().read('demo', 's1')
    if (!record) throw new Error('no record')
    expect(await current().cancel(record, { events: [event], isDelivered: true })).toBe(true)
    expect(await current().read('demo', 's1')).toEqual({ ...record, state: 'canceled' })
    expect((await current().outbox.list({ merchant: 'demo', limit: 9 }))?.entries).toMatchObject([
      { id: 'e1' },
    ])
    expect(await current().acquireLease(lease)).toMatchObject({ refusal: 'ended' })
  })

  it('cancels no session that has changed since it was read', async () => {
    const record = await current().read('demo', 's1')
    if (!record) throw new Error('no record')
    const write = { events: [event], isDelivered: true }
    await acquireLease(current(), lease)
    expect(await current().cancel(record, write)).toBe(false)
    await current().commit(committed)
    expect(await current().cancel(record, write)).toBe(false)
    expect(await current().cancel({ ...record, id: 's9' }, write)).toBe(false)
    expect(await current().read('demo', 's1')).toMatchObject({ state: 'open', attempts: 1 })
    expect((await current().outbox.list({ merchant: 'demo', limit: 9 }))?.entries).toEqual([])
  })

  it('cancels no session whose request has left since it was read with a lapsed lease', async () => {
    await acquireLease(current(), lease)
    const record = await current().read('demo', 's1')
    if (!record) throw new Error('no record')
    expect(await current().markSent(holder)).toBe(true)
    expect(await current().cancel(record, { events: [event], isDelivered: true })).toBe(false)
    expect(await current().read('demo', 's1')).toMatchObject({ state: 'processing' })
  })
}
