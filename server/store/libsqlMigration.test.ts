/** A file of version 4, in which the current capture was one column of JSON. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, it } from 'vitest'
import { sealingKeys } from '../testing/app.case.js'
import { temporaryFolder } from '../testing/merchantsFile.case.js'
import { inspectFile } from './inspectFile.js'
import { createLibsqlStore } from './libsql.js'
import { RESOLVE_MS, type CurrentCapture } from './record.js'
import { lease, T } from './storeFixtures.case.js'

const SCHEMA = `CREATE TABLE sessions (
  merchant TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'open',
  attempts INTEGER NOT NULL DEFAULT 0, max_attempts INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  participant_id TEXT, id_number INTEGER NOT NULL DEFAULT 1,
  current TEXT, given_up TEXT NOT NULL DEFAULT '[]', gateway TEXT, token_key TEXT,
  PRIMARY KEY (merchant, id)) WITHOUT ROWID;
CREATE INDEX sessions_by_end ON sessions (expires_at);
CREATE INDEX sessions_with_fingerprint ON sessions (expires_at)
  WHERE (json_extract(current, '$.fingerprint') IS NOT NULL OR given_up <> '[]')`

const inFlight: CurrentCapture = {
  key: 'key-a',
  fingerprint: 'hash-of-a',
  idNumber: 1,
  leaseExpiresAt: T + 15_000,
  isSent: true,
  resolveTries: 0,
  lastRoundAt: T,
}
const unknown: CurrentCapture = {
  ...inFlight,
  idNumber: 2,
  leaseExpiresAt: 0,
  isSent: false,
  unknownSince: T - 9000,
  resolveTries: 3,
  isTold: true,
}
const { fingerprint: _, ...lost } = unknown

function createFile(drop?: string): string {
  const file = join(temporaryFolder(), 'capture.db')
  const database = new Database(file)
  database.exec(SCHEMA)
  const insert =
    database.prepare(`INSERT INTO sessions (merchant, id, state, max_attempts, expires_at, current)
    VALUES ('demo', ?, ?, 5, ?, ?)`)
  const add = (id: string, state: string, current?: CurrentCapture) =>
    insert.run(id, state, lease.session.expiresAt, current ? JSON.stringify(current) : null)
  add('open', 'open')
  add('in-flight', 'processing', inFlight)
  add('unknown', 'unknown', unknown)
  add('lost', 'unknown', lost)
  if (drop !== undefined) database.exec(`DROP INDEX ${drop}`)
  database.pragma('user_version = 4')
  database.close()
  return file
}

it('keeps the sessions of a file of version 4', async () => {
  const file = createFile()
  expect(() => {
    inspectFile(file)
  }).not.toThrow()
  const store = createLibsqlStore(file, sealingKeys)
  const readCurrent = async (id: string) => (await store.read('demo', id))?.current
  expect(await store.read('demo', 'open')).toMatchObject({ state: 'open', attempts: 0, maxAttempts: 5 })
  expect(await readCurrent('open')).toBeUndefined()
  expect(await readCurrent('in-flight')).toEqual(inFlight)
  expect(await readCurrent('unknown')).toEqual(unknown)
  expect(await readCurrent('lost')).toEqual(lost)

  const holder = { merchant: 'demo', id: 'in-flight', key: 'key-a' }
  await store.renewLease({ ...holder, leaseExpiresAt: T + 20_000 })
  expect(await store.acquireLease({ ...lease, id: 'in-flight', now: T + 19_999 })).toMatchObject({
    refusal: 'in_progress',
  })
  expect(await store.commit({ ...holder, now: T, state: 'open', attempts: 1 })).toBe(true)
  expect(await readCurrent('in-flight')).toBeUndefined()
  await store.close()

  const again = createLibsqlStore(file, sealingKeys)
  expect((await again.read('demo', 'unknown'))?.current).toEqual(unknown)
  expect((await again.read('demo', 'in-flight'))?.attempts).toBe(1)
  await again.close()
})

it('gives a file of version 4 the schema of a new one, and removes its fingerprints in time', async () => {
  const describeFile = async (file: string, now?: number) => {
    const store = createLibsqlStore(file, sealingKeys)
    if (now !== undefined) await store.create({ ...lease.session, id: 'new', expiresAt: now + 1000, now })
    await store.close()
    const database = new Database(file)
    const columns = database
      .prepare("SELECT name, type FROM pragma_table_info('sessions') ORDER BY name")
      .all()
    const indexes = database
      .prepare("SELECT sql FROM sqlite_master WHERE tbl_name = 'sessions' AND type = 'index'")
      .all()
    database.close()
    return { columns, indexes: indexes.map((index) => JSON.stringify(index)).sort() }
  }
  const migrated = createFile()
  const end = lease.session.expiresAt + RESOLVE_MS
  expect(await describeFile(migrated, end)).toEqual(await describeFile(join(temporaryFolder(), 'new.db')))
  expect(readFileSync(migrated, 'latin1')).not.toContain('hash-of-a')
})

it('leaves a file that it can’t migrate unchanged', () => {
  const file = createFile('sessions_with_fingerprint')
  expect(() => createLibsqlStore(file, sealingKeys)).toThrow(/^CAPTURE_STORE /)
  const database = new Database(file)
  expect(database.pragma('user_version')).toEqual([{ user_version: 4 }])
  const rows = database.prepare('SELECT * FROM sessions ORDER BY id').all()
  database.close()
  expect(rows).toHaveLength(4)
  expect(rows[0]).toMatchObject({ id: 'in-flight', current: JSON.stringify(inFlight) })
  expect(rows[0]).not.toHaveProperty('current_key')
  expect(readFileSync(file, 'latin1')).toContain('hash-of-a')
})
