/** Part of the contract of a store: a session is created once for each key. */
import { expect, it } from 'vitest'
import type { Store } from './store.js'
import { session, T } from './storeFixtures.case.js'

/** Runs the tests on the store that `current` returns. */
export function creationSuite(current: () => Store): void {
  it('creates one session for many concurrent requests with one key, and finds it again', async () => {
    const creationKey = { key: 'key-1', content: 'content-1' }
    const ids = ['n1', 'n2', 'n3']
    const results = await Promise.all(
      ids.map((id) => current().create({ ...session, id, isWatched: true, creationKey, now: T })),
    )
    const earlier = { id: 'n1', expiresAt: session.expiresAt, content: 'content-1' }
    expect(results).toEqual([undefined, earlier, earlier])
    expect(await current().findCreation('demo', 'key-1')).toEqual(earlier)
    expect(await current().findCreation('other', 'key-1')).toBeUndefined()
    const stored = await Promise.all(ids.map(async (id) => (await current().read('demo', id))?.state))
    expect(stored).toEqual(['open', undefined, undefined])
  })
}
