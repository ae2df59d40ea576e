/** The one suite that every store passes. */
import { beforeEach, describe, expect, it } from 'vitest'
import { RESOLVE_MS, type LeaseRequest, type Store } from './store.js'

/** Far ahead: a store may forget what has ended by the clock of today. */
const T = Date.UTC(2096, 0)
const session = { merchant: 'demo', id: 's1', maxAttempts: 2, expiresAt: T + 1000 }
const begin: LeaseRequest = {
  merchant: 'demo',
  id: 's1',
  key: 'key-a',
  fingerprint: 'fp-a',
  now: T + 10,
  leaseExpiresAt: T + 100,
}
const refused = { problem: 'card_declined', details: { attempts_left: 1 } } as const
const finish = { merchant: 'demo', id: 's1', key: 'key-a', state: 'open', attempts: 1 } as const

/** `open` gives an empty store. */
export function storeSuite(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await store.create({ ...session, now: T })
    })

    it('keeps a new session as open', async () => {
      expect(await store.read('demo', 's1')).toEqual({
        ...session,
        state: 'open',
        attempts: 0,
        leaseExpiresAt: 0,
        idempotencyRecords: {},
      })
    })

    it('knows no session of another merchant, and none that was not created', async () => {
      expect(await store.read('other', 's1')).toBeUndefined()
      expect(await store.acquireLease({ ...begin, merchant: 'other' })).toBeUndefined()
      expect(await store.acquireLease({ ...begin, id: 's2' })).toBeUndefined()
    })

    it('lets one of many begin, and shows what was before', async () => {
      const all = await Promise.all(['a', 'b', 'c', 'd'].map((key) => store.acquireLease({ ...begin, key })))
      expect(all.filter((one) => one?.acquired).length).toBe(1)
      expect(all[0]).toMatchObject({ acquired: true, record: { state: 'open' } })
      expect(all[1]).toMatchObject({
        acquired: false,
        record: { state: 'processing', key: 'a', leaseExpiresAt: T + 100 },
      })
    })

    it('records an ending, and keeps an answer for each key', async () => {
      await store.acquireLease(begin)
      expect(await store.commit({ ...finish, result: refused, gateway: { status: 852 } })).toBe(true)
      expect(await store.read('demo', 's1')).toMatchObject({
        state: 'open',
        attempts: 1,
        leaseExpiresAt: 0,
        gateway: { status: 852 },
        idempotencyRecords: { 'key-a': { fingerprint: 'fp-a', result: refused } },
      })
      expect(await store.acquireLease(begin)).toMatchObject({ acquired: false })
      expect(await store.acquireLease({ ...begin, key: 'key-b', fingerprint: 'fp-b' })).toMatchObject({
        acquired: true,
      })
      await store.commit({ ...finish, key: 'key-b', state: 'exhausted', attempts: 2, result: refused })
      const record = await store.read('demo', 's1')
      expect(Object.keys(record?.idempotencyRecords ?? {}).sort()).toEqual(['key-a', 'key-b'])
      expect(record?.gateway).toEqual({ status: 852 })
      expect(await store.acquireLease({ ...begin, key: 'key-c' })).toMatchObject({ acquired: false })
    })

    it('lets the same key go on where the outcome is unknown, but not with other content', async () => {
      await store.acquireLease(begin)
      await store.commit({ ...finish, state: 'unknown', attempts: 0 })
      expect(await store.acquireLease({ ...begin, fingerprint: 'fp-x' })).toMatchObject({ acquired: false })
      expect(await store.acquireLease(begin)).toMatchObject({ acquired: true, record: { state: 'unknown' } })
    })

    it('lets another begin once the hold has lapsed, and then ignores the first', async () => {
      await store.acquireLease(begin)
      expect(await store.acquireLease({ ...begin, key: 'key-b', now: T + 99 })).toMatchObject({
        acquired: false,
      })
      expect(
        await store.acquireLease({ ...begin, key: 'key-b', now: T + 100, leaseExpiresAt: T + 200 }),
      ).toMatchObject({
        acquired: true,
      })
      expect(await store.commit({ ...finish, result: refused })).toBe(false)
      expect(await store.read('demo', 's1')).toMatchObject({
        state: 'processing',
        key: 'key-b',
        idempotencyRecords: {},
      })
    })

    it('releases a lease as if it had never been acquired', async () => {
      const before = await store.read('demo', 's1')
      const first = await store.acquireLease(begin)
      expect(await store.releaseLease(begin, first?.record ?? ({} as never))).toBe(true)
      expect(await store.read('demo', 's1')).toEqual(before)
      // The same key may begin again, with other content too.
      expect(await store.acquireLease({ ...begin, fingerprint: 'fp-x' })).toMatchObject({ acquired: true })
    })

    it('restores an unknown outcome and its content when a lease is released', async () => {
      await store.acquireLease(begin)
      await store.commit({ ...finish, state: 'unknown', attempts: 0 })
      const before = await store.read('demo', 's1')
      const again = await store.acquireLease({ ...begin, key: 'key-b' })
      expect(await store.releaseLease({ ...begin, key: 'key-b' }, again?.record ?? ({} as never))).toBe(true)
      expect(await store.read('demo', 's1')).toEqual(before)
    })

    it('does not release the lease of another key', async () => {
      const first = await store.acquireLease(begin)
      await store.acquireLease({ ...begin, key: 'key-b', now: T + 100, leaseExpiresAt: T + 200 })
      expect(await store.releaseLease(begin, first?.record ?? ({} as never))).toBe(false)
      expect(await store.read('demo', 's1')).toMatchObject({ state: 'processing', key: 'key-b' })
    })

    it('holds on for longer while the hold is its own', async () => {
      await store.acquireLease(begin)
      await store.renewLease({ ...begin, leaseExpiresAt: T + 300 })
      expect(await store.acquireLease({ ...begin, key: 'key-b', now: T + 299 })).toMatchObject({
        acquired: false,
      })
      await store.acquireLease({ ...begin, key: 'key-b', now: T + 300, leaseExpiresAt: T + 400 })
      await store.renewLease({ ...begin, leaseExpiresAt: T + 900 })
      expect(await store.read('demo', 's1')).toMatchObject({ key: 'key-b', leaseExpiresAt: T + 400 })
    })

    it('begins nothing else while an outcome is unknown: neither other content, nor after the attempts', async () => {
      await store.acquireLease(begin)
      await store.commit({ ...finish, state: 'unknown', attempts: 0 })
      const other = { ...begin, key: 'key-b', fingerprint: 'fp-b' }
      expect(await store.acquireLease(other)).toMatchObject({ acquired: false, record: { state: 'unknown' } })
      expect(await store.acquireLease({ ...other, fingerprint: 'fp-a' })).toMatchObject({ acquired: true })
      // A hold that has lapsed is the same.
      const later = { now: T + 200, leaseExpiresAt: T + 300 }
      expect(await store.acquireLease({ ...other, ...later, key: 'key-c' })).toMatchObject({
        acquired: false,
      })
      expect(await store.acquireLease({ ...begin, ...later })).toMatchObject({ acquired: true })
    })

    it('takes the same content for an hour after the session’s end while its outcome is unknown', async () => {
      await store.acquireLease(begin)
      await store.commit({ ...finish, state: 'unknown', attempts: 0 })
      const at = (now: number) => ({ ...begin, now, leaseExpiresAt: now + 1 })
      const end = session.expiresAt
      expect(await store.acquireLease({ ...at(end), key: 'key-b', fingerprint: 'fp-b' })).toMatchObject({
        acquired: false,
      })
      expect(await store.acquireLease(at(end + RESOLVE_MS))).toMatchObject({ acquired: false })
      expect(await store.acquireLease(at(end + RESOLVE_MS - 1))).toMatchObject({ acquired: true })
    })

    it('knows what each key was acquired with, not only the last', async () => {
      await store.acquireLease(begin)
      await store.commit({ ...finish, attempts: 0 })
      const other = { ...begin, key: 'key-b', fingerprint: 'fp-b' }
      expect(await store.acquireLease(other)).toMatchObject({ acquired: true })
      await store.commit({ ...finish, key: 'key-b', attempts: 0 })
      expect(await store.acquireLease({ ...begin, fingerprint: 'fp-b' })).toMatchObject({
        acquired: false,
        record: { idempotencyRecords: { 'key-a': { fingerprint: 'fp-a' } } },
      })
      expect(await store.acquireLease(begin)).toMatchObject({ acquired: true })
    })

    it('begins nothing once the session has expired', async () => {
      expect(await store.acquireLease({ ...begin, now: T + 1000 })).toMatchObject({
        acquired: false,
        record: { state: 'open' },
      })
    })
  })
}
