/**
 * A part with many webhooks in a short time. Processes are killed (SIGKILL) and the receiver fails;
 * gateway and Redis work.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { runBusySession, type BusySession } from './busySession.js'
import type { Shop } from './cardholder.js'
import { auditEvents, type EventReport } from './eventAudit.js'
import { startFleet } from './fleet.js'
import { startGateway } from './gateway.js'
import type { Part } from './part.js'
import { createRandom, sleep, type Random } from './random.js'
import { startReceiver, type Receiver } from './receiver.js'
import { startRedis } from './redisProcess.js'

export type EventPartReport = { part: Part; webhooks: EventReport; kills: number; problems: string[] }

const CLIENTS = 12
const LATENCY_MS = [0, 10] as const
const KILL_PAUSE_MS = 8_000
const OUTAGE_MS = 8_000
/** Time for the sessions that still run when there are enough events. */
const SETTLE_MS = 60_000
/** The limit for a machine that is too slow. */
const MAX_MS = 240_000

/** Runs sessions until the receiver has accepted `events` events, and then waits for the missing ones. */
export async function runEventPart(
  part: Part,
  { folder, seed, events }: { folder: string; seed: string; events: number },
): Promise<EventPartReport> {
  const random = createRandom(`${seed} ${part.name}`)
  const own = join(folder, part.name.replaceAll(/\W+/g, '-'))
  mkdirSync(own)
  const gateway = await startGateway(random, LATENCY_MS)
  gateway.heal()
  const redis = part.redis && (await startRedis(own, part.redis))
  const receiver = await startReceiver(random)
  const store: Record<string, string> = redis
    ? { REDIS_URL: redis.url }
    : { CAPTURE_STORE: join(own, 'store.db') }
  const more = { INGO_URL: gateway.url, INGO_TIMEOUT_MS: '10000', CAPTURE_WEBHOOK_URL: receiver.url }
  const fleet = await startFleet({ ...store, ...more }, part.processes)
  try {
    const shop: Shop = { fleet, random, answers: new Map() }
    const until = Date.now() + MAX_MS
    const isOver = () => receiver.accepted.size >= events || Date.now() > until
    const busy: BusySession[] = []
    const clients = Array.from({ length: CLIENTS }, (_, client) => runClient(shop, client, isOver, busy))
    const [kills] = await Promise.all([
      killProcesses(shop, isOver),
      failOnce(receiver, events, isOver),
      ...clients,
    ])
    const webhooks = await auditEvents(shop, { sessions: [], busy, receiver })
    return { part, webhooks, kills, problems: [...fleet.problems, ...receiver.problems] }
  } finally {
    await fleet.stop()
    await redis?.kill()
    receiver.stop()
    gateway.stop()
  }
}

async function runClient(
  shop: Shop,
  client: number,
  isOver: () => boolean,
  busy: BusySession[],
): Promise<void> {
  for (let number = 0; !isOver(); number++) {
    const session = await runBusySession(shop, `busy-${client}-${number}`, Date.now() + SETTLE_MS)
    if (session) busy.push(session)
  }
}

/** Kills processes until the part is over. Resolves to the number of kills. */
async function killProcesses(
  { fleet, random }: { fleet: Shop['fleet']; random: Random },
  isOver: () => boolean,
) {
  for (let kills = 0; ; kills++) {
    await sleep(KILL_PAUSE_MS * (1 + random('pause', kills)))
    if (isOver()) return kills
    await fleet.kill(random('node', kills))
  }
}

/** Lets the receiver fail for a while, once it has a third of the events. */
async function failOnce(receiver: Receiver, events: number, isOver: () => boolean): Promise<void> {
  while (receiver.accepted.size < events / 3 && !isOver()) await sleep(100)
  receiver.fail()
  await sleep(OUTAGE_MS)
  receiver.heal()
}
