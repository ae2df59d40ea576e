/** One part of the soak: its gateway, its store, its processes and its cardholders, from the start to the verdict. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { readResult, runSession, type Session, type Shop } from './cardholder.js'
import { causeFaults, type FaultCounts } from './faults.js'
import { residentMemory, startFleet, type Fleet } from './fleet.js'
import { startGateway, type Gateway } from './gateway.js'
import { createRandom, sleep, type Random } from './random.js'
import { startRedis, type RedisProcess } from './redisProcess.js'
import { judge, type Verdict } from './verdict.js'

/** `redis`: its persistence. Without it one process has a file. */
export type Part = { name: string; processes: number; redis?: 'always' | 'none' }
export type PartReport = FaultCounts & {
  part: Part
  sessions: Session[]
  verdicts: Verdict[]
  gateway: Gateway
  answers: Map<string, number>
  /** Processes that ended badly. */
  problems: string[]
  /** In MB, at the start and at the end. */
  memory: [first: number, last: number]
}

const CARDHOLDERS = 16
const MAX_PAUSE_MS = 1500
/** After the last fault: a lease of 15 s, another round, and what was in flight. */
const SETTLE_MS = 45_000
const AUDIT_MS = 20_000
const READS_AT_ONCE = 8

/** Runs one part in `folder`. New sessions and faults end after `durationMs`. */
export async function runPart(
  part: Part,
  { folder, seed, durationMs }: { folder: string; seed: string; durationMs: number },
): Promise<PartReport> {
  const random = createRandom(`${seed} ${part.name}`)
  const own = join(folder, part.name.replaceAll(/\W+/g, '-'))
  mkdirSync(own)
  const gateway = await startGateway(random)
  const redis = part.redis && (await startRedis(own, part.redis))
  const state: Record<string, string> = redis
    ? { REDIS_URL: redis.url }
    : { CAPTURE_STORE: join(own, 'store.db') }
  const fleet = await startFleet(gateway.url, state, part.processes)
  try {
    const until = Date.now() + durationMs
    return await soak({ part, random, gateway, redis, fleet }, until)
  } finally {
    await fleet.stop()
    await redis?.kill()
    gateway.stop()
  }
}

type Running = {
  part: Part
  random: Random
  gateway: Gateway
  redis: RedisProcess | undefined
  fleet: Fleet
}

async function soak(running: Running, until: number): Promise<PartReport> {
  const { part, random, gateway, fleet } = running
  const shop: Shop = { fleet, random, answers: new Map() }
  const sessions: Session[] = []
  const first = memoryOfOldest(fleet)
  const names = Array.from({ length: CARDHOLDERS }, (_, name) => name)
  const cardholders = names.map((name) => runCardholder(shop, name, until, sessions))
  const counts = await causeFaults(running, until)
  gateway.heal()
  await Promise.all(cardholders)
  await audit(shop, sessions)
  return {
    ...{ part, sessions, gateway, ...counts, answers: shop.answers, problems: fleet.problems },
    verdicts: sessions.map(({ story }) => judge(story, gateway.tokenized)),
    memory: [first, memoryOfOldest(fleet)],
  }
}

/** One session after the other, with pauses that limit the rate. */
async function runCardholder(shop: Shop, name: number, until: number, sessions: Session[]): Promise<void> {
  for (let number = 0; Date.now() < until; number++) {
    const session = await runSession(shop, `${name}-${number}`, until + SETTLE_MS)
    if (session) sessions.push(session)
    await sleep(shop.random('rest', name, number) * MAX_PAUSE_MS)
  }
}

/** Reads every session once more, when nothing fails any longer. */
async function audit(shop: Shop, sessions: Session[]): Promise<void> {
  const queue = [...sessions]
  const readAll = async () => {
    for (let next = queue.pop(); next; next = queue.pop())
      await readResult(shop, { ...next, until: Date.now() + AUDIT_MS })
  }
  await Promise.all(Array.from({ length: READS_AT_ONCE }, readAll))
}

function memoryOfOldest({ nodes: [oldest] }: Fleet): number {
  return oldest ? residentMemory(oldest) : NaN
}
