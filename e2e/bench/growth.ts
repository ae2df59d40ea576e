/** Measures how the server scales with processes, with connections, and with the sessions in its stores. */
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { connectRedis } from '../../server/store/redisConnection.js'
import { median, ratios, row, type Row } from './figures.js'
import { startRedis, type Redis } from './growth/redis.js'
import { embeddedBySessions, redisBySessions } from './growth/sessions.js'
import { logProgress, rowsOrFailure } from './progress.js'
import { measure, send, createSessions, type Measured } from './proxy/load.js'
import { startBench, type Subject } from './proxy/subjects.js'

const part = 'growth'
const PROCESSES = [1, 2, 4]
const CONNECTIONS = [1, 4, 16, 64, 256]
const CAPTURES = 4000
const ROUNDS = 3

async function measureConnections(): Promise<Row[]> {
  const bench = await startBench({})
  try {
    const [ours] = bench.subjects.filter(({ isOurs }) => isOurs)
    if (!ours) return []
    const all = CONNECTIONS.map((connections) => ({ connections, samples: [] as Measured[] }))
    await measure(ours, { connections: 64, requests: CAPTURES })
    for (let round = 1; round <= ROUNDS; round++) {
      for (const { connections, samples } of all) {
        samples.push(await measure(ours, { connections, requests: CAPTURES }))
        logCaptures(`${connections} connections, ${round} of ${ROUNDS}`, samples.slice(-1))
      }
    }
    return all.map(({ connections, samples }) => {
      const figures = (key: keyof Measured) => samples.map((sample) => sample[key])
      const times = `median ${median(figures('median')).toFixed(1)} ms, p99 ${median(figures('p99')).toFixed(1)} ms`
      return row(figures('perSecond'), {
        part,
        name: `${connections} connections`,
        unit: 'captures/s',
        note: times + failures(sum(samples, 'failed')),
      })
    })
  } finally {
    await bench.stop()
  }
}

/** Measures processes that share one Redis and divide the load. */
async function measureProcesses(redis: Redis): Promise<Row[]> {
  const bench = await startBench({})
  try {
    const processes: Subject[] = []
    for (let count = 1; count <= Math.max(...PROCESSES); count++) {
      const process = await bench.serve(`process ${count}`, { REDIS_URL: redis.url })
      await measure(process, { connections: 64, requests: CAPTURES })
      processes.push(process)
    }
    const all = PROCESSES.map((count) => ({
      count,
      cpu: [] as number[],
      perSecond: [] as number[],
      failed: 0,
    }))
    for (let round = 1; round <= ROUNDS; round++) {
      for (const each of all) {
        const share = { connections: 64 / each.count, requests: CAPTURES / each.count }
        // The processes take turns, because V8 optimizes a process's code further with each capture that it serves.
        const some = [...processes.slice(round), ...processes.slice(0, round)].slice(0, each.count)
        const sealed = await Promise.all(some.map((process) => createSessions(process, share.requests)))
        const sent = await Promise.all(
          some.map((process, index) => send(process, share, sealed[index] ?? [])),
        )
        logCaptures(`${each.count} on one Redis, ${round} of ${ROUNDS}`, sent)
        each.cpu.push(sum(sent, 'cpu') / each.count)
        each.perSecond.push(sum(sent, 'perSecond'))
        each.failed += sum(sent, 'failed')
      }
    }
    const [one] = all
    return all.flatMap(({ count, cpu, perSecond, failed }) => {
      const name = `${count} on one Redis`
      const note = `${availableParallelism()} cores for them, the load, the gateway and Redis${failures(failed)}`
      const speed = ratios(perSecond, one?.perSecond ?? [])
      const costs = ratios(cpu, one?.cpu ?? [])
      return [
        row(perSecond, { part, name, unit: 'captures/s', note }),
        row(speed, { part, name: `${name}, captures/s`, unit: '× one' }),
        row(costs, {
          part,
          name: `${name}, CPU per capture`,
          unit: '× one',
          ...(count === 2 && { target: { atMost: 1.08 } }),
        }),
      ]
    })
  } finally {
    await bench.stop()
  }
}

function sum(all: Measured[], key: keyof Measured): number {
  return all.reduce((total, each) => total + each[key], 0)
}

function failures(count: number): string {
  return count > 0 ? `; ${count} failed` : ''
}

function logCaptures(what: string, sent: Measured[]): void {
  const failed = failures(sum(sent, 'failed'))
  logProgress(`${part}: ${what}: ${sum(sent, 'perSecond').toFixed(0)} captures/s${failed}`)
}

/** Measures the same capture on Redis and on the embedded store, in interleaved rounds. */
async function compareStores(redis: Redis): Promise<Row[]> {
  const bench = await startBench({})
  try {
    const embedded = await bench.serve('embedded')
    const onRedis = await bench.serve('on Redis', { REDIS_URL: redis.url })
    const cpu = new Map<Subject, number[]>([embedded, onRedis].map((subject) => [subject, []]))
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [subject, samples] of cpu) {
        const measured = await measure(subject, { connections: 64, requests: CAPTURES })
        // The first round (cold code) doesn't count.
        if (round > 0) samples.push(measured.cpu)
      }
    }
    const name = 'CPU per capture on Redis'
    const costs = ratios(cpu.get(onRedis) ?? [], cpu.get(embedded) ?? [])
    return [row(costs, { part, name, unit: '× embedded', target: { atMost: 1.15 } })]
  } finally {
    await bench.stop()
  }
}

async function measureOperations(redis: Redis): Promise<Row[]> {
  const bench = await startBench({})
  const connection = connectRedis(redis.url)
  try {
    await once(connection, 'ready')
    const ours = await bench.serve('operations', { REDIS_URL: redis.url })
    await measure(ours, { connections: 16, requests: CAPTURES })
    const before = await readCommandCount(connection)
    await measure(ours, { connections: 16, requests: CAPTURES })
    const count = (await readCommandCount(connection)) - before
    const name = 'Redis operations, session and capture'
    return [row([count / CAPTURES], { part, name, unit: '', note: 'those within its scripts included' })]
  } finally {
    connection.disconnect()
    await bench.stop()
  }
}

async function readCommandCount(connection: ReturnType<typeof connectRedis>): Promise<number> {
  return Number(/total_commands_processed:(\d+)/.exec(await connection.info('stats'))?.[1])
}

/** Measures growth. `sessions`: the numbers of sessions in a store that are measured, in this order. */
export async function growth(sessions: number[]): Promise<Row[]> {
  const section = (name: string, work: () => Promise<Row[]>) => rowsOrFailure(part, name, work)
  const rows = [
    ...(await section('connections', measureConnections)),
    ...(await section('embedded', () => embeddedBySessions(sessions))),
  ]
  const redis = await startRedis()
  if (!redis) {
    return [...rows, row([], { part, name: 'on one Redis', unit: '', note: 'there is no redis-server here' })]
  }
  try {
    return [
      ...rows,
      // This part comes first, while Redis is empty.
      ...(await section('Redis', () => redisBySessions(redis.url, sessions))),
      ...(await section('on one Redis', () => measureProcesses(redis))),
      ...(await section('Redis or embedded', () => compareStores(redis))),
      ...(await section('Redis operations', () => measureOperations(redis))),
    ]
  } finally {
    await redis.stop()
  }
}
