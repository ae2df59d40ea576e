/** The part of a store's contract that is about the participant_unique_id1. */
import { expect, it } from 'vitest'
import type { CaptureCommit, Store } from './store.js'
import { unlimited } from './storeFixtures.case.js'

/** Far in the future, because Redis expires sessions by the real clock. */
const T = Date.UTC(2096, 0)
const session = { merchant: 'demo', maxAttempts: 2, expiresAt: T + 1000, now: T }

/** `store` has no session of these ids. */
export function participantIdSuite(store: () => Store): void {
  /** A session `id` with one capture. */
  async function commit(id: string, key: string, more: Partial<CaptureCommit> = {}) {
    const lease = { merchant: 'demo', id, key }
    const terms = { fingerprint: 'fp', usesId: true, now: T + 10, leaseExpiresAt: T + 100 }
    const { now: _, ...created } = session
    await store().acquireLease({ ...lease, ...terms, session: { ...created, id }, attempt: unlimited })
    await store().commit({ ...lease, now: T + 20, state: 'open', attempts: 1, ...more })
  }

  it('keeps the merchant’s id of a session, and counts the ids of the server’s own', async () => {
    await store().create({ ...session, id: 'given', participantId: 'customer-81' })
    expect(await store().read('demo', 'given')).toMatchObject({ participantId: 'customer-81', idNumber: 1 })
    await store().create({ ...session, id: 'derived' })
    await commit('derived', 'key-a', { idNumber: 2 })
    expect(await store().read('demo', 'derived')).toMatchObject({ idNumber: 2 })
    await commit('derived', 'key-b')
    expect(await store().read('demo', 'derived')).toMatchObject({ idNumber: 2 })
  })

  it('remembers which of the merchant’s ids have tokenized an account', async () => {
    const isUsed = async (account: string, participantId: string) =>
      (await store().findUsedId({ account, participantId }, T + 20)) !== undefined
    await store().create({ ...session, id: 'given', participantId: 'customer-81' })
    expect(await isUsed('ingo-a', 'customer-81')).toBe(false)
    await commit('given', 'key-a', {
      usedId: { account: 'ingo-a', participantId: 'customer-81', at: T + 10 },
    })
    expect(await isUsed('ingo-a', 'customer-81')).toBe(true)
    expect(await isUsed('ingo-a', 'customer-8')).toBe(false)
    expect(await isUsed('ingo-b', 'customer-81')).toBe(false)
  })

  it('remembers what was verified under an id, and keeps the first use', async () => {
    const id = { account: 'ingo-a', participantId: 'order-1' }
    await store().addUsedId({ ...id, at: T, content: 'hash-1' })
    await store().addUsedId({ ...id, at: T + 1, content: 'hash-2' })
    expect(await store().findUsedId(id, T + 2)).toEqual({ content: 'hash-1' })
    expect(await store().claimId({ ...id, at: T + 2, content: 'hash-2', inFlightUntil: T + 9 })).toBe('used')
    expect(await store().claimId({ ...id, at: T + 2, content: 'hash-1' })).toBe('claimed')
  })

  it('keeps an id in flight from other contents, until it is given back or used', async () => {
    const id = { account: 'ingo-a', participantId: 'order-2' }
    const claim = (content: string, inFlightUntil?: number) =>
      store().claimId({ ...id, at: T, content, ...(inFlightUntil !== undefined && { inFlightUntil }) })
    expect(await claim('one', T + 60_000)).toBe('claimed')
    expect(await claim('other', T + 60_000)).toBe('in_flight')
    expect(await claim('other')).toBe('in_flight')
    expect(await store().findUsedId(id, T)).toBeUndefined()
    await store().releaseId({ ...id, content: 'other' })
    expect(await claim('other')).toBe('in_flight')
    await store().releaseId({ ...id, content: 'one' })
    expect(await claim('other', T + 60_000)).toBe('claimed')
    await store().addUsedId({ ...id, at: T })
    expect(await store().findUsedId(id, T)).toEqual({})
    expect(await claim('other', T + 60_000)).toBe('used')
  })

  it('claims an id with the lease, and holds the lease if the id is another’s', async () => {
    const id = { account: 'ingo-a', participantId: 'order-4' }
    const { now: _, ...created } = session
    const acquire = (name: string, key: string, content: string) =>
      store().acquireLease({
        ...{
          merchant: 'demo',
          id: name,
          key,
          fingerprint: 'fp',
          usesId: true,
          now: T,
          leaseExpiresAt: T + 100,
        },
        session: { ...created, id: name },
        attempt: unlimited,
        idClaim: { ...id, at: T, content, inFlightUntil: T + 60_000 },
      })
    for (const name of ['first', 'second']) await store().create({ ...session, id: name })
    expect(await acquire('first', 'key-a', 'one')).toMatchObject({ claimed: 'claimed' })
    expect(await acquire('second', 'key-b', 'other')).toMatchObject({
      claimed: 'in_flight',
      current: { key: 'key-b' },
    })
    expect(await acquire('second', 'key-c', 'other')).toMatchObject({ refusal: 'in_progress' })
    await store().addUsedId({ ...id, at: T })
    expect(await acquire('second', 'key-d', 'other')).not.toHaveProperty('claimed')
    expect(await store().claimId({ ...id, at: T, content: 'other', inFlightUntil: T + 9 })).toBe('used')
  })

  it('gives back no id that another of the same content has in flight, until all of them are over', async () => {
    const id = { account: 'ingo-a', participantId: 'order-5' }
    const claim = (content: string, at: number, inFlightUntil: number) =>
      store().claimId({ ...id, at, content, inFlightUntil })
    expect(await claim('one', T, T + 90_000)).toBe('claimed')
    expect(await claim('one', T, T + 60)).toBe('claimed')
    await store().releaseId({ ...id, content: 'one' })
    expect(await claim('other', T + 61, T + 120_000)).toBe('in_flight')
    expect(await store().findUsedId(id, T)).toBeUndefined()
    await store().addUsedId({ ...id, at: T + 70 })
    expect(await claim('other', T + 71, T + 120_000)).toBe('used')
  })

  it('gives back an id that a session has claimed again to resolve an unknown outcome', async () => {
    const id = { account: 'ingo-a', participantId: 'order-6' }
    const { now: _, ...created } = session
    await store().create({ ...session, id: 'repeated' })
    const holder = { merchant: 'demo', id: 'repeated', key: 'key-a' }
    const acquire = (now: number) =>
      store().acquireLease({
        ...{ ...holder, fingerprint: 'fp', usesId: true, now, leaseExpiresAt: now + 100, isSent: true },
        ...{ session: { ...created, id: 'repeated' }, attempt: unlimited },
        idClaim: { ...id, at: now, content: 'one', inFlightUntil: T + 60_000 },
      })
    await acquire(T)
    await store().commit({ ...holder, now: T + 20, state: 'unknown', attempts: 0 })
    expect(await acquire(T + 5_000)).toMatchObject({ claimed: 'claimed', current: { resolveTries: 1 } })
    await store().releaseId({ ...id, content: 'one' })
    expect(await store().claimId({ ...id, at: T + 5_010, content: 'other' })).toBe('claimed')
  })

  it('forgets an id in flight when its time is over', async () => {
    const id = { account: 'ingo-a', participantId: 'order-3' }
    await store().claimId({ ...id, at: T, content: 'one', inFlightUntil: T + 30 })
    await new Promise((done) => setTimeout(done, 50))
    expect(await store().claimId({ ...id, at: T + 31, content: 'other', inFlightUntil: T + 60 })).toBe(
      'claimed',
    )
  })
}
