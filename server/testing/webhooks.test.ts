/** Real processes are killed while they capture and deliver: no event is lost, and each session's order is kept. */
import { expect, it, onTestFinished, vi } from 'vitest'
import { createSession } from 'ingo-capture/backend'
import { json, ORIGIN, SECRET_KEY, startGateway, success } from './app.case.js'
import { startReceiver, verifyByLibrary, WEBHOOK_SECRET, type Delivered } from './receiver.case.js'
import { describeWithRedis, startRedis } from './redisServer.case.js'
import { capture, sleep, startNode, temporaryStore, unlimited, type Node } from './serveProcess.case.js'

/** Longer than a claim of a killed process and the first retry after it. */
const DELIVERED_MS = 60_000

/** A receiver that answers slowly, refuses some events once, and counts overlapping events of one session. */
async function startSlowReceiver() {
  const inFlight = new Map<string, number>()
  const refused = new Set<string>()
  const accepted: Delivered[] = []
  const seen = { overlaps: 0 }
  const receiver = await startReceiver((response, event) => {
    const session = event.body.data.id
    const count = inFlight.get(session) ?? 0
    if (count > 0) seen.overlaps += 1
    inFlight.set(session, count + 1)
    setTimeout(() => {
      inFlight.set(session, (inFlight.get(session) ?? 1) - 1)
      const isRefused = refused.size < 3 && !refused.has(event.id)
      if (isRefused) refused.add(event.id)
      else accepted.push(event)
      response.writeHead(isRefused ? 503 : 204).end()
    }, 30)
  })
  return { url: receiver.url, accepted, seen }
}

async function startCapturing(settings: Record<string, string>) {
  const receiver = await startSlowReceiver()
  const gateway = await startGateway(
    json((sent) => (sent.participant_unique_id1.endsWith('3') ? { status: 852 } : success(sent))),
  )
  const hook = { CAPTURE_WEBHOOK_URL: receiver.url, CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET }
  const start = async (): Promise<Node> => {
    const node = await startNode({ ...unlimited, ...settings, ...hook, INGO_URL: gateway.url })
    onTestFinished(() => void node.child.kill('SIGKILL'))
    return node
  }
  /** Creates a session with one attempt and captures; resolves to the session's id. */
  const captureOnce = async ({ url }: Node, index: number): Promise<string> => {
    const order = { origin: ORIGIN, participant_unique_id1: `order-${index}`, max_attempts: 1 }
    const session = await createSession({ url, secretKey: SECRET_KEY }, order)
    const response = await capture(url, new URL(session.url).hash.slice(1), crypto.randomUUID())
    await response.arrayBuffer()
    return session.id
  }
  return { receiver, start, captureOnce }
}

/** Waits until every session's event is accepted, and checks each. */
async function expectAll(ids: string[], { accepted, seen }: Awaited<ReturnType<typeof startSlowReceiver>>) {
  const sessions = () => new Set(accepted.map(({ body }) => body.data.id))
  const missing = () => ids.filter((id) => !sessions().has(id))
  await vi.waitUntil(() => missing().length === 0, { timeout: DELIVERED_MS, interval: 200 })
  for (const event of accepted) verifyByLibrary(event)
  // A repeated event has the same id.
  expect(new Set(accepted.map(({ id }) => id)).size).toBe(ids.length)
  expect(seen.overlaps).toBe(0)
  const expected = ids.map((id, index) => [id, index % 10 === 3 ? 'session.exhausted' : 'session.tokenized'])
  const types = new Map(accepted.map(({ body }) => [body.data.id, body.type]))
  expect(ids.map((id) => [id, types.get(id)])).toEqual(expected)
}

it('loses no event of a process with a file that is killed after each response', async () => {
  const { receiver, start, captureOnce } = await startCapturing({ CAPTURE_STORE: temporaryStore() })
  const ids: string[] = []
  for (let index = 0; index < 4; index++) {
    const node = await start()
    ids.push(await captureOnce(node, index))
    node.child.kill('SIGKILL')
    await new Promise((done) => node.child.once('exit', done))
  }
  await start()
  await expectAll(ids, receiver)
}, 120_000)

describeWithRedis('webhooks of a fleet', () => {
  it('are delivered by any process, one at a time for a session, while processes are killed', async () => {
    const redis = await startRedis()
    onTestFinished(() => redis.stop())
    const { receiver, start, captureOnce } = await startCapturing({ REDIS_URL: redis.url })
    const nodes = await Promise.all([start(), start(), start()])
    const ids: string[] = []
    for (let index = 0; index < 40; index++) {
      const node = nodes[index % 2]
      if (node) ids.push(await captureOnce(node, index))
      if (index === 20) {
        nodes[2].child.kill('SIGKILL')
        nodes[2] = await start()
      }
    }
    nodes[0].child.kill('SIGKILL')
    await sleep(100)
    nodes[1].child.kill('SIGTERM')
    await expectAll(ids, receiver)
  }, 120_000)
})
