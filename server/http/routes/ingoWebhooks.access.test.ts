/** The senders of Ingo's events, the server's responses, and what the log contains about the events. */
import { expect, it } from 'vitest'
import { json, SECRET_KEY, startApp, success } from '../../testing/app.case.js'
import { ingoSettings, PATH_SECRET, startReviewing } from '../../testing/ingoEvents.case.js'

const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const OTHER_SECRET = 'another-path-secret-of-the-tests'
const underReview = json((sent) => success(sent, {}, 130))
const event = { event_code: 1107, participant_unique_id1: 'order-1' }
const NOT_FOUND = { status: 404, code: 'not_found' }

it('does not exist unless it is configured', async () => {
  const { send } = await startReviewing({ settings: { INGO_WEBHOOK_SECRET: '', INGO_WEBHOOK_ADDRESSES: '' } })
  expect(await send(event)).toMatchObject(NOT_FOUND)
})

it('says not_found for a wrong secret, as for an unknown merchant and an unknown path', async () => {
  const { send, app, metrics } = await startReviewing({})
  const wrong = await send(event, { secret: `${PATH_SECRET}x` })
  const foreign = await send(event, { merchant: 'unknown' })
  const unknown = (await (await app.request('/v1/ingo', { method: 'POST' })).json()) as object
  for (const answer of [wrong, foreign, unknown]) {
    expect(answer).toMatchObject(NOT_FOUND)
    expect({ ...answer, request_id: '' }).toEqual({ ...wrong, request_id: '' })
  }
  expect(await metrics.registry.metrics()).not.toContain('outcome="rejected"')
})

it('accepts both secrets during a rotation', async () => {
  const settings = { INGO_WEBHOOK_SECRET: `${OTHER_SECRET},${PATH_SECRET}` }
  const { send } = await startReviewing({ settings })
  for (const secret of [OTHER_SECRET, PATH_SECRET])
    expect(await send(event, { secret })).toEqual({ status: 200, result: 'unknown_session' })
})

it.each([
  ['127.0.0.1', 200],
  ['192.0.2.255', 200],
  ['::ffff:192.0.2.7', 200],
  ['2001:db8:1:2::9', 200],
  ['192.0.3.1', 403],
  ['2001:db8:2::1', 403],
  ['::1', 403],
])('takes events of the configured addresses alone: %s', async (from, status) => {
  const { send, lines } = await startReviewing({})
  const answer = await send(event, { from })
  expect(answer.status).toBe(status)
  if (status === 403) expect(lines.join('')).toContain('"outcome":"rejected","reason":"address"')
})

it('reads the address behind the operator’s own proxies, and believes no other', async () => {
  const forwarded = { 'X-Forwarded-For': '192.0.2.7' }
  const direct = await startReviewing({})
  expect(await direct.send(event, { from: '10.0.0.1', headers: forwarded })).toMatchObject({ status: 403 })
  const proxied = await startReviewing({ settings: { CAPTURE_TRUSTED_PROXIES: '1' } })
  expect(await proxied.send(event, { from: '10.0.0.1', headers: forwarded })).toMatchObject({ status: 200 })
  const forged = { 'X-Forwarded-For': '192.0.2.7, 198.51.100.1' }
  expect(await proxied.send(event, { from: '10.0.0.1', headers: forged })).toMatchObject({ status: 403 })
})

it.each([
  ['no JSON', '{"event_code":1107', {}, 400, 'rejected'],
  ['a duplicate key', '{"event_code":1107,"event_code":1108}', {}, 400, 'rejected'],
  [
    'another type',
    'event_code=1107',
    { 'Content-Type': 'application/x-www-form-urlencoded' },
    415,
    'rejected',
  ],
  ['too many bytes', JSON.stringify({ ...event, padding: 'x'.repeat(16 * 1024) }), {}, 413, ''],
  ['no id', { event_code: 1107, name: 'Alex Rivera' }, {}, 422, 'unknown_shape'],
  ['another event', { event_code: 1101 }, {}, 200, 'other_event'],
])('answers a body with %s, and counts it', async (_name, body, headers, status, outcome) => {
  const { send, metrics, lines } = await startReviewing({})
  expect((await send(body, { headers })).status).toBe(status)
  const counted = await metrics.registry.metrics()
  const series = `ingo_capture_ingo_webhooks_total{merchant="demo",outcome="${outcome}"} 1`
  expect(counted.includes(series)).toBe(outcome !== '')
  expect(lines.join('')).not.toContain('Rivera')
})

it('keeps what Ingo sends out of logs and errors, and its secret out of everything', async () => {
  const { review, send, lines, metrics, app, sentEvents } = await startReviewing({}, underReview)
  const { participant_unique_id1 } = await review()
  const sent = {
    event_code: 1107,
    participant_unique_id1,
    customer_account_token: TOKEN,
    name: 'Alex Rivera',
  }
  const answers = [
    await send({ ...sent, customer_account_token: `${TOKEN}x` }),
    await send(sent),
    await send(sent),
  ]
  expect(answers.map(({ status }) => status)).toEqual([409, 200, 200])
  expect(await sentEvents()).toHaveLength(3)
  const shapes = await app.request('/v1/shapes', { headers: { Authorization: `Bearer ${SECRET_KEY}` } })
  const places = [
    lines.join(''),
    JSON.stringify(answers),
    await metrics.registry.metrics(),
    await shapes.text(),
  ]
  for (const place of places)
    for (const secret of [TOKEN, PATH_SECRET, 'Rivera']) expect(place).not.toContain(secret)
  expect(places[0]).toMatch(/"msg":"ingo webhook"/)
  expect(places[0]).toMatch(/"session":"[^"]+","outcome":"applied"/)
})

it('has the token in the backend’s webhook only if the operator wants it', async () => {
  for (const CAPTURE_WEBHOOK_TOKEN of ['true', 'false']) {
    const { review, send, sentEvents, receiver } = await startReviewing(
      { settings: { CAPTURE_WEBHOOK_TOKEN } },
      underReview,
    )
    const { participant_unique_id1 } = await review()
    await send({ event_code: 1107, participant_unique_id1 })
    await sentEvents()
    const tokens = receiver.received.map(({ body }) => body.data.customer_account_token)
    expect(tokens).toEqual(
      CAPTURE_WEBHOOK_TOKEN === 'true' ? [undefined, TOKEN, TOKEN] : [undefined, undefined, undefined],
    )
  }
})

it('lists the names that Ingo sends, with their types', async () => {
  const { send, app } = await startReviewing({})
  await send({ event_code: 1107, data: { participant_unique_id1: 'order-1', 'Alex Rivera': 1 } })
  const response = await app.request('/v1/shapes', { headers: { Authorization: `Bearer ${SECRET_KEY}` } })
  const { shapes } = (await response.json()) as {
    shapes: { operation: string; path: string; type: string }[]
  }
  expect(shapes.map(({ operation, path, type }) => `${operation} ${path} ${type}`)).toEqual([
    'webhook event_code number',
    'webhook data object',
    'webhook data.participant_unique_id1 string',
    'webhook data.* number',
  ])
})

it('rejects events in an embedded app whose host names no address', async () => {
  const { app } = startApp(ingoSettings, undefined, true)
  const init = {
    method: 'POST',
    body: JSON.stringify(event),
    headers: { 'Content-Type': 'application/json' },
  }
  expect((await app.request(`/v1/ingo/webhooks/demo/${PATH_SECRET}`, init)).status).toBe(403)
})
