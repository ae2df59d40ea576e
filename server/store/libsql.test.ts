import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import Database from 'libsql'
import { describe, expect, it, onTestFinished } from 'vitest'
import { sealingKeys } from '../testing/app.case.js'
import { runSequence, sequences } from './leaseSequences.case.js'
import { createLibsqlStore } from './libsql.js'
import { RESOLVE_MS } from './record.js'
import { storeSuite } from './store.case.js'
import { lease, T } from './storeFixtures.case.js'

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  // The test without root's privileges must be able to read the folder.
  chmodSync(folder, 0o755)
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return join(folder, 'deeper', 'store.db')
}

storeSuite('libsql in memory', () => Promise.resolve(createLibsqlStore(':memory:', sealingKeys)))
storeSuite('libsql in a file', () => Promise.resolve(createLibsqlStore(temporaryFile(), sealingKeys)))

it('writes nothing for a refused request, and keeps a record within its session’s attempts', async () => {
  const file = temporaryFile()
  const store = createLibsqlStore(file, sealingKeys)
  const reader = new Database(file)
  const tables = ['sessions', 'idempotency_records'].map((table) =>
    reader.prepare(`SELECT * FROM ${table}`).raw(),
  )
  const dump = () => Promise.resolve(JSON.stringify(tables.map((table) => table.all())))
  await fc.assert(
    fc.asyncProperty(sequences, (sequence) => runSequence([{ store, dump }], sequence)),
    { numRuns: 50 },
  )
  reader.close()
  await store.close()
}, 60_000)

it('keeps records after it is closed', async () => {
  const file = temporaryFile()
  const first = createLibsqlStore(file, sealingKeys)
  await first.create({ merchant: 'demo', id: 's1', maxAttempts: 5, expiresAt: 1000, now: 0 })
  await first.close()
  expect(await createLibsqlStore(file, sealingKeys).read('demo', 's1')).toMatchObject({ id: 's1' })
})

it('refuses a file that another store has open, until that store is closed', async () => {
  const file = temporaryFile()
  const owner = createLibsqlStore(file, sealingKeys)
  expect(() => createLibsqlStore(file, sealingKeys)).toThrow(
    /^CAPTURE_STORE is in use by another process\. .*REDIS_URL/,
  )
  await owner.create({ merchant: 'demo', id: 's1', maxAttempts: 5, expiresAt: 1000, now: 0 })
  await owner.close()
  await createLibsqlStore(file, sealingKeys).close()
})

it('deletes sessions a week after their end, when a new session is created', async () => {
  const store = createLibsqlStore(':memory:', sealingKeys)
  const week = 7 * 24 * 3_600_000
  const create = (id: string, expiresAt: number, now: number) =>
    store.create({ merchant: 'demo', id, maxAttempts: 5, expiresAt, now })
  await create('old', 1000, 0)
  await create('kept', 2000, 0)
  await create('new', week + 9000, week + 1001)
  const left = await Promise.all(['old', 'kept', 'new'].map(async (id) => (await store.read('demo', id))?.id))
  expect(left).toEqual([undefined, 'kept', 'new'])
})

it('removes the fingerprints of a session an hour after its end, when a new one is created', async () => {
  const file = temporaryFile()
  const store = createLibsqlStore(file, sealingKeys)
  const holder = { merchant: 'demo', id: 's1', key: 'key-a' }
  await store.create({ ...lease.session, maxAttempts: 5, now: T })
  for (const [key, now] of [
    ['key-a', T],
    ['key-b', T + 60_000],
  ] as const) {
    await store.acquireLease({ ...lease, key, fingerprint: `hash-of-${key}`, now, leaseExpiresAt: now + 1 })
    await store.commit({ ...holder, key, now, state: 'unknown', attempts: 0 })
  }
  const reader = new Database(file)
  const dump = () => JSON.stringify(reader.prepare('SELECT fingerprint, given_up FROM sessions').all())
  const createNew = (now: number) =>
    store.create({ ...lease.session, id: `new-${now}`, expiresAt: now + 1000, now })
  const end = lease.session.expiresAt + RESOLVE_MS
  await createNew(end - 1000)
  expect(dump()).toMatch(/hash-of-key-a.*|hash-of-key-b/)
  await createNew(end)
  expect(dump()).not.toContain('hash-of')
  expect(await store.read('demo', 's1')).toMatchObject({ state: 'unknown', current: { key: 'key-b' } })
  reader.close()
  await store.close()
})

