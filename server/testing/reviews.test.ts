/** Real processes are killed while Ingo's events arrive: a review's end and the backend's events stay consistent. */
import { once } from 'node:events'
import { expect, it, onTestFinished, vi } from 'vitest'
import { createSession, retrieveSession } from 'ingo-capture/backend'
import { json, ORIGIN, SECRET_KEY, startGateway, success } from './app.case.js'
import { ingoSettings, PATH_SECRET } from './ingoEvents.case.js'
import { startReceiver, WEBHOOK_SECRET } from './receiver.case.js'
import { describeWithRedis, startRedis } from './redisServer.case.js'
import { capture, startNode, temporaryStore, unlimited, type Node } from './serveProcess.case.js'

const SESSIONS = 8
/** Longer than a claim of a killed process. */
const DELIVERED_MS = 60_000

async function startReviews(store: Record<string, string>) {
  const receiver = await startReceiver()
  const gateway = await startGateway(json((sent) => success(sent, {}, 130)))
  const hook = { CAPTURE_WEBHOOK_URL: receiver.url, CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET }
  const start = async (): Promise<Node> => {
    const settings = { ...unlimited, ...ingoSettings, ...hook, ...store, INGO_URL: gateway.url }
    const node = await startNode(settings)
    onTestFinished(() => void node.child.kill('SIGKILL'))
    return node
  }
  return { receiver, start }
}

/** Sends Ingo's event about an order; resolves to the result, or to undefined without an answer. */
async function sendEvent({ url }: Node, order: string): Promise<string | undefined> {
  const body = JSON.stringify({ event_code: 1107, participant_unique_id1: order })
  const init = { method: 'POST', body, headers: { 'Content-Type': 'application/json' } }
  const response = await fetch(`${url}/v1/ingo/webhooks/demo/${PATH_SECRET}`, init).catch(() => undefined)
  const answer = (await response?.json().catch(() => undefined)) as { result?: string } | undefined
  return answer?.result
}

/** Kills the process as soon as it has answered the first of many concurrent events. The next process gets the rest. */
async function killWhileReviewsEnd(store: Record<string, string>): Promise<void> {
  const { receiver, start } = await startReviews(store)
  let node = await start()
  const orders = Array.from({ length: SESSIONS }, (_, index) => `order-${index}`)
  const ids = new Map<string, string>()
  for (const order of orders) {
    const body = { origin: ORIGIN, participant_unique_id1: order }
    const session = await createSession({ url: node.url, secretKey: SECRET_KEY }, body)
    ids.set(order, session.id)
    const answer = await capture(node.url, new URL(session.url).hash.slice(1), crypto.randomUUID())
    expect(answer.status).toBe(422)
    await answer.arrayBuffer()
  }
  const sending = orders.map((order) => sendEvent(node, order))
  await Promise.race(sending)
  node.child.kill('SIGKILL')
  await Promise.all([once(node.child, 'exit'), ...sending])
  const answered = await Promise.all(sending)
  node = await start()
  const at = { url: node.url, secretKey: SECRET_KEY }
  for (const [index, order] of orders.entries()) {
    const { status } = await retrieveSession(at, ids.get(order) ?? '')
    if (answered[index] === 'applied') expect(status).toBe('tokenized')
    // Ingo sends unanswered events again.
    expect(await sendEvent(node, order)).toBe(status === 'tokenized' ? 'unchanged' : 'applied')
    expect(await retrieveSession(at, ids.get(order) ?? '')).toMatchObject({
      status: 'tokenized',
      review: 'cleared',
    })
  }
  const listEvents = (id: string) => {
    const events = receiver.received.filter(({ body }) => body.data.id === id)
    return [...new Map(events.map((event) => [event.id, event.body.type])).values()]
  }
  const all = () => [...ids.values()].map(listEvents)
  await vi.waitUntil(() => all().every(({ length }) => length >= 3), { timeout: DELIVERED_MS, interval: 200 })
  const expected = ['session.under_review', 'session.resolved', 'session.tokenized']
  expect(all()).toEqual(orders.map(() => expected))
}

it('keeps state and events consistent if a process with a file is killed', async () => {
  await killWhileReviewsEnd({ CAPTURE_STORE: temporaryStore() })
}, 120_000)

describeWithRedis('with the shared store', () => {
  it('keeps state and events consistent if a process is killed', async () => {
    const redis = await startRedis()
    onTestFinished(() => redis.stop())
    await killWhileReviewsEnd({ REDIS_URL: redis.url })
  }, 120_000)
})
