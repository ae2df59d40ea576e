/** Work that shares a transaction: each promise settles with the result of its own work. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, it, onTestFinished } from 'vitest'
import { createGroupCommit } from './groupCommit.js'

function open() {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  const file = join(folder, 'store.db')
  const database = new Database(file)
  onTestFinished(() => {
    database.close()
    rmSync(folder, { recursive: true })
  })
  // As in the store: readers don't block writers.
  database.pragma('journal_mode = WAL')
  database.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT)')
  const insert = database.prepare('INSERT INTO notes (id, text) VALUES (?, ?)')
  const ids = () => (database.prepare('SELECT id FROM notes').all() as { id: number }[]).map(({ id }) => id)
  return {
    ...createGroupCommit(database),
    file,
    database,
    ids,
    note: (id: number, text = '') => insert.run(id, text),
  }
}

it('commits the other work when one fails', async () => {
  const { run, note, ids, lastCommitFailed: lastFailed } = open()
  const all = await Promise.allSettled([1, 1, 2].map((id) => run(() => note(id))))
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(ids()).toEqual([1, 2])
  expect(lastFailed()).toBe(true)
  await run(() => note(3))
  expect(lastFailed()).toBe(false)
})

it('resolves work after it is committed', async () => {
  const { run, note, ids, file } = open()
  const other = new Database(file)
  onTestFinished(() => void other.close())
  await run(() => note(1))
  expect(other.prepare('SELECT count(*) AS count FROM notes').get()).toMatchObject({ count: 1 })
  expect(ids()).toEqual([1])
})

it('rejects all work with the original error when the transaction is rolled back, and keeps none of it', async () => {
  const { run, note, ids, database } = open()
  database.pragma('max_page_count = 3')
  const all = await Promise.allSettled([
    run(() => note(1)),
    run(() => note(2, 'x'.repeat(100_000))),
    run(() => note(3)),
  ])
  for (const each of all) expect(each).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_FULL' } })
  expect(ids()).toEqual([])
  database.pragma('max_page_count = 1000')
  await run(() => note(4))
  expect(ids()).toEqual([4])
})

it('locks out other writers between the read and the write of one work', async () => {
  const { run, note, file, ids } = open()
  // No time-out, because waiting would block the thread that holds the lock.
  const other = new Database(file, { timeout: 0 })
  onTestFinished(() => void other.close())
  await run(() => {
    const next = ids().length + 1
    expect(() => other.exec(`INSERT INTO notes (id) VALUES (${next})`)).toThrow('database is locked')
    note(next)
  })
  expect(ids()).toEqual([1])
})
