/** Cardholders: each request a capture of its own, over so many connections at once. */
import autocannon from 'autocannon'
import { Pool } from 'undici'
import { loadCard } from '../../harness/load.js'
import { percentile } from '../figures.js'
import { cpuOf, memoryOf, ORIGIN, SECRET_KEY, type Subject } from './subjects.js'

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

const body = JSON.stringify(loadCard)

let made = 0

/** Sealed sessions, made as a backend makes them; none for a subject that needs none. */
export async function sessionsFor({ url, isOurs }: Subject, count: number): Promise<string[]> {
  if (!isOurs) return []
  const pool = new Pool(url, { connections: 32 })
  const sealed: string[] = []
  let left = count
  const create = async () => {
    while (left > 0) {
      left -= 1
      made += 1
      const response = await pool.request({
        method: 'POST',
        path: '/v1/sessions',
        headers: { authorization: `Bearer ${SECRET_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify({ origin: ORIGIN, participant_unique_id1: `order-${made}` }),
      })
      if (response.statusCode !== 201) {
        throw new Error(`a session was refused: ${response.statusCode} ${await response.body.text()}`)
      }
      const session = (await response.body.json()) as { url: string }
      sealed.push(new URL(session.url).hash.slice(1))
    }
  }
  await Promise.all(Array.from({ length: 32 }, create))
  await pool.close()
  return sealed
}

export async function measure(subject: Subject, load: Load): Promise<Measured> {
  return send(subject, load, await sessionsFor(subject, load.requests))
}

/** The load alone, with sessions that are there. */
export async function send(
  subject: Subject,
  { connections, requests }: Load,
  sealed: string[],
): Promise<Measured> {
  let next = 0
  const latencies: number[] = []
  const before = cpuOf(subject)
  const started = performance.now()
  // Of the last answer: autocannon itself ends with its next full second.
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
    cpu: (cpuOf(subject) - before) / requests,
    perSecond: (requests * 1000) / (ended - started),
    median: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
    memory: memoryOf(subject),
    failed: errors + non2xx,
  }
}

function run(options: autocannon.Options, each: (ms: number) => void): Promise<autocannon.Result> {
  return new Promise((resolve, reject) => {
    const instance = autocannon(options, (error: unknown, result) => {
      if (error instanceof Error) reject(error)
      else resolve(result)
    })
    instance.on('response', (_client, _status, _bytes, ms) => {
      each(ms)
    })
  })
}
