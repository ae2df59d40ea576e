/** Measures a store's time for a capture while the number of its sessions grows. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import Database from 'libsql'
import { createLibsqlStore } from '../../../server/store/libsql.js'
import { createRedisStore } from '../../../server/store/redis.js'
import { connectRedis } from '../../../server/store/redisConnection.js'
import type { Store } from '../../../server/store/store.js'
import { makeFolder, removeFolder } from '../cleanup.js'
import { median, row, type Row } from '../figures.js'
import { logProgress } from '../progress.js'

/** Timed captures in each round. Each has a session of its own. */
const TIMED = 1000
const ROUNDS = 5
const AT_ONCE = 64
const DAY_MS = 24 * 3_600_000
const merchant = 'bench'
const attempt = {
  merchant: { id: merchant, limits: { failedPerHour: 0, failedPerDay: 0, attemptsPerMinute: 0 } },
  address: '192.0.2.1',
}
const template = { merchant, maxAttempts: 20 }
/** The session that all other sessions are copied from. */
const TEMPLATE = 'id-0'
const COPIED_AT_ONCE = 20_000
const key = randomBytes(32)
const sealingKeys = () => [key]

type Subject = {
  name: string
  store: () => Store
  /** Copies the template, as the store has written it, to the ids with the numbers `first` to `last`. */
  copy: (first: number, last: number) => Promise<void>
}

export async function embeddedBySessions(counts: number[]): Promise<Row[]> {
  const folder = makeFolder()
  const file = join(folder, 'store.db')
  let store = createLibsqlStore(file, sealingKeys)
  try {
    return await bySessions(
      {
        name: 'embedded',
        store: () => store,
        async copy(first, last) {
          await store.close()
          copyRows(file, first, last)
          store = createLibsqlStore(file, sealingKeys)
        },
      },
      counts,
    )
  } finally {
    await store.close()
    removeFolder(folder)
  }
}

/** Only one process may open the store's file, so the store is closed meanwhile. */
function copyRows(file: string, first: number, last: number): void {
  const database = new Database(file, { timeout: 5000 })
  const columns = database.pragma('table_info(sessions)') as { name: string }[]
  const names = columns.map(({ name }) => name)
  const copy = database.prepare(`WITH RECURSIVE numbers (number) AS
    (SELECT CAST(:first AS INTEGER) UNION ALL SELECT number + 1 FROM numbers WHERE number < :last)
    INSERT INTO sessions (${names.join()})
    SELECT ${names.map((name) => (name === 'id' ? "'id-' || number" : name)).join()}
    FROM sessions, numbers WHERE id = '${TEMPLATE}'`)
  copy.run({ first, last })
  // Move the write-ahead log into the file now, so that no timed capture does.
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
}

const COPY = `
local copied = 0
for number = ARGV[1], ARGV[2] do copied = copied + redis.call('COPY', KEYS[1], ARGV[3] .. number) end
return copied`

export async function redisBySessions(url: string, counts: number[]): Promise<Row[]> {
  const connection = connectRedis(url)
  await once(connection, 'ready')
  const store = createRedisStore(connection, sealingKeys)
  async function copy(first: number, last: number): Promise<void> {
    const [template = ''] = await connection.keys(`capture:session-*:${merchant}:${TEMPLATE}`)
    const prefix = template.slice(0, -TEMPLATE.length)
    const copied = await connection.eval(COPY, 1, template, first, last, `${prefix}id-`)
    if (copied !== last - first + 1) throw new Error('Redis has not copied the session.')
  }
  try {
    return await bySessions({ name: 'Redis', store: () => store, copy }, counts)
  } finally {
    await store.close()
  }
}

async function bySessions({ name, store, copy }: Subject, counts: number[]): Promise<Row[]> {
  const now = Date.now()
  await store().create({ ...template, id: TEMPLATE, expiresAt: now + DAY_MS, now })
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
        capture(store(), `id-${Math.floor((index * sessions) / TIMED)}`, `${sessions}-${round}-${index}`),
      )
      times.push(((performance.now() - began) * 1000) / TIMED)
    }
    const what = `${name}, ${sessions.toLocaleString('en')} sessions`
    logProgress(`growth: ${what}: ${median(times).toFixed(0)} µs a capture`)
    rows.push(row(times, { part: 'growth', name: what, unit: 'µs/capture' }))
  }
  return rows
}

/**
 * Takes the store through one capture: acquires the lease, sends and commits. The session stays
 * open, as after a refusal.
 */
async function capture(store: Store, id: string, key: string): Promise<void> {
  const now = Date.now()
  const holder = { merchant, id, key }
  const terms = { fingerprint: 'f', usesId: true, now, leaseExpiresAt: now + DAY_MS }
  const lease = await store.acquireLease({
    ...{ ...holder, ...terms },
    session: { ...template, id, expiresAt: now + DAY_MS },
    attempt,
  })
  if (!('current' in lease)) throw new Error(`The lease was refused: ${JSON.stringify(lease)}.`)
  await store.markSent(holder)
  lease.settle('other')
  await store.commit({ ...holder, state: 'open', attempts: 1, now })
}

async function inParallel(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
