/**
 * Compares the server with a forwarder that neither validates nor signs. Each is a process, and the rounds are
 * interleaved, so that a disturbance of the machine affects both. CPU is the process's own, of all threads.
 */
import { ratios, row, type Row } from './figures.js'
import { measure, type Load, type Measured } from './proxy/load.js'
import { sendOpenLoop, type OpenLoopTimes } from './proxy/openLoop.js'
import { startBench, type Subject } from './proxy/subjects.js'

const part = 'proxy'
const GATEWAY_MS = 50
/** Captures per second in the open loop. */
const RATES = [400, 800]
const OPEN_LOOP_SECONDS = 5
const OPEN_LOOP_ROUNDS = 3

/** Measures `count` rounds of each subject, after `warmUp` rounds in which V8 optimizes the code. */
async function rounds(
  subjects: Subject[],
  load: Load,
  { warmUp, count }: { warmUp: number; count: number },
): Promise<Map<Subject, Measured[]>> {
  const all = new Map(subjects.map((subject) => [subject, [] as Measured[]]))
  for (let round = -warmUp; round < count; round++) {
    for (const subject of subjects) {
      const measured = await measure(subject, load)
      if (round >= 0) all.get(subject)?.push(measured)
    }
  }
  return all
}

function figures(all: Map<Subject, Measured[]>, subject: Subject | undefined, key: keyof Measured): number[] {
  return (subject && all.get(subject)?.map((measured) => measured[key])) ?? []
}

async function atFullSpeed(count: number): Promise<Row[]> {
  const bench = await startBench({ peers: true, nginx: true })
  try {
    const { subjects } = bench
    const [raw, ours, fastify, express] = subjects
    const all = await rounds(subjects, { connections: 64, requests: 4000 }, { warmUp: 3, count })
    const cpu = subjects.map((subject) =>
      row(ratios(figures(all, subject, 'cpu'), figures(all, raw, 'cpu')), {
        part,
        name: `CPU per request: ${subject.name}`,
        unit: '× raw',
        ...(subject.isOurs && { target: { atMost: 3 } }),
      }),
    )
    const compare = (peer: Subject | undefined, unit: string, atMost: number) =>
      row(ratios(figures(all, ours, 'cpu'), figures(all, peer, 'cpu')), {
        part,
        name: 'CPU per request: ours',
        unit,
        target: { atMost },
      })
    const speed = subjects.map((subject) =>
      row(ratios(figures(all, subject, 'perSecond'), figures(all, raw, 'perSecond')), {
        part,
        name: `requests a second: ${subject.name}`,
        unit: '× raw',
      }),
    )
    return [
      compare(fastify, '× Fastify peer', 0.75),
      compare(express, '× Express peer', 0.3),
      ...cpu,
      ...speed,
      ...subjects.map((subject) =>
        row(figures(all, subject, 'cpu'), { part, name: `CPU per request: ${subject.name}`, unit: 'µs' }),
      ),
      row(figures(all, ours, 'failed'), {
        part,
        name: 'failed: ours',
        unit: 'requests',
        target: { atMost: 0 },
      }),
    ]
  } finally {
    await bench.stop()
  }
}

/** Measures the time that a process adds to the gateway's time, at a fixed rate of captures. */
async function addedLatency(count: number): Promise<Row[]> {
  const bench = await startBench({ latencyMs: GATEWAY_MS })
  try {
    const rows: Row[] = []
    for (const perSecond of RATES) {
      for (const subject of bench.subjects) {
        const times: OpenLoopTimes[] = []
        for (let round = 0; round <= Math.min(count, OPEN_LOOP_ROUNDS); round++) {
          const measured = await sendOpenLoop(subject, perSecond, OPEN_LOOP_SECONDS)
          if (round > 0) times.push(measured)
        }
        rows.push(...toLatencyRows(subject, perSecond, times))
      }
    }
    return rows
  } finally {
    await bench.stop()
  }
}

function toLatencyRows({ name, isOurs }: Subject, perSecond: number, times: OpenLoopTimes[]): Row[] {
  const what = `${perSecond} a second, gateway ${GATEWAY_MS} ms`
  const hasTarget = isOurs && perSecond === Math.max(...RATES)
  const added = (key: 'median' | 'p99', atMost: number) =>
    row(
      times.map((each) => each[key] - GATEWAY_MS),
      {
        part,
        name: `${what}, added ${key}: ${name}`,
        unit: 'ms',
        ...(hasTarget && { target: { atMost } }),
      },
    )
  const failed = times.map((each) => each.failed)
  return [
    added('median', 1.5),
    added('p99', 8),
    ...(isOurs
      ? [row(failed, { part, name: `${what}, failed`, unit: 'requests', target: { atMost: 0 } })]
      : []),
  ]
}

async function manyConnections(count: number): Promise<Row[]> {
  const bench = await startBench({})
  try {
    const [raw, ours] = bench.subjects
    const all = await rounds(
      bench.subjects,
      { connections: 256, requests: 5000 },
      { warmUp: 1, count: Math.min(count, 5) },
    )
    const compare = (key: 'p99' | 'memory') => ratios(figures(all, ours, key), figures(all, raw, key))
    return [
      row(compare('p99'), { part, name: '256 connections, p99', unit: '× raw' }),
      row(compare('memory'), { part, name: '256 connections, memory', unit: '× raw' }),
    ]
  } finally {
    await bench.stop()
  }
}

async function manyInFlight(): Promise<Row[]> {
  const bench = await startBench({ latencyMs: 2500 })
  try {
    const [raw, ours] = bench.subjects
    const all = await rounds(bench.subjects, { connections: 1000, requests: 2000 }, { warmUp: 1, count: 1 })
    const name = '1000 in flight at 2.5 s each'
    const memory = ratios(figures(all, ours, 'memory'), figures(all, raw, 'memory'))
    return [
      row(figures(all, ours, 'failed'), {
        part,
        name: `${name}, failed`,
        unit: 'requests',
        target: { atMost: 0 },
      }),
      row(memory, { part, name: `${name}, memory`, unit: '× raw', target: { atMost: 1.4 } }),
      row(figures(all, ours, 'memory'), { part, name: `${name}, memory: ours`, unit: 'MB' }),
    ]
  } finally {
    await bench.stop()
  }
}

/** Measures CPU, throughput, latency and memory in `count` rounds, and compares with the raw forwarder and the peers. */
export async function proxy(count: number): Promise<Row[]> {
  return [
    ...(await atFullSpeed(count)),
    ...(await addedLatency(count)),
    ...(await manyConnections(count)),
    ...(await manyInFlight()),
  ]
}
