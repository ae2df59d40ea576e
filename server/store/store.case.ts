/** The contract of a store: every implementation passes this suite. */
import { beforeEach, describe, expect, it } from 'vitest'
import { participantIdSuite } from './participantIds.case.js'
import { RESOLVE_MS, type LeaseRequest, type Store } from './store.js'

/** Far in the future, because Redis expires sessions by the real clock. */
const T = Date.UTC(2096, 0)
const session = { merchant: 'demo', id: 's1', maxAttempts: 2, expiresAt: T + 1000 }
const lease: LeaseRequest = {
  merchant: 'demo',
  id: 's1',
  key: 'key-a',
  fingerprint: 'fp-a',
  now: T + 10,
  leaseExpiresAt: T + 100,
}
const declined = { problem: 'card_declined', details: { attempts_left: 1 } } as const
const commit = { merchant: 'demo', id: 's1', key: 'key-a', state: 'open', attempts: 1 } as const

/** Runs the suite; `open` returns an empty store. */
export function storeSuite(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await store.create({ ...session, now: T })
    })

    participantIdSuite(() => store)

    it('stores a new session as open', async () => {
      expect(await store.read('demo', 's1')).toEqual({
        ...session,
        state: 'open',
        attempts: 0,
        leaseExpiresAt: 0,
        idNumber: 1,
        idempotencyRecords: {},
      })
    })

    it('returns nothing for another merchant’s session and for an unknown id', async () => {
      expect(await store.read('other', 's1')).toBeUndefined()
      expect(await store.acquireLease({ ...lease, merchant: 'other' })).toBeUndefined()
      expect(await store.acquireLease({ ...lease, id: 's2' })).toBeUndefined()
    })

    it('grants the lease to one of many, with the record before the change', async () => {
      const all = await Promise.all(['a', 'b', 'c', 'd'].map((key) => store.acquireLease({ ...lease, key })))
      expect(all.filter((one) => one?.acquired).length).toBe(1)
      expect(all[0]).toMatchObject({ acquired: true, record: { state: 'open' } })
      expect(all[1]).toMatchObject({
        acquired: false,
        record: { state: 'processing', key: 'a', leaseExpiresAt: T + 100 },
      })
    })

    it('commits a transition, and keeps a result for each key', async () => {
      await store.acquireLease(lease)
      expect(await store.commit({ ...commit, result: declined, gateway: { status: 852 } })).toBe(true)
      expect(await store.read('demo', 's1')).toMatchObject({
        state: 'open',
        attempts: 1,
        leaseExpiresAt: 0,
        gateway: { status: 852 },
        idempotencyRecords: { 'key-a': { fingerprint: 'fp-a', result: declined } },
      })
      expect(await store.acquireLease(lease)).toMatchObject({ acquired: false })
      expect(await store.acquireLease({ ...lease, key: 'key-b', fingerprint: 'fp-b' })).toMatchObject({
        acquired: true,
      })
      await store.commit({ ...commit, key: 'key-b', state: 'exhausted', attempts: 2, result: declined })
      const record = await store.read('demo', 's1')
      expect(Object.keys(record?.idempotencyRecords ?? {}).sort()).toEqual(['key-a', 'key-b'])
      expect(record?.gateway).toEqual({ status: 852 })
      expect(await store.acquireLease({ ...lease, key: 'key-c' })).toMatchObject({ acquired: false })
    })

    it('grants the lease again for an unknown outcome, but not with other content', async () => {
      await store.acquireLease(lease)
      await store.commit({ ...commit, state: 'unknown', attempts: 0 })
      expect(await store.acquireLease({ ...lease, fingerprint: 'fp-x' })).toMatchObject({ acquired: false })
      expect(await store.acquireLease(lease)).toMatchObject({ acquired: true, record: { state: 'unknown' } })
    })

    it('grants an expired lease to another key, and then ignores the first', async () => {
      await store.acquireLease(lease)
      expect(await store.acquireLease({ ...lease, key: 'key-b', now: T + 99 })).toMatchObject({
        acquired: false,
      })
      expect(
        await store.acquireLease({ ...lease, key: 'key-b', now: T + 100, leaseExpiresAt: T + 200 }),
      ).toMatchObject({
        acquired: true,
      })
      expect(await store.commit({ ...commit, result: declined })).toBe(false)
      expect(await store.read('demo', 's1')).toMatchObject({
        state: 'processing',
        key: 'key-b',
        idempotencyRecords: {},
      })
    })

    it('releases a lease as if it had never been acquired', async () => {
      const before = await store.read('demo', 's1')
      const first = await store.acquireLease(lease)
      expect(await store.releaseLease(lease, first?.record ?? ({} as never))).toBe(true)
      expect(await store.read('demo', 's1')).toEqual(before)
      // The same key may acquire it again, with other content too.
      expect(await store.acquireLease({ ...lease, fingerprint: 'fp-x' })).toMatchObject({ acquired: true })
    })

    it('restores an unknown outcome and its content when a lease is released', async () => {
      await store.acquireLease(lease)
      await store.commit({ ...commit, state: 'unknown', attempts: 0 })
      const before = await store.read('demo', 's1')
      const again = await store.acquireLease({ ...lease, key: 'key-b' })
      expect(await store.releaseLease({ ...lease, key: 'key-b' }, again?.record ?? ({} as never))).toBe(true)
      expect(await store.read('demo', 's1')).toEqual(before)
    })

    it('does not release the lease of another key', async () => {
      const first = await store.acquireLease(lease)
      await store.acquireLease({ ...lease, key: 'key-b', now: T + 100, leaseExpiresAt: T + 200 })
      expect(await store.releaseLease(lease, first?.record ?? ({} as never))).toBe(false)
      expect(await store.read('demo', 's1')).toMatchObject({ state: 'processing', key: 'key-b' })
    })

    it('renews only its own lease', async () => {
      await store.acquireLease(lease)
      await store.renewLease({ ...lease, leaseExpiresAt: T + 300 })
      expect(await store.acquireLease({ ...lease, key: 'key-b', now: T + 299 })).toMatchObject({
        acquired: false,
      })
      await store.acquireLease({ ...lease, key: 'key-b', now: T + 300, leaseExpiresAt: T + 400 })
      await store.renewLease({ ...lease, leaseExpiresAt: T + 900 })
      expect(await store.read('demo', 's1')).toMatchObject({ key: 'key-b', leaseExpiresAt: T + 400 })
    })

    it('rejects other content while an outcome is unknown', async () => {
      await store.acquireLease(lease)
      await store.commit({ ...commit, state: 'unknown', attempts: 0 })
      const other = { ...lease, key: 'key-b', fingerprint: 'fp-b' }
      expect(await store.acquireLease(other)).toMatchObject({ acquired: false, record: { state: 'unknown' } })
      expect(await store.acquireLease({ ...other, fingerprint: 'fp-a' })).toMatchObject({ acquired: true })
      // An expired lease is also an unknown outcome.
      const later = { now: T + 200, leaseExpiresAt: T + 300 }
      expect(await store.acquireLease({ ...other, ...later, key: 'key-c' })).toMatchObject({
        acquired: false,
      })
      expect(await store.acquireLease({ ...lease, ...later })).toMatchObject({ acquired: true })
    })

    it('accepts the same content for an hour after the session’s end while its outcome is unknown', async () => {
      await store.acquireLease(lease)
      await store.commit({ ...commit, state: 'unknown', attempts: 0 })
      const requestLease = (now: number) => ({ ...lease, now, leaseExpiresAt: now + 1 })
      const end = session.expiresAt
      expect(
        await store.acquireLease({ ...requestLease(end), key: 'key-b', fingerprint: 'fp-b' }),
      ).toMatchObject({
        acquired: false,
      })
      expect(await store.acquireLease(requestLease(end + RESOLVE_MS))).toMatchObject({ acquired: false })
      expect(await store.acquireLease(requestLease(end + RESOLVE_MS - 1))).toMatchObject({ acquired: true })
    })

    it('compares the content with each key’s own, not only the last one', async () => {
      await store.acquireLease(lease)
      await store.commit({ ...commit, attempts: 0 })
      const other = { ...lease, key: 'key-b', fingerprint: 'fp-b' }
      expect(await store.acquireLease(other)).toMatchObject({ acquired: true })
      await store.commit({ ...commit, key: 'key-b', attempts: 0 })
      expect(await store.acquireLease({ ...lease, fingerprint: 'fp-b' })).toMatchObject({
        acquired: false,
        record: { idempotencyRecords: { 'key-a': { fingerprint: 'fp-a' } } },
      })
      expect(await store.acquireLease(lease)).toMatchObject({ acquired: true })
    })

    it('rejects an expired session', async () => {
      expect(await store.acquireLease({ ...lease, now: T + 1000 })).toMatchObject({
        acquired: false,
        record: { state: 'open' },
      })
    })
  })
}
