import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, it, onTestFinished } from 'vitest'
import { createLibsqlStore } from './libsql.js'
import { storeSuite } from './store.case.js'

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  return join(folder, 'deeper', 'store.db')
}

storeSuite('libsql in memory', () => Promise.resolve(createLibsqlStore(':memory:')))
storeSuite('libsql in a file', () => Promise.resolve(createLibsqlStore(temporaryFile())))

it('finds everything again after it was closed, and shares the file with another process’s handle', async () => {
  const file = temporaryFile()
  const first = createLibsqlStore(file)
  await first.create({ merchant: 'demo', id: 's1', maxAttempts: 5, expiresAt: 1000 })
  const second = createLibsqlStore(file)
  const begin = { merchant: 'demo', id: 's1', fingerprint: 'f', now: 1, heldUntil: 100 }
  expect(await second.begin({ ...begin, key: 'a' })).toMatchObject({ begun: true })
  expect(await first.begin({ ...begin, key: 'b' })).toMatchObject({ begun: false })
  await Promise.all([first.close(), second.close()])
  expect(await createLibsqlStore(file).read('demo', 's1')).toMatchObject({ state: 'processing', key: 'a' })
})

it('refuses a file of another version and leaves it as it is', () => {
  const file = temporaryFile()
  createLibsqlStore(file)
  new Database(file).pragma('user_version = 99')
  expect(() => createLibsqlStore(file)).toThrow('version 99')
})
