/** Part of the contract of a store's outbox: the sessions that end without a request. */
import { expect, it } from 'vitest'
import { claim, newEvent } from './outbox.case.js'
import type { Store } from './store.js'
import { acquireLease, committed, declined, lease, session, T } from './storeFixtures.case.js'

/** Runs the tests on the store that `current` returns. */
export function watchSuite(current: () => Store): void {
  const box = () => current().outbox

  it('watches a session from its creation to its end', async () => {
    const { expiresAt } = session
    await current().create({ ...session, id: 's2', isWatched: true, now: T })
    expect(await box().claimWatched({ ...claim, now: expiresAt - 1 })).toEqual([])
    const end = { ...claim, now: expiresAt, leaseExpiresAt: expiresAt + 30_000 }
    const [record] = await box().claimWatched(end)
    expect(record).toMatchObject({ id: 's2', state: 'open' })
    expect(await box().claimWatched(end)).toEqual([])
    if (record) await box().applySweep({ record, event: newEvent('e1'), isDelivered: true })
    expect(await box().claimWatched({ ...end, now: expiresAt + 99_000 })).toEqual([])
    expect((await box().list({ merchant: 'demo', limit: 9 }))?.entries).toMatchObject([
      { id: 'e1', status: 'pending' },
    ])
  })

  it('looks at a watched session when its lease ends, and marks the capture that it tells of', async () => {
    await acquireLease(current(), { ...lease, isWatched: true })
    await current().markSent(lease)
    expect(await box().claimWatched({ ...claim, now: lease.leaseExpiresAt - 1 })).toEqual([])
    const [record] = await box().claimWatched({ ...claim, now: lease.leaseExpiresAt })
    const swept = { event: newEvent('e1'), isDelivered: true, dueAt: T + 900_000 }
    if (record) await box().applySweep({ record, ...swept })
    expect(await current().read('demo', 's1')).toMatchObject({
      state: 'processing',
      current: { isTold: true },
    })
    expect(await box().claimWatched({ ...claim, now: T + 899_999 })).toEqual([])
    expect(await box().claimWatched({ ...claim, now: T + 900_000 })).toMatchObject([{ id: 's1' }])
  })

  it('writes nothing about a session that has changed since the sweep has read it', async () => {
    await acquireLease(current(), { ...lease, isWatched: true })
    const [record] = await box().claimWatched({ ...claim, now: lease.leaseExpiresAt })
    await current().commit({ ...committed, answer: declined })
    if (record) await box().applySweep({ record, event: newEvent('e1'), isDelivered: true })
    expect((await box().list({ merchant: 'demo', limit: 9 }))?.entries).toEqual([])
  })

  it('does not watch a session of a merchant without a webhook', async () => {
    await acquireLease(current(), lease)
    expect(await box().claimWatched({ ...claim, now: T + 999_999_999 })).toEqual([])
  })
}
