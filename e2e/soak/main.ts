/**
 * `npm run soak -- --minutes N --seed TEXT`: runs impatient cardholders against a failing gateway, and kills processes
 * and Redis. Prints what happened to the sessions and their webhooks. With `--events N` in place of the minutes there
 * are many webhooks, and only processes and the receiver fail. Exit code 1: a token or a webhook was lost or doubled,
 * or a process ended badly. Exit code 2: invalid input.
 */
import { parseArgs } from 'node:util'
import { makeFolder } from '../bench/cleanup.js'
import { runPart, type Part } from './part.js'
import { findRedisBinary } from './redisProcess.js'
import { runEventPart } from './eventPart.js'
import { describeEventPart, describePart, isEventPartGood, isGood } from './summary.js'

const parts: Part[] = [
  { name: 'three processes on a Redis that persists', processes: 3, redis: 'always' },
  { name: 'three processes on a Redis without persistence', processes: 3, redis: 'none' },
  { name: 'one process on its file', processes: 1 },
]

/** Runs the parts at the same time, because they mostly wait: for leases of 15 s and pauses of 4 s. */
async function soak(minutes: number, seed: string): Promise<boolean> {
  findRedisBinary()
  const options = { folder: makeFolder(), seed, durationMs: minutes * 60_000 }
  const reports = await Promise.all(parts.map((part) => runPart(part, options)))
  for (const line of reports.flatMap(describePart)) process.stdout.write(`${line}\n`)
  return reports.every(isGood)
}

/** Runs half of the events with each store. */
async function soakEvents(events: number, seed: string): Promise<boolean> {
  findRedisBinary()
  const options = { folder: makeFolder(), seed, events: events / 2 }
  const reports = await Promise.all(
    parts.filter(({ redis }) => redis !== 'none').map((part) => runEventPart(part, options)),
  )
  for (const line of reports.flatMap(describeEventPart)) process.stdout.write(`${line}\n`)
  return reports.every(isEventPartGood)
}

function fail(error: unknown): never {
  process.stderr.write(`soak: ${(error as Error).message}\n`)
  process.exit(2)
}

function readOptions(): { minutes: number; seed: string; events?: number } {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      events: { type: 'string' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    },
  })
  const minutes = Number(values.minutes)
  if (!(minutes >= 0.5 && minutes <= 60)) throw new Error('--minutes should be 0.5 to 60')
  if (values.events === undefined) return { minutes, seed: values.seed }
  const events = Number(values.events)
  if (!(events >= 100 && events <= 100_000)) throw new Error('--events should be 100 to 100000')
  return { minutes, seed: values.seed, events }
}

try {
  const { minutes, seed, events } = readOptions()
  process.stdout.write(
    events === undefined ? `seed ${seed}, ${minutes} min\n` : `seed ${seed}, ${events} events\n`,
  )
  process.exitCode = (await (events === undefined ? soak(minutes, seed) : soakEvents(events, seed))) ? 0 : 1
} catch (error) {
  fail(error)
}
