import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { createWebhooks, RECEIVER } from './webhooks.js'

const key = Buffer.from('a secret of the tests, 32 bytes!')
const secret = `whsec_${key.toString('base64')}`

function send(id: string, type: string, signingKey = key) {
  const body = JSON.stringify({
    type,
    timestamp: '2026-06-15T12:00:00.000Z',
    data: { id: 's1', status: 'tokenized' },
  })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', signingKey).update(`${id}.${timestamp}.${body}`).digest('base64')
  const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
  return { method: 'POST', body, headers }
}
const read = async (shop: ReturnType<typeof createWebhooks>) =>
  (await (await shop.request('/api/session/s1/events')).json()) as { events: { type: string }[] }

it('shows each verified event of a session once', async () => {
  const shop = createWebhooks(secret)
  const request = send('evt_1', 'session.resolved')
  for (const each of [request, request, send('evt_2', 'session.tokenized')])
    expect((await shop.request(RECEIVER, each)).status).toBe(204)
  const { events } = await read(shop)
  expect(events.map(({ type }) => type)).toEqual(['session.resolved', 'session.tokenized'])
})

it('rejects a request that the capture server has not signed', async () => {
  const shop = createWebhooks(secret)
  const response = await shop.request(RECEIVER, send('evt_1', 'session.tokenized', Buffer.alloc(32, 'x')))
  expect(response.status).toBe(400)
  expect((await read(shop)).events).toEqual([])
})

it('has no receiver without a secret, and says so to its page', async () => {
  const shop = createWebhooks()
  expect((await shop.request(RECEIVER, send('evt_1', 'session.tokenized'))).status).toBe(404)
  expect(await read(shop)).toEqual({ is_on: false, events: [] })
})
