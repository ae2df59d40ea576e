/**
 * An open loop: requests start at a fixed rate, as cardholders do, whether or not earlier ones have a response. A
 * latency counts from the time when the request was due, so that a stall of the server shows in it.
 */
import { Pool } from 'undici'
import { testCard } from '../../harness/testCard.js'
import { percentile } from '../figures.js'
import { createSessions } from './load.js'
import type { Subject } from './subjects.js'

/** More connections than requests ever wait at the same time, so that no request waits for a connection. */
const CONNECTIONS = 1024
const TICK_MS = 2

/** ms. */
export type OpenLoopTimes = { median: number; p99: number; failed: number }

const body = JSON.stringify(testCard)

/** Sends `perSecond` captures a second for `seconds`, each of its own session. */
export async function sendOpenLoop(
  subject: Subject,
  perSecond: number,
  seconds: number,
): Promise<OpenLoopTimes> {
  const count = perSecond * seconds
  const sealed = await createSessions(subject, count)
  const pool = new Pool(subject.url, { connections: CONNECTIONS, pipelining: 1 })
  const latencies: number[] = []
  let failed = 0
  const send = async (index: number, due: number) => {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      authorization: `Bearer ${sealed[index] ?? 'a'.repeat(600)}`,
    }
    const response = await pool.request({ method: 'POST', path: '/v1/captures', headers, body })
    await response.body.dump()
    latencies.push(performance.now() - due)
    if (response.statusCode !== 200) failed += 1
  }
  const started = performance.now()
  const sent: Promise<void>[] = []
  while (sent.length < count) {
    const dueCount = Math.min(count, ((performance.now() - started) * perSecond) / 1000)
    while (sent.length < dueCount) {
      sent.push(send(sent.length, started + (sent.length * 1000) / perSecond))
    }
    await new Promise((done) => setTimeout(done, TICK_MS))
  }
  await Promise.all(sent)
  await pool.close()
  return { median: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), failed }
}
