/** The attempts in flight are in memory, so a rollback of the file's transaction does not undo them. */
import { join } from 'node:path'
import Database from 'libsql'
import { expect, it } from 'vitest'
import { sealingKeys } from '../testing/app.case.js'
import { temporaryFolder } from '../testing/merchantsFile.case.js'
import { createLibsqlStore } from './libsql.js'
import { lease, T, unlimited } from './storeFixtures.case.js'

it('ends the attempts of a transaction that is rolled back', async () => {
  const file = join(temporaryFolder(), 'store.db')
  const store = createLibsqlStore(file, sealingKeys)
  const limits = { failedPerHour: 1, failedPerDay: 0, attemptsPerMinute: 0 }
  const attempt = { merchant: { id: 'demo', limits }, address: '192.0.2.1' }
  const acquire = (id: string, request = attempt) =>
    store.acquireLease({ ...lease, id, session: { ...lease.session, id }, attempt: request })
  for (const id of ['s1', 's2']) await store.create({ ...lease.session, id, now: T })
  const other = new Database(file)
  const isFull = "WHEN new.id = 's2' BEGIN SELECT raise(ROLLBACK, 'full'); END"
  other.exec(`CREATE TRIGGER full BEFORE UPDATE ON sessions ${isFull}`)
  const both = await Promise.allSettled([acquire('s1'), acquire('s2', unlimited)])
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  other.exec('DROP TRIGGER full')
  expect(await acquire('s1')).toHaveProperty('settle')
  expect(await acquire('s2')).toEqual({ exceeded: { limit: 'address', retryAfter: 4 } })
  other.close()
})