it('stores no new session when old ones can’t be deleted', async () => {
  const file = temporaryFile()
  const store = createLibsqlStore(file, sealingKeys)
  const create = (id: string, now: number) =>
    store.create({ merchant: 'demo', id, maxAttempts: 5, expiresAt: now + 1000, now })
  await create('old', 0)
  const other = new Database(file)
  other.exec("CREATE TRIGGER stays BEFORE DELETE ON sessions BEGIN SELECT raise(FAIL, 'it stays'); END")
  const later = 8 * 24 * 3_600_000
  await expect(create('new', later)).rejects.toThrow('it stays')
  expect(await store.read('demo', 'new')).toBeUndefined()
  other.exec('DROP TRIGGER stays')
  await create('new', later)
  expect(await store.read('demo', 'new')).toMatchObject({ id: 'new' })
  other.close()
})

it('finishes queued work before it closes', async () => {
  const file = temporaryFile()
  const store = createLibsqlStore(file, sealingKeys)
  const created = store.create({ merchant: 'demo', id: 's1', maxAttempts: 5, expiresAt: 1000, now: 0 })
  await Promise.all([created, store.close()])
  expect(await createLibsqlStore(file, sealingKeys).read('demo', 's1')).toMatchObject({ id: 's1' })
})

describe('rejects an unusable file at the start, without its path, and leaves it unchanged', () => {
  it('a store of another version', () => {
    const file = join(dirname(dirname(temporaryFile())), 'later.db')
    const later = new Database(file)
    later.exec('CREATE TABLE sessions (merchant TEXT, id TEXT, state TEXT, something_new TEXT)')
    later.pragma('user_version = 99')
    later.close()
    const before = readFileSync(file)
    expect(() => createLibsqlStore(file, sealingKeys)).toThrow(
      /^CAPTURE_STORE has version 99, and this server reads version 5/,
    )
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it.each([0, 1, 7])('another application’s database of version %i', (version) => {
    const file = join(dirname(dirname(temporaryFile())), 'theirs.db')
    const theirs = new Database(file)
    theirs.exec('CREATE TABLE notes (text TEXT)')
    theirs.pragma(`user_version = ${version}`)
    theirs.close()
    const before = readFileSync(file)
    expect(() => createLibsqlStore(file, sealingKeys)).toThrow(/^CAPTURE_STORE is not a capture store/)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('a file that is no database', () => {
    const file = join(dirname(dirname(temporaryFile())), 'notes.txt')
    const text = 'Shopping: milk, bread, and whatever else there is. '.repeat(100)
    writeFileSync(file, text)
    expect(() => createLibsqlStore(file, sealingKeys)).toThrow(/^CAPTURE_STORE is not a capture store/)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('a folder', () => {
    expect(() => createLibsqlStore(tmpdir(), sealingKeys)).toThrow(
      'CAPTURE_STORE cannot be opened for writing. Name a file in a folder that ',
    )
  })

  it('a read-only file, and a read-only folder without a file', async () => {
    const file = temporaryFile()
    const store = createLibsqlStore(file, sealingKeys)
    await store.create({ merchant: 'demo', id: 's1', maxAttempts: 5, expiresAt: 1000, now: 0 })
    await store.close()
    chmodSync(file, 0o440)
    chmodSync(dirname(file), 0o555)
    withoutPrivileges(() => {
      const message = 'CAPTURE_STORE cannot be opened for writing. Name a file in a folder that '
      expect(() => createLibsqlStore(file, sealingKeys)).toThrow(message)
      expect(() => createLibsqlStore(join(dirname(file), 'another.db'), sealingKeys)).toThrow(message)
      expect(() => createLibsqlStore(join(dirname(file), 'a folder', 'another.db'), sealingKeys)).toThrow(
        message,
      )
    })
    chmodSync(dirname(file), 0o755)
    chmodSync(file, 0o644)
    expect(await createLibsqlStore(file, sealingKeys).read('demo', 's1')).toMatchObject({ id: 's1' })
  })
})

/** Runs `work` as another user, because root may write everywhere. */
function withoutPrivileges(work: () => void): void {
  if (process.geteuid?.() !== 0) {
    work()
    return
  }
  process.seteuid?.(65534)
  try {
    work()
  } finally {
    process.seteuid?.(0)
  }
}
