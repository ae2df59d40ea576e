import { compactDecrypt } from 'jose'
import { expect, it } from 'vitest'
import {
  environment,
  json,
  NOW,
  ORIGIN,
  SECRET_KEY,
  start,
  startApp,
  removeRandomValues,
  success,
  readResponse,
} from '../testing/app.case.js'

const least = { origin: ORIGIN, participant_unique_id1: 'order-1' }

it('creates a session whose URL carries it sealed in the fragment, and nothing in plain text', async () => {
  const { create } = startApp({})
  const response = await create({ ...least, recipient: { recipient_first_name: 'Alex' } })
  const body = (await response.json()) as Record<string, string>
  expect(response.status).toBe(201)
  expect(Object.keys(body).sort()).toEqual(['expires_at', 'id', 'participant_unique_id1', 'url'])
  expect(body.expires_at).toBe(new Date(NOW + 1_800_000).toISOString())
  const [address, sealed = ''] = body.url?.split('#') ?? []
  expect(address).toBe('http://127.0.0.1:4180/frame/demo?form=card')
  expect(sealed.split('.').length).toBe(5)
  const key = Buffer.from(environment.CAPTURE_SEALING_KEYS ?? '', 'base64')
  const { plaintext } = await compactDecrypt(sealed, key)
  expect(Buffer.from(plaintext).toString()).toContain('Alex')
})

it('uses time-ordered UUIDs as session ids', async () => {
  const { create, time } = startApp({})
  const ids: string[] = []
  for (const later of [0, 1, 86_400_000]) {
    time.now = NOW + later
    ids.push(((await (await create(least)).json()) as { id: string }).id)
  }
  expect([...ids].sort()).toEqual(ids)
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(parseInt(ids[0]?.replace('-', '').slice(0, 12) ?? '', 16)).toBe(NOW)
})

it('returns a session’s status only to the merchant’s backend', async () => {
  const { create, backend, app } = startApp({})
  const { id } = (await (await create(least)).json()) as { id: string }
  expect(await readResponse(backend(`/${id}`))).toMatchObject({ http: 200, id, status: 'open', attempts: 0 })
  expect(await readResponse(backend(`/${id}`, {}, 'sk_another_key_0123456789abcdef'))).toMatchObject({
    http: 401,
  })
  expect(await readResponse(app.request(`/v1/sessions/${id}`))).toMatchObject({
    http: 401,
    code: 'unauthorized',
  })
  expect(await readResponse(backend('/no-such-session'))).toMatchObject({ http: 404, code: 'not_found' })
})

it.each([
  ['origin', { origin: undefined }],
  ['origin', { origin: 'https://shop.example/checkout' }],
  ['participant_unique_id1', { participant_unique_id1: '' }],
  ['account', { account: '4111111111111111' }],
  ['cvv', { cvv: '123' }],
  ['expiration_date', { expiration_date: '2612' }],
  ['recipient.recipient_state', { recipient: { recipient_state: 'ZZ' } }],
  ['recipient.account', { recipient: { account: '4111111111111111' } }],
  ['account_types.0', { account_types: ['paypal'] }],
  ['max_attempts', { max_attempts: 21 }],
  ['expires_in', { expires_in: 59 }],
  ['amount', { amount: '1e3' }],
  ['amount', { amount: 0.001 }],
  ['recipient_fields', { recipient_fields: 'hidden' }],
])('rejects an invalid %s and names the field', async (field, change) => {
  const { create, lines } = startApp({})
  const answer = await readResponse(create({ ...least, ...change }))
  expect(answer).toMatchObject({
    http: 400,
    code: 'invalid_request',
    field,
    mime: 'application/problem+json',
  })
  expect(removeRandomValues(JSON.stringify(answer) + lines.join(''))).not.toContain('4111')
})

it('rejects an origin that is not the merchant’s', async () => {
  const { create } = startApp({})
  expect(await readResponse(create({ ...least, origin: 'https://evil.example' }))).toMatchObject({
    http: 403,
    code: 'origin_not_allowed',
  })
})

