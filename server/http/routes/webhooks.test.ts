import { expect, it } from 'vitest'
import {
  card,
  json,
  readResponse,
  SECRET_KEY,
  startApp,
  startGateway,
  success,
} from '../../testing/app.case.js'
import { startReceiver, WEBHOOK_SECRET } from '../../testing/receiver.case.js'

async function startWithEvents(count: number, settings: Record<string, string> = {}) {
  const receiver = await startReceiver()
  const gateway = await startGateway(json((sent) => success(sent)))
  const hook = { CAPTURE_WEBHOOK_URL: receiver.url, CAPTURE_WEBHOOK_SECRET: WEBHOOK_SECRET, ...settings }
  const app = startApp({ INGO_URL: gateway.url, ...hook })
  const headers = { Authorization: `Bearer ${SECRET_KEY}` }
  const ask = (path: string, method = 'GET') =>
    readResponse(app.app.request(`/v1/webhooks${path}`, { method, headers }))
  for (let index = 0; index < count; index++) await (await app.open()).capture(card)
  const list = async (query: string) => {
    const { events, has_more } = (await ask(query)) as { events: { id: string }[]; has_more: boolean }
    return { ids: events.map(({ id }) => id), has_more }
  }
  return { ...app, receiver, ask, list }
}

it('lists events in pages, newest first, or oldest first after an event', async () => {
  const { list } = await startWithEvents(3)
  const { ids, has_more } = await list('')
  expect([ids.length, has_more]).toEqual([3, false])
  expect(await list('?limit=2')).toEqual({ ids: ids.slice(0, 2), has_more: true })
  expect(await list(`?limit=2&before=${ids[1]}`)).toEqual({ ids: ids.slice(2), has_more: false })
  expect(await list(`?limit=1&after=${ids[2]}`)).toEqual({ ids: [ids[1]], has_more: true })
})

it('shows the result of the delivery, and sends an event again', async () => {
  const { ask, webhooks, receiver } = await startWithEvents(1)
  receiver.current.answer = (response) => response.writeHead(500).end()
  await webhooks.deliver()
  const { events } = (await ask('')) as { events: { id: string; delivery: object }[] }
  expect(events).toMatchObject([
    { type: 'session.tokenized', delivery: { status: 'pending', tries: 1, error: '500' } },
  ])
  receiver.current.answer = (response) => response.writeHead(204).end()
  const id = events[0]?.id ?? ''
  expect(await ask(`/${id}/resend`, 'POST')).toMatchObject({ http: 202, id, status: 'pending' })
  await webhooks.deliver()
  expect(receiver.received.map((event) => event.id)).toEqual([id, id])
  expect((await ask('')).events).toMatchObject([{ delivery: { status: 'delivered' } }])
  expect(await ask('/evt_none/resend', 'POST')).toMatchObject({
    ...{ http: 404, code: 'not_found' },
    detail: expect.stringMatching(/^The event is unknown to this merchant/) as string,
  })
})

it('lists no token, although the sent events have it', async () => {
  const { ask, webhooks, receiver } = await startWithEvents(1, { CAPTURE_WEBHOOK_TOKEN: 'true' })
  await webhooks.deliver()
  expect(receiver.received[0]?.body.data).toHaveProperty('customer_account_token')
  const { events } = (await ask('')) as { events: { data: object }[] }
  expect(events).toHaveLength(1)
  expect(events[0]?.data).not.toHaveProperty('customer_account_token')
})

it.each([
  ['?before=evt_of_another', 'before', /^before: is no event of this merchant\. Send the id/],
  ['?after=%00', 'after', /^after: should be the id of an entry of the page before$/],
  ['?after=a&before=b', 'before', /^before: is invalid beside after/],
  ['?limit=0', 'limit', /^limit: should be a whole number, 1 to 100$/],
  ['?limit=101', 'limit', /^limit: should be/],
  ['?limit=1&limit=2', 'limit', /^limit: duplicate parameter/],
  ['?limits=1', 'limits', /^limits: unknown parameter\. Is limit meant\?$/],
])('rejects the query %s', async (query, field, detail) => {
  const { ask } = await startWithEvents(0)
  expect(await ask(query)).toMatchObject({
    ...{ http: 400, code: 'invalid_request', field },
    detail: expect.stringMatching(detail) as string,
  })
})

it('requires the secret key, a merchant with webhooks, and a URL to send to', async () => {
  const { app } = startApp({})
  expect(await readResponse(app.request('/v1/webhooks'))).toMatchObject({ http: 401 })
  const headers = { Authorization: `Bearer ${SECRET_KEY}` }
  expect(await readResponse(app.request('/v1/webhooks', { headers }))).toMatchObject({
    ...{ http: 501, code: 'not_available' },
    detail: expect.stringContaining('Set CAPTURE_WEBHOOK_SECRET') as string,
  })
  const { ask, list } = await startWithEvents(1, { CAPTURE_WEBHOOK_URL: '' })
  const { ids } = await list('')
  expect(await ask(`/${ids[0]}/resend`, 'POST')).toMatchObject({ http: 501, code: 'not_available' })
})
