/** The events about reviews, as a receiver gets them. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { NOW, postSigned, sampleCard, startSimulator } from './client.case.js'

const DAY_S = 86_400
const CLEARED = '4000000000001307'
const FAILED = '4000000000001315'

type Event = { event: string; event_code: number; data: Record<string, unknown> }

/** `status` is the HTTP status of the receiver's response. */
async function startReceiver() {
  const received: Event[] = []
  const current = { status: 200 }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push(JSON.parse(Buffer.concat(chunks).toString()) as Event)
      response.writeHead(current.status).end()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received, current }
}

async function start() {
  const receiver = await startReceiver()
  const port = await startSimulator({ webhookUrl: receiver.url })
  const put = async (path: string, body: object) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'PUT',
      body: JSON.stringify(body),
    })
    return { http: response.status, ...((await response.json()) as object) }
  }
  /** Verifies a card, at the simulator's current time. */
  const verify = (participant_unique_id1: string, account: string) =>
    postSigned(port, sampleCard({ participant_unique_id1, account }))
  return { ...receiver, port, put, verify }
}

it('sends the end of each review two days later by its clock, once', async () => {
  const { put, verify, received } = await start()
  const first = await verify('order-1', CLEARED)
  await verify('order-2', FAILED)
  await verify('order-3', '4111111111111111')
  expect(await put('/clock', { offset_s: 2 * DAY_S - 1 })).toEqual({
    ...{ http: 200, offset_s: 2 * DAY_S - 1 },
    now: new Date(NOW + (2 * DAY_S - 1) * 1000).toISOString(),
  })
  expect(received).toEqual([])
  for (const reviews of [['order-1', 'order-2'], undefined]) {
    const reply = await put('/clock', { offset_s: 2 * DAY_S })
    expect(reply).toMatchObject(reviews ? { reviews } : { http: 200 })
  }
  expect(received).toMatchObject([
    { event: 'OFAC Status Cleared', event_code: 1107, data: { participant_unique_id1: 'order-1' } },
    { event: 'OFAC Status Failed', event_code: 1108, data: { participant_unique_id1: 'order-2' } },
  ])
  expect(received[0]?.data.customer_account_token).toBe(first.data?.customer_account_token)
  // After a cleared review, Ingo knows the account.
  await put('/clock', { offset_s: 0 })
  expect((await verify('order-1', CLEARED)).status).toBe(101)
  expect((await verify('order-2', FAILED)).status).toBe(130)
})

it('ends one review at once, by PUT /reviews', async () => {
  const { put, verify, received } = await start()
  await verify('order-1', CLEARED)
  const body = { participant_unique_id1: 'order-1', outcome: 'failed' }
  expect(await put('/reviews', body)).toEqual({ http: 200, ...body, sent: 200 })
  expect(received.map(({ event_code }) => event_code)).toEqual([1108])
  expect(await put('/reviews', body)).toMatchObject({ http: 404 })
})

it('sends an event again if the receiver did not accept it', async () => {
  const { put, verify, received, current } = await start()
  await verify('order-1', CLEARED)
  current.status = 409
  const body = { participant_unique_id1: 'order-1', outcome: 'cleared' }
  expect(await put('/reviews', body)).toMatchObject({ http: 200, sent: 409 })
  current.status = 200
  expect(await put('/clock', { offset_s: 3 * DAY_S })).toMatchObject({ reviews: ['order-1'] })
  expect(received.map(({ event_code }) => event_code)).toEqual([1107, 1107])
})

it.each([
  [{}, 400],
  [{ participant_unique_id1: 'order-1', outcome: 'lost' }, 400],
  [{ participant_unique_id1: 'order-1', outcome: 'cleared', more: 1 }, 400],
  [{ participant_unique_id1: 'order-9', outcome: 'cleared' }, 404],
])('rejects %j with %i', async (body, http) => {
  const { put } = await start()
  expect(await put('/reviews', body)).toMatchObject({ http, status: http })
})

it('sends nothing without a URL', async () => {
  const port = await startSimulator()
  await postSigned(port, sampleCard({ participant_unique_id1: 'order-1', account: CLEARED }))
  const body = JSON.stringify({ participant_unique_id1: 'order-1', outcome: 'cleared' })
  const response = await fetch(`http://127.0.0.1:${port}/reviews`, { method: 'PUT', body })
  expect(response.status).toBe(409)
})