it('rejects a recipient that is too long to be sealed into a header', async () => {
  const { create } = startApp({})
  const recipient = Object.fromEntries(
    ['first_name', 'last_name', 'address1', 'address2', 'city'].map((name) => [
      `recipient_${name}`,
      '李'.repeat(255),
    ]),
  )
  const ids = { participant_unique_id1: '李'.repeat(255), participant_unique_id2: '李'.repeat(255) }
  expect(await readResponse(create({ ...least, ...ids, recipient }))).toMatchObject({
    http: 400,
    field: 'recipient',
  })
})

it('accepts either of two secret keys during a rotation', async () => {
  const { create } = startApp({ CAPTURE_SECRET_KEY: `${SECRET_KEY},sk_next_9tRwK3mPx7LqZ2vBc` })
  for (const key of [SECRET_KEY, 'sk_next_9tRwK3mPx7LqZ2vBc'])
    expect((await create(least, key)).status).toBe(201)
})

it('returns to the frame only the data that its form needs', async () => {
  const { open, app } = startApp({ INGO_CVV: 'optional' })
  const { sealed } = await open({ amount: 12, recipient: { recipient_city: 'Anytown' }, locale: 'es' })
  const response = await app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } })
  expect(await response.json()).toEqual({
    origin: ORIGIN,
    funnel: true,
    account_types: ['card'],
    cvv: 'optional',
    expiration_date: 'required',
    recipient: { recipient_city: 'Anytown' },
    recipient_fields: 'editable',
    locale: 'es',
    attempts_left: 5,
    expires_at: new Date(NOW + 1_800_000).toISOString(),
    server_time: new Date(NOW).toISOString(),
    test: true,
    is_new: true,
  })
})

it('returns the token or the end of the session to a reloaded frame', async () => {
  const { open, app } = await start(
    json((s) => success(s)),
    json((s) => ({ ...success(s), status: 600, data: {} })),
  )
  const ask = (sealed: string) =>
    app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } })
  const good = await open({ reveal: ['last_4'] })
  const answer = await (await good.capture()).json()
  expect(await readResponse(ask(good.sealed))).toMatchObject({
    http: 200,
    tokenized: { account_type: 'card', answer },
  })
  const refused = await open({ max_attempts: 1 })
  await refused.capture()
  expect(await readResponse(ask(refused.sealed))).toMatchObject({ http: 429, code: 'attempts_exhausted' })
})

it('rejects an expired and a forged session with their codes', async () => {
  const { open, app, time } = startApp({})
  const session = await open({ expires_in: 60 })
  const ask = (sealed: string) =>
    app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } })
  // Changes the last characters of the tag.
  const forged = session.sealed.slice(0, -2) + (session.sealed.endsWith('AA') ? 'BA' : 'AA')
  expect(await readResponse(ask(forged))).toMatchObject({
    http: 401,
    code: 'unauthorized',
    detail: expect.stringMatching(
      /^The session in the url is invalid\. Give the page the whole url/,
    ) as string,
  })
  time.now += 60_000
  expect(await readResponse(ask(session.sealed))).toMatchObject({ http: 410, code: 'session_expired' })
  expect(await readResponse(session.capture())).toMatchObject({ http: 410, code: 'session_expired' })
  expect(await session.status()).toMatchObject({ status: 'expired' })
})

it('sends the session’s hidden values to the gateway, and rejects other values from the frame', async () => {
  const { gateway, open, app } = await start()
  const recipient = {
    recipient_first_name: 'Alex',
    recipient_last_name: 'Rivera',
    recipient_address1: '1 Main St',
    recipient_city: 'Anytown',
    recipient_state: 'GA',
    recipient_zip: '00000',
  }
  const session = await open({ recipient_fields: 'hidden', recipient })
  expect(session.url).toContain('?form=card.no-recipient#')
  const shown = await app.request('/v1/session', { headers: { Authorization: `Bearer ${session.sealed}` } })
  expect(await shown.text()).not.toContain('Rivera')
  const number = { account_type: 'card', account: '4111111111111111', expiration_date: '2612', cvv: '123' }
  const answer = await readResponse(session.capture({ ...number, recipient_zip: '30301' }))
  expect(answer).toMatchObject({ http: 400, field: 'recipient_zip' })
  expect(await readResponse(session.capture(number))).toMatchObject({ http: 200 })
  expect(gateway.received[0]?.sent).toMatchObject(recipient)
})
