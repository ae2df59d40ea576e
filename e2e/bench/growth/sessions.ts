/** Measures a store's time for a capture while the number of its sessions grows. */
import { once } from 'node:events'
import { join } from 'node:path'
import Database from 'libsql'
import { createLibsqlStore } from '../../../server/store/libsql.js'
import { connectRedis, createRedisStore } from '../../../server/store/redis.js'
import type { Store } from '../../../server/store/store.js'
import { makeFolder, removeFolder } from '../cleanup.js'
import { median, row, type Row } from '../figures.js'
import { logProgress } from '../progress.js'

/** Timed captures in each round, each of another session. */
const TIMED = 1000
const ROUNDS = 5
const AT_ONCE = 64
const DAY_MS = 24 * 3_600_000
const merchant = 'bench'
/** The session that all others are copies of. */
const TEMPLATE = 'id-0'
const COPIED_AT_ONCE = 20_000

/** Copies the template to the ids with the numbers `first` to `last`, exactly as the store wrote it. */
type Copy = (first: number, last: number) => Promise<void>

export async function embeddedBySessions(counts: number[]): Promise<Row[]> {
  const folder = makeFolder()
  const file = join(folder, 'store.db')
  const store = createLibsqlStore(file)
  const database = new Database(file, { timeout: 5000 })
  try {
    const columns = database.pragma('table_info(sessions)') as { name: string }[]
    const names = columns.map(({ name }) => name)
    const copy = database.prepare(`WITH RECURSIVE numbers (number) AS
      (SELECT CAST(:first AS INTEGER) UNION ALL SELECT number + 1 FROM numbers WHERE number < :last)
      INSERT INTO sessions (${names.join()})
      SELECT ${names.map((name) => (name === 'id' ? "'id-' || number" : name)).join()}
      FROM sessions, numbers WHERE id = '${TEMPLATE}'`)
    return await bySessions('embedded', store, counts, (first, last) => {
      copy.run({ first, last })
      // Move the write-ahead log into the file now, so that no timed capture does.
      database.pragma('wal_checkpoint(TRUNCATE)')
      return Promise.resolve()
    })
  } finally {
    database.close()
    await store.close()
    removeFolder(folder)
  }
}

const COPY = `
local copied = 0
for number = ARGV[1], ARGV[2] do copied = copied + redis.call('COPY', KEYS[1], ARGV[3] .. number) end
return copied`

export async function redisBySessions(url: string, counts: number[]): Promise<Row[]> {
  const connection = connectRedis(url)
  await once(connection, 'ready')
  const store = createRedisStore(connection)
  try {
    const prefix = `capture:session-2:${merchant}:`
    return await bySessions('Redis', store, counts, async (first, last) => {
      const copied = await connection.eval(COPY, 1, `${prefix}${TEMPLATE}`, first, last, `${prefix}id-`)
      if (copied !== last - first + 1) throw new Error('Redis has not copied the session.')
    })
  } finally {
    await store.close()
  }
}

async function bySessions(name: string, store: Store, counts: number[], copy: Copy): Promise<Row[]> {
  const now = Date.now()
  await store.create({ merchant, id: TEMPLATE, maxAttempts: 20, expiresAt: now + DAY_MS, now })
  const rows: Row[] = []
  let held = 1
  for (const sessions of counts) {
    for (; held < sessions; held = Math.min(sessions, held + COPIED_AT_ONCE)) {
      await copy(held, Math.min(sessions, held + COPIED_AT_ONCE) - 1)
    }
    const times: number[] = []
    for (let round = 1; round <= ROUNDS; round++) {
      const began = performance.now()
      await inParallel(TIMED, (index) =>
        capture(store, `id-${Math.floor((index * sessions) / TIMED)}`, `${sessions}-${round}`),
      )
      times.push(((performance.now() - began) * 1000) / TIMED)
    }
    const what = `${name}, ${sessions.toLocaleString('en')} sessions`
    logProgress(`growth: ${what}: ${median(times).toFixed(0)} µs a capture`)
    rows.push(row(times, { part: 'growth', name: what, unit: 'µs/capture' }))
  }
  return rows
}

/** Held and recorded; the session stays open, as after a refusal. */
async function capture(store: Store, id: string, key: string): Promise<void> {
  const now = Date.now()
  const begun = await store.acquireLease({
    merchant,
    id,
    key,
    fingerprint: 'f',
    now,
    leaseExpiresAt: now + DAY_MS,
  })
  if (!begun?.acquired) throw new Error('The session could not be held.')
  await store.commit({ merchant, id, key, state: 'open', attempts: 1 })
}

async function inParallel(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
