/**
 * `npm run soak`: cardholders in a hurry, a gateway that misbehaves, processes that are killed and rolled.
 * Says what became of each session; exits with 1 when something was doubled or lost. SOAK_SECONDS: how long
 * new sessions are made, 30 by default; what is under way is then given 25 s more to end.
 */
import { createSession, retrieveSession } from 'ingo-capture/server'
import { loadCard } from '../harness/load.js'
import { memoryOf, ORIGIN, SECRET_KEY, startFleet, type Fleet } from './fleet.js'
import { startGateway, tokenOf, type Gateway } from './gateway.js'

const CARDHOLDERS = 12
const PATIENCE_MS = 25_000
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

type Ended = { id: string; session: string; told: Set<string> }

function anyOf({ nodes }: Fleet): { url: string; secretKey: string } {
  return { url: nodes[Math.floor(Math.random() * nodes.length)]?.url ?? '', secretKey: SECRET_KEY }
}

/** What a backend does: it asks again, elsewhere, until the end. */
async function persist<T>(until: number, ask: () => Promise<T>): Promise<T | undefined> {
  while (Date.now() < until) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined) return answer
    await sleep(100)
  }
  return undefined
}

/** What a frame does: the same content under the same key until it knows. */
async function untilTold(fleet: Fleet, sealed: string, key: string, until: number): Promise<string> {
  const answer = await persist(until, async () => {
    const response = await fetch(`${anyOf(fleet).url}/v1/captures`, {
      method: 'POST',
      body: JSON.stringify(loadCard),
      headers: {
        Authorization: `Bearer ${sealed}`,
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
      },
    })
    const body = (await response.json()) as {
      customer_account_token?: string
      code?: string
      retryable?: boolean
    }
    return body.customer_account_token ?? (body.retryable === true ? undefined : `error ${body.code ?? ''}`)
  })
  return answer ?? 'out of patience'
}

/** One after the other, each hammered twice at once, as by a second tab. */
async function cardholder(fleet: Fleet, name: number, makeUntil: number, ended: Ended[]): Promise<void> {
  for (let count = 0; Date.now() < makeUntil; count++) {
    const id = `order-${name}-${count}`
    const until = makeUntil + PATIENCE_MS
    const made = await persist(until, () =>
      createSession(anyOf(fleet), { origin: ORIGIN, participant_unique_id1: id }),
    )
    if (!made) continue
    const sealed = new URL(made.url).hash.slice(1)
    const key = crypto.randomUUID()
    const told = await Promise.all([1, 2].map(() => untilTold(fleet, sealed, key, until)))
    ended.push({ id, session: made.id, told: new Set(told) })
  }
}

async function trouble(fleet: Fleet, makeUntil: number): Promise<number> {
  let badExits = 0
  const pause = Math.max(2000, (makeUntil - Date.now()) / 4)
  await sleep(pause)
  await fleet.kill()
  await sleep(pause)
  if ((await fleet.roll()) !== 0) badExits += 1
  return badExits
}

async function judge(fleet: Fleet, { seen }: Gateway, ended: Ended[]) {
  const lost: string[] = []
  const doubled: string[] = []
  for (const { id, session, told } of ended) {
    const kept = await persist(Date.now() + 5000, () => retrieveSession(anyOf(fleet), session))
    const token = tokenOf(id)
    if (kept?.customer_account_token !== token || !told.has(token)) lost.push(id)
    if (told.size > 1 || (kept?.attempts ?? 0) > 1 || (seen.get(id)?.overlaps ?? 0) > 0) doubled.push(id)
  }
  return { lost, doubled }
}

async function soak(seconds: number): Promise<number> {
  const gateway = await startGateway()
  const fleet = await startFleet(gateway.url)
  try {
    const [oldest] = fleet.nodes
    const before = oldest && memoryOf(oldest)
    const makeUntil = Date.now() + seconds * 1000
    const ended: Ended[] = []
    const names = Array.from({ length: CARDHOLDERS }, (_, name) => name)
    const [badExits] = await Promise.all([
      trouble(fleet, makeUntil),
      ...names.map((name) => cardholder(fleet, name, makeUntil, ended)),
    ])
    const { lost, doubled } = await judge(fleet, gateway, ended)
    const [last] = fleet.nodes
    const calls = [...gateway.seen.values()].reduce((sum, one) => sum + one.calls, 0)
    const lines = [
      `fleet      ${fleet.what}; one killed, one rolled${badExits > 0 ? ', which ended badly' : ''}`,
      `sessions   ${ended.length}`,
      `tokens     ${ended.length - lost.length}`,
      `calls      ${calls} (the gateway's, idempotent repeats included)`,
      `doubles    ${doubled.length} ${doubled.slice(0, 5).join(' ')}`,
      `lost       ${lost.length} ${lost.slice(0, 5).join(' ')}`,
      `memory     ${before ?? ''} at start, ${last ? memoryOf(last) : ''} at end (the oldest process)`,
    ]
    for (const line of lines) process.stdout.write(`${line.trimEnd()}\n`)
    return ended.length > 0 && lost.length + doubled.length + badExits === 0 ? 0 : 1
  } finally {
    await fleet.stop()
    gateway.stop()
  }
}

const seconds = Number(process.env.SOAK_SECONDS ?? 30)
if (!(seconds > 0 && seconds <= 3600)) {
  process.stderr.write('SOAK_SECONDS should be seconds, 1 to 3600\n')
  process.exit(2)
}
process.exitCode = await soak(seconds)
