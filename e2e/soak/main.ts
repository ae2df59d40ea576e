/**
 * `npm run soak`: impatient cardholders, a gateway that misbehaves, and processes that are killed and rolled.
 * Prints a summary of the sessions; exits with 1 if a capture was doubled or lost. SOAK_SECONDS: how long new
 * sessions are created, 30 by default. Captures in flight then get 25 s more to finish.
 */
import { createSession, retrieveSession } from 'ingo-capture/server'
import { testCard } from '../harness/testCard.js'
import { residentMemory, ORIGIN, SECRET_KEY, startFleet, type Fleet } from './fleet.js'
import { startGateway, expectedToken, type Gateway } from './gateway.js'

const CARDHOLDERS = 12
const SETTLE_MS = 25_000
const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

type FinishedSession = { id: string; session: string; results: Set<string> }

function pickNode({ nodes }: Fleet): { url: string; secretKey: string } {
  return { url: nodes[Math.floor(Math.random() * nodes.length)]?.url ?? '', secretKey: SECRET_KEY }
}

/** Repeats a call until it succeeds or the time is up, as a backend does. */
async function retry<T>(until: number, call: () => Promise<T>): Promise<T | undefined> {
  while (Date.now() < until) {
    const result = await call().catch(() => undefined)
    if (result !== undefined) return result
    await sleep(100)
  }
  return undefined
}

/** Submits the same content under the same key until the outcome is known, as the frame does. */
async function submitRepeatedly(fleet: Fleet, sealed: string, key: string, until: number): Promise<string> {
  const result = await retry(until, async () => {
    const response = await fetch(`${pickNode(fleet).url}/v1/captures`, {
      method: 'POST',
      body: JSON.stringify(testCard),
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
  return result ?? 'timed out'
}

/** Captures one session after the other, each by two requests at once, as from a second tab. */
async function cardholder(
  fleet: Fleet,
  name: number,
  makeUntil: number,
  finished: FinishedSession[],
): Promise<void> {
  for (let count = 0; Date.now() < makeUntil; count++) {
    const id = `order-${name}-${count}`
    const until = makeUntil + SETTLE_MS
    const created = await retry(until, () =>
      createSession(pickNode(fleet), { origin: ORIGIN, participant_unique_id1: id }),
    )
    if (!created) continue
    const sealed = new URL(created.url).hash.slice(1)
    const key = crypto.randomUUID()
    const results = await Promise.all([1, 2].map(() => submitRepeatedly(fleet, sealed, key, until)))
    finished.push({ id, session: created.id, results: new Set(results) })
  }
}

async function disruptFleet(fleet: Fleet, makeUntil: number): Promise<number> {
  let badExits = 0
  const pause = Math.max(2000, (makeUntil - Date.now()) / 4)
  await sleep(pause)
  await fleet.kill()
  await sleep(pause)
  if ((await fleet.roll()) !== 0) badExits += 1
  return badExits
}

async function findFaults(fleet: Fleet, { seen }: Gateway, finished: FinishedSession[]) {
  const lost: string[] = []
  const doubled: string[] = []
  for (const { id, session, results } of finished) {
    const kept = await retry(Date.now() + 5000, () => retrieveSession(pickNode(fleet), session))
    const token = expectedToken(id)
    if (kept?.customer_account_token !== token || !results.has(token)) lost.push(id)
    if (results.size > 1 || (kept?.attempts ?? 0) > 1 || (seen.get(id)?.overlaps ?? 0) > 0) doubled.push(id)
  }
  return { lost, doubled }
}

async function soak(seconds: number): Promise<number> {
  const gateway = await startGateway()
  const fleet = await startFleet(gateway.url)
  try {
    const [oldest] = fleet.nodes
    const before = oldest && residentMemory(oldest)
    const makeUntil = Date.now() + seconds * 1000
    const finished: FinishedSession[] = []
    const names = Array.from({ length: CARDHOLDERS }, (_, name) => name)
    const [badExits] = await Promise.all([
      disruptFleet(fleet, makeUntil),
      ...names.map((name) => cardholder(fleet, name, makeUntil, finished)),
    ])
    const { lost, doubled } = await findFaults(fleet, gateway, finished)
    const [last] = fleet.nodes
    const calls = [...gateway.seen.values()].reduce((sum, one) => sum + one.calls, 0)
    const lines = [
      `fleet      ${fleet.what}; one killed, one rolled${badExits > 0 ? ', which ended badly' : ''}`,
      `sessions   ${finished.length}`,
      `tokens     ${finished.length - lost.length}`,
      `calls      ${calls} (the gateway's, idempotent repeats included)`,
      `doubles    ${doubled.length} ${doubled.slice(0, 5).join(' ')}`,
      `lost       ${lost.length} ${lost.slice(0, 5).join(' ')}`,
      `memory     ${before ?? ''} at start, ${last ? residentMemory(last) : ''} at end (the oldest process)`,
    ]
    for (const line of lines) process.stdout.write(`${line.trimEnd()}\n`)
    return finished.length > 0 && lost.length + doubled.length + badExits === 0 ? 0 : 1
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
