/** The write-ahead log of the store's file, which keeps overwritten and deleted values until it is emptied. */
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { sealingKeys } from '../testing/app.case.js'
import { temporaryFolder } from '../testing/merchantsFile.case.js'
import { createLibsqlStore } from './libsql.js'
import { session, T } from './storeFixtures.case.js'

it('empties the log every minute', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const file = join(temporaryFolder(), 'capture.db')
  const store = createLibsqlStore(file, sealingKeys)
  onTestFinished(() => store.close())
  const logSize = () => statSync(`${file}-wal`).size
  for (const id of ['s1', 's2']) {
    await store.create({ ...session, id, now: T })
    expect(logSize()).toBeGreaterThan(0)
    vi.advanceTimersByTime(60_000)
    expect(logSize()).toBe(0)
  }
})
