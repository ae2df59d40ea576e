/** Measures the bytes that a process allocates for each capture. Unlike times, they don't depend on the machine. */
import { once } from 'node:events'
import { row, type Row } from './figures.js'
import { createSessions, send } from './proxy/load.js'
import { startBench, type Subject } from './proxy/subjects.js'

const part = 'allocation'
const TARGET_KB = 60
const REQUESTS = 2000

async function measureKilobytes(subject: Subject, requests: number): Promise<number> {
  const sealed = await createSessions(subject, requests)
  subject.child.send('start')
  const { failed } = await send(subject, { connections: 64, requests }, sealed)
  const counted = once(subject.child, 'message')
  subject.child.send('stop')
  const [bytes] = (await counted) as [number]
  return failed > 0 ? NaN : bytes / requests / 1000
}

/**
 * Measures in interleaved rounds, after `warmUpRounds` that don't count. V8 optimizes the code during the first 12,000
 * captures or so, and code that isn't optimized allocates more.
 */
export async function allocation(options: {
  warmUpRounds: number
  rounds: number
  peers: boolean
}): Promise<Row[]> {
  const { warmUpRounds, rounds, peers } = options
  const bench = await startBench({ peers, countsAllocation: true })
  try {
    const all = bench.subjects.map((subject) => ({ subject, samples: [] as number[] }))
    for (let round = -warmUpRounds; round < rounds; round++) {
      for (const { subject, samples } of all) {
        const kilobytes = await measureKilobytes(subject, REQUESTS)
        if (round >= 0) samples.push(kilobytes)
      }
    }
    return all.map(({ subject: { name, isOurs }, samples }) =>
      row(samples, {
        part,
        name: `allocated per capture: ${name}`,
        unit: 'kB',
        ...(isOurs && { target: { atMost: TARGET_KB } }),
      }),
    )
  } finally {
    await bench.stop()
  }
}
