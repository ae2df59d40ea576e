/** The contract of a store: every implementation passes this suite. */
import { beforeEach, describe, expect, it } from 'vitest'
import { latestResponse } from './answers.js'
import { creationSuite } from './creations.case.js'
import { outboxSuite } from './outbox.case.js'
import { participantIdSuite } from './participantIds.case.js'
import { reviewSuite } from './reviews.case.js'
import { sessionIndexSuite } from './sessionIndex.case.js'
import type { CaptureCommit, Store } from './store.js'
import {
  T,
  session,
  lease,
  other,
  declined,
  uncounted,
  tokenized,
  committed,
  holder,
  later,
  LAPSED_MS,
  acquireLease,
} from './storeFixtures.case.js'
import { unknownOutcomeSuite } from './unknownOutcomes.case.js'
import { watchSuite } from './watchedSessions.case.js'

/** Runs the suite; `open` returns an empty store. */
export function storeSuite(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
      await store.create({ ...session, now: T })
    })
    const read = () => store.read('demo', 's1')
    const acquire = (request = lease) => acquireLease(store, request)

    participantIdSuite(() => store)
    unknownOutcomeSuite(() => store)
    creationSuite(() => store)
    sessionIndexSuite(() => store)
    reviewSuite(() => store)
    outboxSuite(() => store)
    watchSuite(() => store)

    it('stores a new session as open', async () => {
      const record = { ...session, state: 'open', attempts: 0, idNumber: 1, givenUp: [], answers: {} }
      expect(await read()).toEqual(record)
    })

    it('returns nothing for another merchant’s session and for an unknown id', async () => {
      expect(await store.read('other', 's1')).toBeUndefined()
      expect(await store.read('demo', 's2')).toBeUndefined()
    })

    it('grants the lease to one of many requests, and returns the record before the change', async () => {
      const all = await Promise.all(
        ['a', 'b', 'c', 'd'].map((key) => store.acquireLease({ ...lease, key, fingerprint: key })),
      )
      const current = {
        ...{ key: 'a', fingerprint: 'a', idNumber: 1, leaseExpiresAt: T + 15_010 },
        ...{ isSent: false, resolveTries: 0, lastRoundAt: T + 10 },
      }
      expect(all[0]).toMatchObject({ before: { state: 'open' }, current })
      for (const refused of all.slice(1))
        expect(refused).toMatchObject({ refusal: 'in_progress', before: { state: 'processing', current } })
      expect(await read()).toMatchObject({ state: 'processing', current })
    })

    it('commits a transition, keeps an answer for each key, and forgets the fingerprint', async () => {
      await acquire()
      const gateway = { status: 852 }
      const answer = { ...declined, gateway }
      expect(await store.commit({ ...committed, answer, idNumber: 2 })).toBe(true)
      const record = await read()
      expect(record).toMatchObject({ state: 'open', attempts: 1, idNumber: 2 })
      expect(record?.answers).toEqual({ 'key-a': answer })
      expect(record).not.toHaveProperty('current')
      expect(await store.acquireLease(lease)).toMatchObject({ refusal: 'answered' })
      await acquire(other)
      await store.commit({ ...committed, key: 'key-b', state: 'exhausted', attempts: 2, answer: declined })
      const end = await read()
      expect(end).toMatchObject({ state: 'exhausted', idNumber: 2 })
      expect(Object.keys(end?.answers ?? {}).sort()).toEqual(['key-a', 'key-b'])
      expect(await store.acquireLease({ ...lease, key: 'key-c' })).toMatchObject({ refusal: 'ended' })
    })

    it('keeps the response without an answer until an answer has a newer one', async () => {
      const commit = async (key: string, more: Pick<CaptureCommit, 'answer' | 'gateway'>) => {
        await acquire({ ...lease, key })
        await store.commit({ ...committed, key, attempts: 0, ...more })
        const record = await read()
        return record && latestResponse(record)
      }
      const early = { ...declined, gateway: { status: 852 }, at: T + 1 }
      expect(await commit('key-a', { answer: early })).toEqual({ status: 852 })
      expect(await commit('key-b', { gateway: { status: 401 } })).toEqual({ status: 401 })
      expect(await commit('key-c', {})).toEqual({ status: 401 })
      expect(await commit('key-d', { answer: { ...declined, at: T + 2 } })).toEqual({ status: 401 })
      const latest = { ...declined, gateway: { status: 853 }, at: T + 3 }
      expect(await commit('key-e', { answer: latest })).toEqual({ status: 853 })
    })

    it('keeps every counted answer, and the latest of the others', async () => {
      for (const [key, answer] of [
        ['key-a', uncounted],
        ['key-b', declined],
        ['key-c', uncounted],
      ] as const) {
        await acquire({ ...lease, key })
        const attempts = key === 'key-a' ? 0 : 1
        await store.commit({ ...committed, key, attempts, answer })
      }
      expect((await read())?.answers).toEqual({ 'key-b': declined, 'key-c': uncounted })
    })

    it('lets the same key run again after a commit without an answer', async () => {
      await acquire()
      await store.commit({ ...committed, attempts: 0 })
      await acquire({ ...lease, fingerprint: 'fp-x' })
    })

    it('stores no answer for a session that it does not have', async () => {
      const late = { ...committed, id: 's9', state: 'tokenized', answer: tokenized } as const
      expect(await store.commit(late)).toBe(false)
      expect(await store.read('demo', 's9')).toBeUndefined()
    })

    it('releases a lease as if it had never been acquired', async () => {
      const before = await read()
      const first = await acquire()
      expect(await store.releaseLease(lease, first.before)).toBe(true)
      expect(await read()).toEqual(before)
      // The same key may acquire the lease again, even with other content.
      await acquire({ ...lease, fingerprint: 'fp-x' })
    })

    it('does not release the lease of another key', async () => {
      const { before } = await acquire()
      await acquire(later(other, LAPSED_MS))
      expect(await store.releaseLease(lease, before)).toBe(false)
      expect(await read()).toMatchObject({ state: 'processing', current: { key: 'key-b' } })
    })

    it('renews only its own lease', async () => {
      await acquire()
      await store.renewLease({ ...holder, leaseExpiresAt: T + 20_000 })
      expect((await read())?.current).toMatchObject({ leaseExpiresAt: T + 20_000 })
      await store.renewLease({ ...holder, key: 'key-b', leaseExpiresAt: T + 90_000 })
      expect((await read())?.current).toMatchObject({ key: 'key-a', leaseExpiresAt: T + 20_000 })
    })
  })
}
