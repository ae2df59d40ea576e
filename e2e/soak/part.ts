/** One part of the soak: its gateway, its store, its processes and its cardholders, from the start to the verdict. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runBusySession, type BusySession } from './busySession.js'
import { readResult, runSession, type Session, type Shop } from './cardholder.js'
import { auditEvents, type EventReport } from './eventAudit.js'
import { causeFaults, type FaultCounts } from './faults.js'
import { residentMemory, startFleet, type Fleet } from './fleet.js'
import { startGateway, type Gateway } from './gateway.js'
import { createRandom, sleep, type Random } from './random.js'
import { startReceiver, type Receiver } from './receiver.js'
import { startRedis, type RedisProcess } from './redisProcess.js'
import { judge, type Verdict } from './verdict.js'

/** `redis` is the persistence of Redis. Without it, one process uses a file. */
export type Part = { name: string; processes: number; redis?: 'always' | 'none' }
export type PartReport = FaultCounts & {
  part: Part
  sessions: Session[]
  verdicts: Verdict[]
  gateway: Gateway
  answers: Map<string, number>
  /** The comparison of webhooks and sessions. */
  webhooks: EventReport
  /** Processes that ended badly, and wrong requests to the receiver. */
  problems: string[]
  /** In MB, at the start and at the end. */
  memory: [first: number, last: number]
}

const CARDHOLDERS = 16
const MAX_PAUSE_MS = 1500
/** Each of these clients runs sessions with many webhooks, one after the other and without a pause. */
const BUSY_CLIENTS = 24
/** The receiver fails for a while, in the middle. */
const OUTAGE_MS = 8_000
/** The wait after the last fault: for a lease of 15 s, another round, and requests in flight. */
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
  const receiver = await startReceiver(random)
  const store: Record<string, string> = redis
    ? { REDIS_URL: redis.url }
    : { CAPTURE_STORE: join(own, 'store.db') }
  const settings = { ...store, INGO_URL: gateway.url, CAPTURE_WEBHOOK_URL: receiver.url }
  const fleet = await startFleet(settings, part.processes)
  try {
    const until = Date.now() + durationMs
    return await soak({ part, random, gateway, receiver, redis, fleet }, until)
  } finally {
    await fleet.stop()
    await redis?.kill()
    receiver.stop()
    gateway.stop()
  }
}

type Running = {
  part: Part
  random: Random
  gateway: Gateway
  receiver: Receiver
  redis: RedisProcess | undefined
  fleet: Fleet
}

async function soak(running: Running, until: number): Promise<PartReport> {
  const { part, random, gateway, receiver, fleet } = running
  const shop: Shop = { fleet, random, answers: new Map() }
  const sessions: Session[] = []
  const busy: BusySession[] = []
  const first = memoryOfOldest(fleet)
  const names = Array.from({ length: CARDHOLDERS }, (_, name) => name)
  const cardholders = names.map((name) => runCardholder(shop, name, until, sessions))
  const clients = Array.from({ length: BUSY_CLIENTS }, (_, name) => runBusyClient(shop, name, until, busy))
  const outage = failReceiver(receiver, until)
  const counts = await causeFaults(running, until)
  gateway.heal()
  await Promise.all([...cardholders, ...clients, outage])
  await audit(shop, sessions)
  const lostAt = part.redis === 'none' ? counts.redisKills.at(-1) : undefined
  const webhooks = await auditEvents(shop, { sessions, busy, receiver }, lostAt)
  return {
    ...{ part, sessions, gateway, webhooks, ...counts, answers: shop.answers },
    problems: [...fleet.problems, ...receiver.problems],
    verdicts: sessions.map(({ story }) => judge(story, gateway.tokenized)),
    memory: [first, memoryOfOldest(fleet)],
  }
}

async function failReceiver(receiver: Receiver, until: number): Promise<void> {
  await sleep((until - Date.now()) / 2)
  receiver.fail()
  await sleep(OUTAGE_MS)
  receiver.heal()
}

async function runBusyClient(shop: Shop, name: number, until: number, busy: BusySession[]): Promise<void> {
  for (let number = 0; Date.now() < until; number++) {
    const session = await runBusySession(shop, `busy-${name}-${number}`, until + SETTLE_MS)
    if (session) busy.push(session)
  }
}

/** Runs one session after the other, with pauses that limit the rate. */
async function runCardholder(shop: Shop, name: number, until: number, sessions: Session[]): Promise<void> {
  for (let number = 0; Date.now() < until; number++) {
    const session = await runSession(shop, `${name}-${number}`, until + SETTLE_MS)
    if (session) sessions.push(session)
    await sleep(shop.random('rest', name, number) * MAX_PAUSE_MS)
  }
}

/** Reads every session once more, when the faults have ended. */
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
