/** Part of the contract of a store: outcomes that are unknown, given up, late or lost. */
import { expect, it } from 'vitest'
import { latestResponse } from './answers.js'
import { RESOLVE_MS, type SessionRecord } from './record.js'
import type { LeaseRequest, Store } from './store.js'
import {
  T,
  terms,
  session,
  lease,
  other,
  holder,
  declined,
  tokenized,
  unknown,
  later,
  LAPSED_MS,
  acquireLease,
  committed,
} from './storeFixtures.case.js'

/** Runs the tests. `getStore` returns a store with the session of storeFixtures. */
export function unknownOutcomeSuite(getStore: () => Store): void {
  const read = () => getStore().read('demo', 's1')
  const acquire = (request = lease) => acquireLease(getStore(), request)

  it('keeps an unknown outcome current until it is resolved', async () => {
    const { current } = await acquire()
    await getStore().markSent(holder)
    await getStore().commit(unknown)
    const ended = { leaseExpiresAt: 0, isSent: true, unknownSince: T + 20, lastRoundAt: T + 20 }
    expect(await read()).toMatchObject({ state: 'unknown', current: { ...current, ...ended } })
    expect(await getStore().acquireLease(other)).toMatchObject({ refusal: 'in_progress' })
    expect(await getStore().acquireLease(lease)).toMatchObject({ refusal: 'too_soon' })
    const again = await acquire(later(lease, 4_010))
    expect(again.before).toMatchObject({ state: 'unknown' })
    expect(again.current).toMatchObject({ unknownSince: T + 20, resolveTries: 1, isSent: false })
    await getStore().commit({ ...unknown, now: T + 5_000 })
    expect((await read())?.current).toMatchObject({ unknownSince: T + 20, lastRoundAt: T + 5_000 })
  })

  it('gives up an unknown outcome for other content, and finds the given-up capture again by its content', async () => {
    await getStore().create({ ...session, id: 's2', maxAttempts: 3, now: T })
    const first = { ...lease, id: 's2' }
    await acquire(first)
    await getStore().commit({ ...unknown, id: 's2' })
    const second = await acquire({ ...later(first, 60_010), key: 'key-b', fingerprint: 'fp-b' })
    expect(second.current).toMatchObject({ idNumber: 2, resolveTries: 0 })
    const record = await getStore().read('demo', 's2')
    const givenUp = { key: 'key-a', fingerprint: 'fp-a', idNumber: 1, resolveTries: 0 }
    expect(record?.givenUp).toEqual([{ ...givenUp, unknownSince: T + 20, lastRoundAt: T + 20 }])
    await getStore().commit({ ...committed, id: 's2', key: 'key-b', answer: declined })
    const again = await acquire({ ...later(first, 70_000), key: 'key-c' })
    expect(again.current).toMatchObject({ idNumber: 1, resolveTries: 1, unknownSince: T + 20 })
    expect((await getStore().read('demo', 's2'))?.givenUp).toEqual([])
  })

  it('records that a request is sent, only for the holder of the lease', async () => {
    await acquire()
    expect(await getStore().markSent({ ...holder, key: 'key-b' })).toBe(false)
    expect((await read())?.current).toMatchObject({ isSent: false })
    expect(await getStore().markSent(holder)).toBe(true)
    expect((await read())?.current).toMatchObject({ isSent: true })
    await getStore().commit({ ...committed, answer: declined })
    expect(await getStore().markSent(holder)).toBe(false)
    expect(await getStore().markSent({ ...holder, id: 's9' })).toBe(false)
  })

  it('treats a lease that expired before anything was sent as if it had never been granted', async () => {
    await acquire()
    const next = await acquire(later(other, LAPSED_MS))
    expect(next.current).toMatchObject({ key: 'key-b', idNumber: 1 })
    expect(next.current).not.toHaveProperty('unknownSince')
    expect((await read())?.givenUp).toEqual([])
  })

  it('treats a capture whose lease expired after sending as unknown since the expiry', async () => {
    await acquire()
    await getStore().markSent(holder)
    expect(await getStore().acquireLease(later(other, LAPSED_MS))).toMatchObject({ refusal: 'in_progress' })
    const again = await acquire({ ...later(lease, LAPSED_MS), key: 'key-b' })
    expect(again.current).toMatchObject({ unknownSince: lease.leaseExpiresAt, resolveTries: 1 })
  })

  it('keeps only the token of a commit without its lease, once', async () => {
    await acquire()
    await getStore().markSent(holder)
    await acquire({ ...later(lease, LAPSED_MS), key: 'key-b' })
    const before = await read()
    expect(await getStore().commit({ ...committed, answer: declined })).toBe(false)
    expect(await getStore().commit(unknown)).toBe(false)
    expect(await read()).toEqual(before)
    const answer = { ...tokenized, gateway: { status: 100 } }
    const late = { ...committed, state: 'tokenized', answer } as const
    expect(await getStore().commit(late)).toBe(false)
    const after = await read()
    expect(after).toMatchObject({
      state: 'tokenized',
      tokenKey: 'key-a',
      attempts: 0,
    })
    expect(after?.answers).toEqual({ 'key-a': answer })
    expect(after).not.toHaveProperty('current')
    await getStore().commit({ ...late, answer: { ...answer, at: T + 99 } })
    expect(await read()).toEqual(after)
    // The successor's token is stored too, and the session's last response stays that of its own token.
    const second = { ...tokenized, gateway: { status: 101 }, at: T + 99 }
    await getStore().commit({ ...late, key: 'key-b', answer: second })
    const end = await read()
    expect(end).toMatchObject({ tokenKey: 'key-a', answers: { 'key-b': second } })
    expect(end && latestResponse(end)).toEqual({ status: 100 })
  })

  it('keeps the late token of a given-up capture, and removes it from the given-up ones', async () => {
    await getStore().create({ ...session, id: 's2', maxAttempts: 3, now: T })
    await acquire({ ...lease, id: 's2' })
    await getStore().commit({ ...unknown, id: 's2' })
    await acquire({ ...later(other, 60_010), id: 's2' })
    await getStore().commit({ ...committed, id: 's2', key: 'key-b', answer: declined })
    await getStore().commit({ ...committed, id: 's2', state: 'tokenized', answer: tokenized })
    expect(await getStore().read('demo', 's2')).toMatchObject({
      state: 'tokenized',
      attempts: 1,
      givenUp: [],
    })
  })

  it('restores an unknown outcome and the given-up captures when a lease is released', async () => {
    await getStore().create({ ...session, id: 's2', maxAttempts: 4, now: T })
    const of = (request: LeaseRequest) => ({ ...request, id: 's2' })
    await acquire(of(lease))
    await getStore().commit({ ...unknown, id: 's2' })
    const states: (SessionRecord | undefined)[] = [await getStore().read('demo', 's2')]
    const changed = of(later(other, 60_010))
    const released = async (request: LeaseRequest) => {
      const { before } = await acquire(request)
      expect(await getStore().releaseLease(request, before)).toBe(true)
      return getStore().read('demo', 's2')
    }
    expect(await released(changed)).toEqual(states[0])
    await acquire(changed)
    await getStore().commit({ ...unknown, id: 's2', key: 'key-b', now: changed.now })
    states.push(await getStore().read('demo', 's2'))
    expect(await released({ ...of(later(lease, 130_000)), key: 'key-c' })).toEqual(states[1])
  })

  it('accepts the same content for an hour after the session’s end while its outcome is unknown', async () => {
    await acquire()
    await getStore().commit(unknown)
    const at = (now: number) => ({ ...lease, now, leaseExpiresAt: now + 1 })
    const end = terms.expiresAt
    expect(await getStore().acquireLease({ ...at(end), key: 'key-b', fingerprint: 'fp-b' })).toMatchObject({
      refusal: 'expired',
    })
    expect(await getStore().acquireLease(at(end + RESOLVE_MS))).toMatchObject({ refusal: 'expired' })
    await acquire(at(end + RESOLVE_MS - 1))
  })

  it('starts a lost record again with an unknown outcome of any content, unless the lease is refused', async () => {
    const created = { ...session, id: 'lost', participantId: 'order-1' }
    const lost = { ...lease, id: 'lost', session: created }
    const expired = { ...lost, now: terms.expiresAt + RESOLVE_MS }
    expect(await getStore().acquireLease(expired)).toMatchObject({ refusal: 'expired' })
    expect(await getStore().read('demo', 'lost')).toBeUndefined()
    const { before, current } = await acquire(lost)
    const unresolved = { key: '', idNumber: 1, isSent: true, unknownSince: lost.now }
    expect(before).toMatchObject({ state: 'unknown', attempts: 0, current: unresolved })
    expect(current).toMatchObject({ key: 'key-a', idNumber: 1, resolveTries: 1, unknownSince: lost.now })
    expect(await getStore().read('demo', 'lost')).toEqual({
      ...{ ...created, state: 'processing', attempts: 0 },
      ...{ idNumber: 1, current, givenUp: [], answers: {} },
    })
    expect(await getStore().releaseLease(lost, before)).toBe(true)
    expect(await getStore().read('demo', 'lost')).toEqual(before)
  })
}
