/** The embedded store's outbox in its file. */
import { readFileSync } from 'node:fs'
import Database from 'libsql'
import { expect, it } from 'vitest'
import { sealingKeys } from '../testing/app.case.js'
import { temporaryStore } from '../testing/serveProcess.case.js'
import { createLibsqlStore } from './libsql.js'
import { newEvent, write } from './outbox.case.js'
import { acquireLease, committed, lease, session, T } from './storeFixtures.case.js'

it('commits no state without its events', async () => {
  const file = temporaryStore()
  const store = createLibsqlStore(file, sealingKeys)
  await store.create({ ...session, now: T })
  await acquireLease(store, lease)
  const other = new Database(file)
  other.exec("CREATE TRIGGER no BEFORE INSERT ON webhook_events BEGIN SELECT raise(FAIL, 'no event'); END")
  const commit = { ...committed, eventWrite: write(newEvent('e1')) }
  await expect(store.commit(commit)).rejects.toThrow('no event')
  expect(await store.read('demo', 's1')).toMatchObject({ state: 'processing' })
  other.exec('DROP TRIGGER no')
  other.close()
  expect(await store.commit(commit)).toBe(true)
  expect((await store.outbox.list({ merchant: 'demo', limit: 9 }))?.entries).toMatchObject([{ id: 'e1' }])
  await store.close()
})

it('keeps no token in clear, and deletes a session’s events with it', async () => {
  const file = temporaryStore()
  const store = createLibsqlStore(file, sealingKeys)
  await store.create({ ...session, isWatched: true, now: T })
  await acquireLease(store, lease)
  await store.commit({ ...committed, eventWrite: write(newEvent('e1')) })
  await store.create({ ...session, id: 's2', now: session.expiresAt + 8 * 86_400_000 })
  expect((await store.outbox.list({ merchant: 'demo', limit: 9 }))?.entries).toEqual([])
  await store.close()
  expect(readFileSync(file, 'latin1')).not.toContain('token-1')
})

it('adds its tables to a file that has none, with the sessions in it', async () => {
  const file = temporaryStore()
  const before = createLibsqlStore(file, sealingKeys)
  await before.create({ ...session, now: T })
  await before.close()
  const older = new Database(file)
  older.exec('DROP TABLE webhook_events; DROP TABLE watched_sessions')
  older.close()
  const store = createLibsqlStore(file, sealingKeys)
  await acquireLease(store, { ...lease, isWatched: true })
  await store.commit({ ...committed, eventWrite: write(newEvent('e1')) })
  expect((await store.outbox.list({ merchant: 'demo', limit: 9 }))?.entries).toMatchObject([{ id: 'e1' }])
  await store.close()
})
