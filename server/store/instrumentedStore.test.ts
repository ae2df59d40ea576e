import { expect, it } from 'vitest'
import { createLog } from '../observability/log.js'
import { createMetrics } from '../observability/metrics.js'
import { sealingKeys } from '../testing/app.case.js'
import { instrumentStore } from './instrumentedStore.js'
import { createLibsqlStore } from './libsql.js'

it('logs an outage once in ten seconds, even after the clock is set back', async () => {
  const lines: string[] = []
  const log = createLog('info', { write: (line) => void lines.push(line) }, Date.now)
  const failing = {
    ...createLibsqlStore(':memory:', sealingKeys),
    read: () => Promise.reject(new Error('The disk is full.')),
  }
  let now = 3_600_000
  const store = instrumentStore(failing, { metrics: createMetrics(), log, now: () => now })
  const counts: number[] = []
  for (now of [3_600_000, 3_609_999, 3_610_000, 0, 9_999, 10_000]) {
    await expect(store.read('demo', 's1')).rejects.toMatchObject({ code: 'gateway_unavailable' })
    counts.push(lines.length)
  }
  expect(counts).toEqual([1, 1, 2, 3, 3, 4])
  await store.close()
})
