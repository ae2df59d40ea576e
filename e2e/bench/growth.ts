/** How it grows: with processes, with connections, and with the sessions that its stores hold. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLibsqlStore } from '../../server/store/libsql.js'
import { connectRedis, createRedisStore } from '../../server/store/redis.js'
import type { Store } from '../../server/store/store.js'
import { freePorts } from '../stack.js'
import { row, type Row } from './figures.js'
import { measure, type Measured } from './proxy/load.js'
import { startBench, type Subject } from './proxy/subjects.js'

const part = 'growth'
const PROCESSES = [1, 2, 4]
const CONNECTIONS = [1, 4, 16, 64, 256]
const SESSIONS = [1e3, 1e4, 1e5, 1e6]
const CAPTURES = 4000
/** What is timed of a store that holds so many: a session each. */
const TIMED = 1000
const AT_ONCE = 64

type Redis = { url: string; stop: () => Promise<void> }

async function startRedis(): Promise<Redis | undefined> {
  const binary = ['redis-server', 'valkey-server'].find((name) => spawnSync(name, ['--version']).status === 0)
  if (!binary) return undefined
  const [port = 0] = await freePorts(1)
  const child = spawn(binary, ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    stdio: 'ignore',
  })
  const url = `redis://127.0.0.1:${port}`
  for (let isUp = false; !isUp;) {
    const connection = connectRedis(url)
    const ready = once(connection, 'ready').then(() => true)
    isUp = await ready.catch(() => false)
    connection.disconnect()
  }
  return {
    url,
    async stop() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

async function byConnections(): Promise<Row[]> {
  const bench = await startBench({})
  try {
    const [, ours] = bench.subjects
    const rows: Row[] = []
    if (ours) await measure(ours, { connections: 64, requests: CAPTURES })
    for (const connections of ours ? CONNECTIONS : []) {
      const { perSecond, median, p99 } = await measure(ours as Subject, { connections, requests: CAPTURES })
      const note = `median ${median.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`
      rows.push(row([perSecond], { part, name: `${connections} connections`, unit: 'captures/s', note }))
    }
    return rows
  } finally {
    await bench.stop()
  }
}

/** Processes on one Redis, each with its share of the load at the same time. */
async function byProcesses(redis: Redis): Promise<Row[]> {
  const bench = await startBench({})
  try {
    const processes: Subject[] = []
    const rows: Row[] = []
    let alone: { cpu: number; perSecond: number } | undefined
    for (const count of PROCESSES) {
      while (processes.length < count) {
        const another = await bench.serve(`process ${processes.length}`, { REDIS_URL: redis.url })
        await measure(another, { connections: 64, requests: CAPTURES })
        processes.push(another)
      }
      const load = { connections: 64 / count, requests: CAPTURES / count }
      const all = await Promise.all(processes.map((each) => measure(each, load)))
      const now = { cpu: mean(all, 'cpu'), perSecond: sum(all, 'perSecond') }
      alone ??= now
      const name = `${count} on one Redis`
      rows.push(
        row([now.perSecond], { part, name, unit: 'captures/s' }),
        row([now.perSecond / alone.perSecond], {
          part,
          name,
          unit: '× one',
          ...(count === 2 && { target: { atLeast: 1.7 } }),
        }),
        row([now.cpu / alone.cpu], {
          part,
          name: `${name}, CPU per capture`,
          unit: '× one',
          ...(count === 2 && { target: { atMost: 1.08 } }),
        }),
      )
    }
    return rows
  } finally {
    await bench.stop()
  }
}

function sum(all: Measured[], key: keyof Measured): number {
  return all.reduce((total, each) => total + each[key], 0)
}

function mean(all: Measured[], key: keyof Measured): number {
  return sum(all, key) / all.length
}

/** A capture's part of a store's work, while it holds more and more sessions. */
async function bySessions(name: string, store: Store): Promise<Row[]> {
  const rows: Row[] = []
  let held = 0
  for (const sessions of SESSIONS) {
    await inParallel(sessions - held, (index) => create(store, `id-${held + index}`))
    held = sessions
    const began = performance.now()
    await inParallel(TIMED, (index) =>
      capture(store, `id-${Math.floor((index * sessions) / TIMED)}`, `${sessions}`),
    )
    const us = ((performance.now() - began) * 1000) / TIMED
    rows.push(
      row([us], { part, name: `${name}, ${sessions.toLocaleString('en')} sessions`, unit: 'µs/capture' }),
    )
  }
  await store.close()
  return rows
}

const merchant = 'bench'
const DAY_MS = 24 * 3_600_000

function create(store: Store, id: string): Promise<void> {
  const now = Date.now()
  return store.create({ merchant, id, maxAttempts: 20, expiresAt: now + DAY_MS, now })
}

/** Held and recorded; the session stays open, as after a refusal. */
async function capture(store: Store, id: string, key: string): Promise<void> {
  const now = Date.now()
  const begun = await store.begin({ merchant, id, key, fingerprint: 'f', now, heldUntil: now + DAY_MS })
  if (!begun?.begun) throw new Error('The session could not be held.')
  await store.finish({ merchant, id, key, state: 'open', attempts: 1 })
}

async function inParallel(count: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

async function operations(redis: Redis): Promise<Row[]> {
  const bench = await startBench({})
  const connection = connectRedis(redis.url)
  try {
    await once(connection, 'ready')
    const ours = await bench.serve('operations', { REDIS_URL: redis.url })
    await measure(ours, { connections: 16, requests: CAPTURES })
    const before = await commandsOf(connection)
    await measure(ours, { connections: 16, requests: CAPTURES })
    const count = (await commandsOf(connection)) - before
    return [row([count / CAPTURES], { part, name: 'Redis commands, session and capture', unit: '' })]
  } finally {
    connection.disconnect()
    await bench.stop()
  }
}

async function commandsOf(connection: ReturnType<typeof connectRedis>): Promise<number> {
  return Number(/total_commands_processed:(\d+)/.exec(await connection.info('stats'))?.[1])
}

export async function growth(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'ingo-capture-bench-'))
  const redis = await startRedis()
  try {
    const rows = await byConnections()
    rows.push(...(await bySessions('embedded', createLibsqlStore(join(folder, 'store.db')))))
    if (!redis)
      return [
        ...rows,
        row([], { part, name: 'on one Redis', unit: '', note: 'there is no redis-server here' }),
      ]
    rows.push(...(await byProcesses(redis)), ...(await operations(redis)))
    const connection = connectRedis(redis.url)
    await once(connection, 'ready')
    rows.push(...(await bySessions('Redis', createRedisStore(connection))))
    return rows
  } finally {
    await redis?.stop()
    rmSync(folder, { recursive: true })
  }
}
