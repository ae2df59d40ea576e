import { cpSync, existsSync, readFileSync, statSync } from 'node:fs'
import { expect, it } from 'vitest'
import { sealingKeys } from '../testing/app.case.js'
import { temporaryStore } from '../testing/serveProcess.case.js'
import { createLibsqlStore } from './libsql.js'
import { committed, declined, lease, session, T } from './storeFixtures.case.js'

it('empties the log that a killed process has left', async () => {
  const killed = temporaryStore()
  const store = createLibsqlStore(killed, sealingKeys)
  await store.create({ ...session, now: T })
  await store.acquireLease({ ...lease, fingerprint: 'a-fingerprint' })
  await store.commit({ ...committed, answer: declined })
  const file = temporaryStore()
  for (const suffix of ['', '-wal']) cpSync(killed + suffix, file + suffix)
  await store.close()
  expect(readFileSync(`${file}-wal`, 'latin1')).toContain('a-fingerprint')
  const next = createLibsqlStore(file, sealingKeys)
  expect(statSync(`${file}-wal`).size).toBe(0)
  expect(readFileSync(file, 'latin1')).not.toContain('a-fingerprint')
  await next.close()
})

it('leaves no fingerprint in its files once the outcome is known and the store is closed', async () => {
  const file = temporaryStore()
  const store = createLibsqlStore(file, sealingKeys)
  await store.create({ ...session, now: T })
  await store.acquireLease({ ...lease, fingerprint: 'a-fingerprint' })
  await store.commit({ ...committed, answer: declined })
  await store.close()
  const left = ['', '-wal'].map((suffix) => file + suffix).filter((each) => existsSync(each))
  for (const each of left) expect(readFileSync(each, 'latin1')).not.toContain('a-fingerprint')
})
