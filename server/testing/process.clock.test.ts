/** Retries a gateway request with a real process and the real clock. */
import { expect, it, onTestFinished } from 'vitest'
import { json, ORIGIN, SECRET_KEY, startGateway, success } from './app.case.js'
import { createSession } from 'ingo-capture/backend'
import { capture, startNode, unlimited } from './serveProcess.case.js'

it('retries a request with an unknown outcome after 4 s: same bytes and id, new date and signature', async () => {
  const at: number[] = []
  const gateway = await startGateway(
    (_sent, _response, request) => {
      at.push(performance.now())
      request.socket.resetAndDestroy()
    },
    (sent, response, request) => {
      at.push(performance.now())
      json((s) => success(s, {}, 101))(sent, response, request)
    },
  )
  const node = await startNode({ ...unlimited, INGO_URL: gateway.url })
  onTestFinished(() => void node.child.kill('SIGKILL'))
  const server = { url: node.url, secretKey: SECRET_KEY }
  const { url } = await createSession(server, { origin: ORIGIN, participant_unique_id1: 'order-1' })
  expect((await capture(node.url, new URL(url).hash.slice(1), crypto.randomUUID())).status).toBe(200)

  const [first, second, ...more] = gateway.received
  expect(more).toEqual([])
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(3990)
  expect(second?.body).toBe(first?.body)
  expect(second?.sent.participant_unique_id1).toBe('order-1')
  const headerValue = (headers: string[] | undefined, name: string) =>
    headers?.[headers.findIndex((each) => each.toLowerCase() === name) + 1]
  const [before, after] = [first, second].map((each) =>
    Date.parse(headerValue(each?.rawHeaders, 'x-date') ?? ''),
  )
  expect((after ?? 0) - (before ?? 0)).toBeGreaterThanOrEqual(3000)
  expect(headerValue(second?.rawHeaders, 'authorization')).not.toBe(
    headerValue(first?.rawHeaders, 'authorization'),
  )
}, 20_000)
