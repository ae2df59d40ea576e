/** The backup of docs/deploy.md: a copy of the store's file, made while the server runs. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, it, onTestFinished } from 'vitest'
import { sealingKeys } from '../testing/app.case.js'
import { createLibsqlStore } from './libsql.js'

const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8')
const [, statement = ''] = /sqlite3 \S+ "(VACUUM INTO '\/var\/backups\/ingo-capture\.db')"/.exec(page) ?? []

it('a backup of the running store has all earlier records, and opens as a store', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true })
  })
  const running = createLibsqlStore(join(folder, 'store.db'), sealingKeys)
  const session = { merchant: 'demo', maxAttempts: 5, expiresAt: 1000, now: 0 }
  await running.create({ ...session, id: 'before' })

  const backup = join(folder, 'backup.db')
  const other = new Database(join(folder, 'store.db'))
  other.exec(statement.replace('/var/backups/ingo-capture.db', backup))
  other.close()
  await running.create({ ...session, id: 'after' })
  await running.close()

  copyFileSync(backup, join(folder, 'restored.db'))
  const restored = createLibsqlStore(join(folder, 'restored.db'), sealingKeys)
  expect(await restored.read('demo', 'before')).toMatchObject({ state: 'open' })
  expect(await restored.read('demo', 'after')).toBeUndefined()
  await restored.close()
})
