/** The one suite that every store passes. */
import { beforeEach, describe, expect, it } from 'vitest'
import { RESOLVE_MS, type Begin, type Store } from './store.js'

/** Far ahead: a store may forget what has ended by the clock of today. */
const T = Date.UTC(2096, 0)
const session = { merchant: 'demo', id: 's1', maxAttempts: 2, expiresAt: T + 1000 }
const begin: Begin = {
  merchant: 'demo',
  id: 's1',
  key: 'key-a',
  fingerprint: 'fp-a',
  now: T + 10,
  heldUntil: T + 100,
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
        heldUntil: 0,
        answers: {},
      })
    })

    it('knows no session of another merchant, and none that was not created', async () => {
      expect(await store.read('other', 's1')).toBeUndefined()
      expect(await store.begin({ ...begin, merchant: 'other' })).toBeUndefined()
      expect(await store.begin({ ...begin, id: 's2' })).toBeUndefined()
    })

    it('lets one of many begin, and shows what was before', async () => {
      const all = await Promise.all(['a', 'b', 'c', 'd'].map((key) => store.begin({ ...begin, key })))
      expect(all.filter((one) => one?.begun).length).toBe(1)
      expect(all[0]).toMatchObject({ begun: true, record: { state: 'open' } })
      expect(all[1]).toMatchObject({
        begun: false,
        record: { state: 'processing', key: 'a', heldUntil: T + 100 },
      })
    })

    it('records an ending, and keeps an answer for each key', async () => {
      await store.begin(begin)
      expect(await store.finish({ ...finish, told: refused, gateway: { status: 852 } })).toBe(true)
      expect(await store.read('demo', 's1')).toMatchObject({
        state: 'open',
        attempts: 1,
        heldUntil: 0,
        gateway: { status: 852 },
        answers: { 'key-a': { fingerprint: 'fp-a', told: refused } },
      })
      expect(await store.begin(begin)).toMatchObject({ begun: false })
      expect(await store.begin({ ...begin, key: 'key-b', fingerprint: 'fp-b' })).toMatchObject({
        begun: true,
      })
      await store.finish({ ...finish, key: 'key-b', state: 'exhausted', attempts: 2, told: refused })
      const record = await store.read('demo', 's1')
      expect(Object.keys(record?.answers ?? {}).sort()).toEqual(['key-a', 'key-b'])
      expect(record?.gateway).toEqual({ status: 852 })
      expect(await store.begin({ ...begin, key: 'key-c' })).toMatchObject({ begun: false })
    })

    it('lets the same key go on where the outcome is unknown, but not with other content', async () => {
      await store.begin(begin)
      await store.finish({ ...finish, state: 'unknown', attempts: 0 })
      expect(await store.begin({ ...begin, fingerprint: 'fp-x' })).toMatchObject({ begun: false })
      expect(await store.begin(begin)).toMatchObject({ begun: true, record: { state: 'unknown' } })
    })

    it('lets another begin once the hold has lapsed, and then ignores the first', async () => {
      await store.begin(begin)
      expect(await store.begin({ ...begin, key: 'key-b', now: T + 99 })).toMatchObject({ begun: false })
      expect(await store.begin({ ...begin, key: 'key-b', now: T + 100, heldUntil: T + 200 })).toMatchObject({
        begun: true,
      })
      expect(await store.finish({ ...finish, told: refused })).toBe(false)
      expect(await store.read('demo', 's1')).toMatchObject({ state: 'processing', key: 'key-b', answers: {} })
    })

    it('holds on for longer while the hold is its own', async () => {
      await store.begin(begin)
      await store.renew({ ...begin, heldUntil: T + 300 })
      expect(await store.begin({ ...begin, key: 'key-b', now: T + 299 })).toMatchObject({ begun: false })
      await store.begin({ ...begin, key: 'key-b', now: T + 300, heldUntil: T + 400 })
      await store.renew({ ...begin, heldUntil: T + 900 })
      expect(await store.read('demo', 's1')).toMatchObject({ key: 'key-b', heldUntil: T + 400 })
    })

    it('begins nothing else while an outcome is unknown: neither other content, nor after the attempts', async () => {
      await store.begin(begin)
      await store.finish({ ...finish, state: 'unknown', attempts: 0 })
      const other = { ...begin, key: 'key-b', fingerprint: 'fp-b' }
      expect(await store.begin(other)).toMatchObject({ begun: false, record: { state: 'unknown' } })
      expect(await store.begin({ ...other, fingerprint: 'fp-a' })).toMatchObject({ begun: true })
      // A hold that has lapsed is the same.
      const later = { now: T + 200, heldUntil: T + 300 }
      expect(await store.begin({ ...other, ...later, key: 'key-c' })).toMatchObject({ begun: false })
      expect(await store.begin({ ...begin, ...later })).toMatchObject({ begun: true })
    })

    it('takes the same content for an hour after the session’s end while its outcome is unknown', async () => {
      await store.begin(begin)
      await store.finish({ ...finish, state: 'unknown', attempts: 0 })
      const at = (now: number) => ({ ...begin, now, heldUntil: now + 1 })
      const end = session.expiresAt
      expect(await store.begin({ ...at(end), key: 'key-b', fingerprint: 'fp-b' })).toMatchObject({
        begun: false,
      })
      expect(await store.begin(at(end + RESOLVE_MS))).toMatchObject({ begun: false })
      expect(await store.begin(at(end + RESOLVE_MS - 1))).toMatchObject({ begun: true })
    })

    it('knows what each key was begun with, not only the last', async () => {
      await store.begin(begin)
      await store.finish({ ...finish, attempts: 0 })
      const other = { ...begin, key: 'key-b', fingerprint: 'fp-b' }
      expect(await store.begin(other)).toMatchObject({ begun: true })
      await store.finish({ ...finish, key: 'key-b', attempts: 0 })
      expect(await store.begin({ ...begin, fingerprint: 'fp-b' })).toMatchObject({
        begun: false,
        record: { answers: { 'key-a': { fingerprint: 'fp-a' } } },
      })
      expect(await store.begin(begin)).toMatchObject({ begun: true })
    })

    it('begins nothing once the session has expired', async () => {
      expect(await store.begin({ ...begin, now: T + 1000 })).toMatchObject({
        begun: false,
        record: { state: 'open' },
      })
    })
  })
}
