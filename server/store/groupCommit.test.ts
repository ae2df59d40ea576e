/** Works that share a transaction: what each is told is what became of it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, it, onTestFinished } from 'vitest'
import { createGroupCommit } from './groupCommit.js'

function open() {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  const file = join(folder, 'batch.db')
  const database = new Database(file)
  onTestFinished(() => {
    database.close()
    rmSync(folder, { recursive: true })
  })
  // As the store has it: readers keep no writer out.
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

it('one that fails takes no other along', async () => {
  const { run, note, ids, lastFailed } = open()
  const all = await Promise.allSettled([1, 1, 2].map((id) => run(() => note(id))))
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(ids()).toEqual([1, 2])
  expect(lastFailed()).toBe(true)
  await run(() => note(3))
  expect(lastFailed()).toBe(false)
})

it('none is told of before it is committed', async () => {
  const { run, note, ids, file } = open()
  const other = new Database(file)
  onTestFinished(() => void other.close())
  await run(() => note(1))
  expect(other.prepare('SELECT count(*) AS count FROM notes').get()).toMatchObject({ count: 1 })
  expect(ids()).toEqual([1])
})

it('what ends the whole transaction is told to each of it, by its own name, and none is kept', async () => {
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

it('what a work has read, nobody else changes before it has written', async () => {
  const { run, note, file, ids } = open()
  // It doesn't wait: its turn would never come.
  const other = new Database(file, { timeout: 0 })
  onTestFinished(() => void other.close())
  await run(() => {
    const next = ids().length + 1
    expect(() => other.exec(`INSERT INTO notes (id) VALUES (${next})`)).toThrow('database is locked')
    note(next)
  })
  expect(ids()).toEqual([1])
})
