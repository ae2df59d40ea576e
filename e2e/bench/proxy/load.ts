/** The load: captures over many connections at once, each in a session of its own. */
import autocannon from 'autocannon'
import { testCard } from '../../harness/testCard.js'
import { percentile } from '../figures.js'
import { cpuMicroseconds, residentMegabytes } from './processUsage.js'
import type { Subject } from './subjects.js'

export type Load = { connections: number; requests: number }
export type Measured = {
  /** µs for each request. */
  cpu: number
  perSecond: number
  /** ms. */
  median: number
  p99: number
  /** MB, at the end. */
  memory: number
  failed: number
}

const body = JSON.stringify(testCard)

let created = 0

/** Creates sealed sessions. Empty for a subject that needs no sessions. */
export async function createSessions({ createSession }: Subject, count: number): Promise<string[]> {
  if (!createSession) return []
  const sealed: string[] = []
  let left = count
  const create = async () => {
    while (left > 0) {
      left -= 1
      created += 1
      sealed.push(await createSession(`order-${created}`))
    }
  }
  await Promise.all(Array.from({ length: 32 }, create))
  return sealed
}

/** Creates the sessions and sends the load. */
export async function measure(subject: Subject, load: Load): Promise<Measured> {
  return send(subject, load, await createSessions(subject, load.requests))
}

/** Sends the load with existing sessions. */
export async function send(
  subject: Subject,
  { connections, requests }: Load,
  sealed: string[],
): Promise<Measured> {
  let next = 0
  const latencies: number[] = []
  const before = cpuMicroseconds(subject)
  const started = performance.now()
  // The time of the last response, because autocannon ends only at its next full second.
  let ended = started
  const { errors, non2xx } = await run(
    {
      url: subject.url,
      connections,
      amount: requests,
      timeout: 60,
      requests: [
        {
          method: 'POST',
          path: '/v1/captures',
          body,
          setupRequest: (request) => ({
            ...request,
            headers: {
              'content-type': 'application/json',
              'idempotency-key': crypto.randomUUID(),
              authorization: `Bearer ${sealed[next++] ?? 'a'.repeat(600)}`,
            },
          }),
        },
      ],
    },
    (ms) => {
      latencies.push(ms)
      ended = performance.now()
    },
  )
  return {
    cpu: (cpuMicroseconds(subject) - before) / requests,
    perSecond: (requests * 1000) / (ended - started),
    median: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    memory: residentMegabytes(subject),
    failed: errors + non2xx,
  }
}

function run(options: autocannon.Options, onLatency: (ms: number) => void): Promise<autocannon.Result> {
  return new Promise((resolve, reject) => {
    const instance = autocannon(options, (error: unknown, result) => {
      if (error instanceof Error) reject(error)
      else resolve(result)
    })
    instance.on('response', (_client, _status, _bytes, ms) => {
      onLatency(ms)
    })
  })
}
