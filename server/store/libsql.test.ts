import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import Database from 'libsql'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createLibsqlStore } from './libsql.js'
import { storeSuite } from './store.case.js'

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  // For the test that gives up root's privileges.
  chmodSync(folder, 0o755)
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return join(folder, 'deeper', 'store.db')
}

storeSuite('libsql in memory', () => Promise.resolve(createLibsqlStore(':memory:')))
storeSuite('libsql in a file', () => Promise.resolve(createLibsqlStore(temporaryFile())))

it('keeps records after it is closed, and shares the file with another handle', async () => {
  const file = temporaryFile()
  const first = createLibsqlStore(file)
  await first.create({ merchant: 'demo', id: 's1', maxAttempts: 5, expiresAt: 1000, now: 0 })
  const second = createLibsqlStore(file)
  const begin = { merchant: 'demo', id: 's1', fingerprint: 'f', now: 1, leaseExpiresAt: 100 }
  expect(await second.acquireLease({ ...begin, key: 'a' })).toMatchObject({ acquired: true })
  expect(await first.acquireLease({ ...begin, key: 'b' })).toMatchObject({ acquired: false })
  await Promise.all([first.close(), second.close()])
  expect(await createLibsqlStore(file).read('demo', 's1')).toMatchObject({ state: 'processing', key: 'a' })
})

it('deletes sessions a week after their end, when a new one is created', async () => {
  const store = createLibsqlStore(':memory:')
  const week = 7 * 24 * 3_600_000
  const create = (id: string, expiresAt: number, now: number) =>
    store.create({ merchant: 'demo', id, maxAttempts: 5, expiresAt, now })
  await create('old', 1000, 0)
  await create('kept', 2000, 0)
  await create('new', week + 9000, week + 1001)
  const left = await Promise.all(['old', 'kept', 'new'].map(async (id) => (await store.read('demo', id))?.id))
  expect(left).toEqual([undefined, 'kept', 'new'])
})

it('stores no new session when old ones can’t be deleted', async () => {
  const file = temporaryFile()
  const store = createLibsqlStore(file)
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
  const store = createLibsqlStore(file)
  const created = store.create({ merchant: 'demo', id: 's1', maxAttempts: 5, expiresAt: 1000, now: 0 })
  await Promise.all([created, store.close()])
  expect(await createLibsqlStore(file).read('demo', 's1')).toMatchObject({ id: 's1' })
})

describe('rejects an unusable file at the start, without its path, and leaves it unchanged', () => {
  it('a store of another version', () => {
    const file = join(dirname(dirname(temporaryFile())), 'later.db')
    const later = new Database(file)
    later.exec('CREATE TABLE sessions (merchant TEXT, id TEXT, state TEXT, something_new TEXT)')
    later.pragma('user_version = 99')
    later.close()
    const before = readFileSync(file)
    expect(() => createLibsqlStore(file)).toThrow(
      /^CAPTURE_STORE has version 99, and this server reads version 3/,
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
    expect(() => createLibsqlStore(file)).toThrow(/^CAPTURE_STORE is not a capture store/)
    expect(readFileSync(file).equals(before)).toBe(true)
  })

  it('a file that is no database', () => {
    const file = join(dirname(dirname(temporaryFile())), 'notes.txt')
    const text = 'Shopping: milk, bread, and whatever else there is. '.repeat(100)
    writeFileSync(file, text)
    expect(() => createLibsqlStore(file)).toThrow(/^CAPTURE_STORE is not a capture store/)
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('a folder', () => {
    expect(() => createLibsqlStore(tmpdir())).toThrow('CAPTURE_STORE cannot be opened for writing.')
  })

  it('a read-only file, and a read-only folder without a file', async () => {
    const file = temporaryFile()
    const store = createLibsqlStore(file)
    await store.create({ merchant: 'demo', id: 's1', maxAttempts: 5, expiresAt: 1000, now: 0 })
    await store.close()
    chmodSync(file, 0o440)
    chmodSync(dirname(file), 0o555)
    withoutPrivileges(() => {
      const message = 'CAPTURE_STORE cannot be opened for writing.'
      expect(() => createLibsqlStore(file)).toThrow(message)
      expect(() => createLibsqlStore(join(dirname(file), 'another.db'))).toThrow(message)
      expect(() => createLibsqlStore(join(dirname(file), 'a folder', 'another.db'))).toThrow(message)
    })
    chmodSync(dirname(file), 0o755)
    chmodSync(file, 0o644)
    expect(await createLibsqlStore(file).read('demo', 's1')).toMatchObject({ id: 's1' })
  })
})

/** Runs `work` as another user, since root may write everywhere. */
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
