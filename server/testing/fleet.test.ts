/** Several real processes share one Redis. Each session ends with exactly one token, even if processes die. */
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { json, ORIGIN, SECRET_KEY, startGateway, success, type Behaviour } from './app.case.js'
import { createSession, retrieveSession } from 'ingo-capture/backend'
import { capture, sleep, startNode, unlimited, type Node } from './serveProcess.case.js'
import { describeWithRedis, startRedis, type RedisServer } from './redisServer.case.js'

const PROCESSES = 3
const SESSIONS = 30
const TIMEOUT_MS = 60_000

type Seen = { calls: number; inFlight: number; overlaps: number }

/** Processes each participant_unique_id1 slowly, responds 101 from the second call on, and counts overlapping calls. */
function slowly(seen: Map<string, Seen>): Behaviour {
  return (sent, response, request) => {
    const id = sent.participant_unique_id1
    const one = seen.get(id) ?? { calls: 0, inFlight: 0, overlaps: 0 }
    seen.set(id, one)
    const status = one.calls > 0 ? 101 : 100
    one.calls += 1
    one.overlaps += one.inFlight
    one.inFlight += 1
    setTimeout(
      () => {
        one.inFlight -= 1
        json((s) => success(s, { customer_account_token: `token-${id}` }, status))(sent, response, request)
      },
      200 + Math.random() * 400,
    )
  }
}

describeWithRedis('a fleet', () => {
  let redis: RedisServer
  const nodes: Node[] = []
  const everStarted: Node[] = []

  beforeAll(async () => {
    redis = await startRedis()
  })
  afterAll(async () => {
    for (const { child } of everStarted) child.kill('SIGKILL')
    await redis.stop()
  })

  /** Sends the capture to a random process until one responds, as a load balancer does. */
  async function captureAnywhere(sealed: string, key: string): Promise<Response> {
    for (;;) {
      const node = nodes[Math.floor(Math.random() * nodes.length)]
      const response = await capture(node?.url ?? '', sealed, key).catch(() => undefined)
      if (response) return response
      await sleep(50)
    }
  }

  /** Repeats the same content under the same key until the outcome is known, as the frame does. */
  async function captureUntilKnown(sealed: string, key: string): Promise<string> {
    const deadline = Date.now() + TIMEOUT_MS
    while (Date.now() < deadline) {
      const response = await captureAnywhere(sealed, key)
      const body = (await response.json()) as {
        customer_account_token?: string
        code?: string
        retryable?: boolean
      }
      if (body.customer_account_token) return body.customer_account_token
      if (!body.retryable) return body.code ?? 'nothing'
      await sleep(500)
    }
    return 'timed out'
  }

  it('ends each session with one token while processes are killed, restarted and replaced', async () => {
    const seen = new Map<string, Seen>()
    const gateway = await startGateway(slowly(seen))
    const settings = {
      INGO_URL: gateway.url,
      REDIS_URL: redis.url,
      ...unlimited,
      INGO_REQUESTS_PER_SECOND: '5',
    }
    const start = async () => {
      const node = await startNode(settings)
      everStarted.push(node)
      return node
    }
    nodes.push(...(await Promise.all(Array.from({ length: PROCESSES }, start))))
    const server = { url: nodes[0]?.url ?? '', secretKey: SECRET_KEY }
    const sessions = await Promise.all(
      Array.from({ length: SESSIONS }, (_, index) =>
        createSession(server, { origin: ORIGIN, participant_unique_id1: `order-${index}` }),
      ),
    )

    const killAndRoll = async () => {
      await sleep(250)
      const [victim] = nodes.splice(1, 1)
      victim?.child.kill('SIGKILL')
      nodes.push(await start())
      const old = nodes.splice(0, 2)
      nodes.push(await start(), await start())
      const ended = old.map(({ child }) => once(child, 'exit'))
      for (const { child } of old) child.kill('SIGTERM')
      const codes = (await Promise.all(ended)) as [number | null][]
      expect(codes.map(([code]) => code)).toEqual([0, 0])
    }
    // Three requests at once for each session, as from a page and its reload.
    const repeatedCaptures = sessions.flatMap(({ url }, index) => {
      const key = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`
      const sealed = new URL(url).hash.slice(1)
      return [1, 2, 3].map(() => captureUntilKnown(sealed, key))
    })
    const [responses] = await Promise.all([Promise.all(repeatedCaptures), killAndRoll()])

    const expected = sessions.flatMap((_, index) => Array<string>(3).fill(`token-order-${index}`))
    expect(responses).toEqual(expected)
    // No two processes worked on one session at a time, and a session had at most one repeated call.
    expect([...seen.values()].map(({ overlaps }) => overlaps)).toEqual(Array<number>(SESSIONS).fill(0))
    expect(Math.max(...[...seen.values()].map(({ calls }) => calls))).toBeLessThanOrEqual(2)
    const survivor = { url: nodes[0]?.url ?? '', secretKey: SECRET_KEY }
    for (const [index, { id }] of sessions.entries()) {
      expect(await retrieveSession(survivor, id)).toMatchObject({
        status: 'tokenized',
        attempts: 1,
        customer_account_token: `token-order-${index}`,
      })
    }
  }, 120_000)
})
