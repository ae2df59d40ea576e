/**
 * `npm run soak -- --minutes N --seed TEXT`: impatient cardholders, a gateway that misbehaves, processes and a Redis that
 * are killed. Prints what became of the sessions. Exit code 1: a token was lost or doubled, or a process ended badly; 2:
 * invalid input.
 */
import { parseArgs } from 'node:util'
import { makeFolder } from '../bench/cleanup.js'
import { runPart, type Part } from './part.js'
import { findRedisBinary } from './redisProcess.js'
import { describePart, isGood } from './summary.js'

const parts: Part[] = [
  { name: 'three processes on a Redis that persists', processes: 3, redis: 'always' },
  { name: 'three processes on a Redis without persistence', processes: 3, redis: 'none' },
  { name: 'one process on its file', processes: 1 },
]

/** The parts run at the same time: most of it they wait, for leases of 15 s and pauses of 4 s. */
async function soak(minutes: number, seed: string): Promise<boolean> {
  findRedisBinary()
  const options = { folder: makeFolder(), seed, durationMs: minutes * 60_000 }
  const reports = await Promise.all(parts.map((part) => runPart(part, options)))
  for (const line of reports.flatMap(describePart)) process.stdout.write(`${line}\n`)
  return reports.every(isGood)
}

function fail(error: unknown): never {
  process.stderr.write(`soak: ${(error as Error).message}\n`)
  process.exit(2)
}

function readOptions(): { minutes: number; seed: string } {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    },
  })
  const minutes = Number(values.minutes)
  if (!(minutes >= 0.5 && minutes <= 60)) throw new Error('--minutes should be 0.5 to 60')
  return { minutes, seed: values.seed }
}

try {
  const { minutes, seed } = readOptions()
  process.stdout.write(`seed ${seed}, ${minutes} min\n`)
  process.exitCode = (await soak(minutes, seed)) ? 0 : 1
} catch (error) {
  fail(error)
}
