/** The contract of a store's outbox: every implementation passes this suite. */
import { describe, expect, it } from 'vitest'
import type { WebhookEventType } from '../../contract/webhookEventTypes.js'
import type { Claim, NewEvent } from './outbox.js'
import type { Store } from './store.js'
import { acquireLease, committed, later, lease, T, tokenized } from './storeFixtures.case.js'

export const newEvent = (id: string, type: WebhookEventType = 'session.unknown', at = T + 20): NewEvent => ({
  ...{ id, type, at },
  data: {
    ...{ id: 's1', merchant: 'demo', status: 'unknown', attempts: 0 },
    participant_unique_id1: 'order-1',
    customer_account_token: 'token-1',
  },
})
export const write = (...events: NewEvent[]) => ({ events, isDelivered: true })
export const claim: Claim = { merchant: 'demo', now: T + 30, leaseExpiresAt: T + 60_030, limit: 10 }
const ids = (events: { id: string }[]) => events.map(({ id }) => id)

export function outboxSuite(current: () => Store): void {
  describe('its outbox', () => {
    const box = () => current().outbox
    const commit = async (...events: NewEvent[]) => {
      const { key } = lease
      await acquireLease(current(), { ...lease, isWatched: true })
      return current().commit({ ...committed, key, attempts: 0, eventWrite: write(...events) })
    }

    it('has the events of a commit, in their order, and one event of a session at a time', async () => {
      await commit(newEvent('e1'), newEvent('e2'))
      const [first, ...others] = await box().claim(claim)
      expect(first).toEqual({ ...newEvent('e1'), status: 'pending', tries: 0, leaseExpiresAt: T + 60_030 })
      expect(others).toEqual([])
      expect(await box().claim(claim)).toEqual([])
      if (first) await box().settle(first, { status: 'delivered' })
      expect(ids(await box().claim(claim))).toEqual(['e2'])
      expect(
        (await box().list({ merchant: 'demo', limit: 9 }))?.entries.map(({ id, status }) => [id, status]),
      ).toEqual([
        ['e2', 'pending'],
        ['e1', 'delivered'],
      ])
    })

    it('has no event of a commit that took no effect', async () => {
      await commit(newEvent('e1'))
      const late = { ...committed, attempts: 9, eventWrite: write(newEvent('e2')) }
      expect(await current().commit(late)).toBe(false)
      expect(ids((await box().list({ merchant: 'demo', limit: 9 }))?.entries ?? [])).toEqual(['e1'])
    })

    it('tells once that an outcome is unknown, and that it is resolved only after that', async () => {
      const resolved = (id: string) => ({ ...newEvent(id, 'session.resolved'), ifTold: true })
      const unknownOnce = (id: string) => ({ ...newEvent(id), ifTold: false })
      const rounds = [
        { state: 'unknown', eventWrite: write(unknownOnce('e1')) },
        { state: 'unknown', eventWrite: write(unknownOnce('e2')) },
        { state: 'open', eventWrite: write(resolved('e3')) },
        { state: 'open', eventWrite: write(resolved('e4')) },
      ] as const
      for (const [index, round] of rounds.entries()) {
        await acquireLease(current(), later(lease, index * 5_000))
        await current().commit({ ...committed, attempts: 0, now: T + 20 + index * 5_000, ...round })
      }
      expect(ids((await box().list({ merchant: 'demo', limit: 9 }))?.entries ?? [])).toEqual(['e3', 'e1'])
    })

    it('tells a late token, and a second one as resolved', async () => {
      const late = { ...committed, state: 'tokenized', answer: tokenized } as const
      const token = (id: string) => ({ eventWrite: write(newEvent(id, 'session.tokenized')) })
      expect(await current().commit({ ...late, ...token('e1') })).toBe(false)
      expect(await current().commit({ ...late, key: 'key-b', ...token('e2') })).toBe(false)
      expect(await current().commit({ ...late, key: 'key-b', ...token('e3') })).toBe(false)
      const page = await box().list({ merchant: 'demo', limit: 9 })
      expect(page?.entries.map(({ id, type }) => [id, type])).toEqual([
        ['e2', 'session.resolved'],
        ['e1', 'session.tokenized'],
      ])
    })

    it('gives an event whose claim has expired to another process, and ignores the first', async () => {
      await commit(newEvent('e1'))
      const [first] = await box().claim(claim)
      expect(await box().claim({ ...claim, now: T + 60_029 })).toEqual([])
      const [second] = await box().claim({ ...claim, now: T + 60_030, leaseExpiresAt: T + 120_000 })
      expect(second).toMatchObject({ id: 'e1', tries: 0 })
      if (first) await box().settle(first, { status: 'failed', error: '500' })
      expect((await box().list({ merchant: 'demo', limit: 9 }))?.entries).toMatchObject([
        { status: 'pending', tries: 0 },
      ])
    })

    it('keeps a failed try for later, and the session’s next event behind it', async () => {
      await commit(newEvent('e1'), newEvent('e2'))
      const [first] = await box().claim(claim)
      const retry = { status: 'pending', dueAt: T + 5_000, firstTryAt: T + 30, error: '503' } as const
      if (first) await box().settle(first, retry)
      expect(await box().claim({ ...claim, now: T + 4_999 })).toEqual([])
      const [again] = await box().claim({ ...claim, now: T + 5_000, leaseExpiresAt: T + 70_000 })
      expect(again).toMatchObject({ id: 'e1', tries: 1, firstTryAt: T + 30, error: '503', status: 'pending' })
      if (again) await box().settle(again, { status: 'failed', error: '503' })
      expect(ids(await box().claim({ ...claim, now: T + 5_001 }))).toEqual(['e2'])
    })

    it('sends a delivered event again, from its first try', async () => {
      await commit(newEvent('e1'))
      const [first] = await box().claim(claim)
      if (first) await box().settle(first, { status: 'failed', error: '503' })
      expect(await box().resend('demo', 'e1', T + 90_000)).toBe(true)
      const [again] = await box().claim({ ...claim, now: T + 90_000 })
      expect(again).toMatchObject({ id: 'e1', tries: 0, status: 'pending' })
      expect(again).not.toHaveProperty('error')
      expect(await box().resend('demo', 'e9', T)).toBe(false)
      expect(await box().resend('other', 'e1', T)).toBe(false)
    })

    it('only records the events of a merchant without a URL', async () => {
      await acquireLease(current(), lease)
      await current().commit({ ...committed, eventWrite: { ...write(newEvent('e1')), isDelivered: false } })
      expect(await box().claim(claim)).toEqual([])
      expect((await box().list({ merchant: 'demo', limit: 9 }))?.entries).toMatchObject([
        { id: 'e1', status: 'recorded' },
      ])
      await box().resend('demo', 'e1', T + 30)
      expect(ids(await box().claim(claim))).toEqual(['e1'])
    })

    it('lists a page before or after an event, of one merchant', async () => {
      await commit(newEvent('e1'), newEvent('e2'), newEvent('e3'))
      const list = async (query: { limit: number; after?: string; before?: string }, merchant = 'demo') =>
        (await box().list({ merchant, ...query }))?.entries.map(({ id }) => id)
      expect(await list({ limit: 1 })).toEqual(['e3'])
      expect(await list({ limit: 1, before: 'e3' })).toEqual(['e2'])
      expect(await list({ limit: 9, before: 'e2' })).toEqual(['e1'])
      expect(await list({ limit: 9, after: 'e1' })).toEqual(['e2', 'e3'])
      expect(await list({ limit: 9, after: 'e3' })).toEqual([])
      expect(await list({ limit: 9 }, 'other')).toEqual([])
      expect(await list({ limit: 9, after: 'e1' }, 'other')).toBeUndefined()
      expect(await list({ limit: 9, before: 'e9' })).toBeUndefined()
    })
  })
}
