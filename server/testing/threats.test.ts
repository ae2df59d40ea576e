/** Attacks across parts of the server: on sessions, on merchants, and through differences between JSON parsers. */
import { expect, it } from 'vitest'
import { sessionRequest } from '../../contract/sessionRequest.js'
import { card, environment, NOW, ORIGIN, SECRET_KEY, start, startApp } from './app.case.js'
import { readResponse, removeRandomValues } from './app.case.js'
import { parseConfig } from '../config/config.js'
import { createSession, sealSession, type Session } from '../sessions/sealedSession.js'

const least = { origin: ORIGIN }

it('creates a session only for a valid secret key', async () => {
  const { app, create, open } = startApp({})
  const { sealed } = await open()
  for (const key of [sealed, 'sk_of_nobody_0123456789abcdef', `${SECRET_KEY}x`, SECRET_KEY.slice(0, -1)]) {
    expect(await readResponse(create(least, key))).toMatchObject({ http: 401, code: 'unauthorized' })
  }
  const bare = app.request('/v1/sessions', { method: 'POST', body: JSON.stringify(least) })
  expect(await readResponse(bare)).toMatchObject({ http: 401 })
})

/** Seals a session with the server's own key and changed values. */
function reseal(session: Session, change: Partial<Record<keyof Session, unknown>>): string {
  return sealSession({ ...session, ...change } as Session, parseConfig(environment).sealingKeys)
}

it.each([
  ['of another version', { v: 1 }],
  ['of a removed merchant', { merchant: 'other' }],
  ['for a removed origin', { request: { ...sessionRequest.parse(least), origin: 'https://old.example' } }],
])('rejects a session %s', async (_name, change) => {
  const { app, store } = startApp({})
  const session = createSession('demo', sessionRequest.parse(least), NOW)
  // Each merchant has a record of the session, so a missing record isn't the reason for the rejection.
  for (const merchant of ['demo', 'other'])
    await store.create({ merchant, id: session.id, maxAttempts: 5, expiresAt: session.expiresAt, now: NOW })
  const ask = (sealed: string) =>
    readResponse(app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } }))
  expect(await ask(reseal(session, {}))).toMatchObject({ http: 200 })
  expect(await ask(reseal(session, change))).toMatchObject({ http: 401, code: 'unauthorized' })
})

it('responds alike for another merchant’s session and an unknown session', async () => {
  const { store, backend } = startApp({})
  const theirs = {
    merchant: 'other',
    id: crypto.randomUUID(),
    maxAttempts: 5,
    expiresAt: NOW + 1000,
    now: NOW,
  }
  await store.create(theirs)
  const seen = async (id: string) => {
    const response = await backend(`/${id}`)
    const { request_id: _, ...body } = (await response.json()) as Record<string, unknown>
    const { 'x-request-id': __, ...headers } = Object.fromEntries(response.headers)
    return { status: response.status, body, headers }
  }
  const foreign = await seen(theirs.id)
  expect(foreign).toMatchObject({ status: 404, body: { code: 'not_found' } })
  expect(foreign).toEqual(await seen(crypto.randomUUID()))
})

it.each([
  ['a key', (body: string) => `{"account":"${card.account}",${body.slice(1)}`, 'account'],
  ['an escaped key', (body: string) => `{"\\u0061ccount":"${card.account}",${body.slice(1)}`, 'account'],
  ['a nested key', () => '{"a":{"b":[{"c":1,"c":2}]}}', 'a.b.c'],
  ['a key with digits', (body: string) => `{"4111":1,"4111":2,${body.slice(1)}`, undefined],
])('rejects %s that is a duplicate in the JSON body, at both doors', async (_name, write, field) => {
  const { gateway, open, app } = await start()
  const session = await open()
  const headers = { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' }
  const body = write(JSON.stringify(card))
  const answers = [
    await readResponse(session.capture(body)),
    await readResponse(app.request('/v1/sessions', { method: 'POST', headers, body })),
  ]
  for (const answer of answers) {
    expect(answer).toMatchObject({ http: 400, detail: expect.stringContaining('duplicate key') as string })
    expect(answer.field).toBe(field)
    expect(removeRandomValues(JSON.stringify(answer))).not.toContain('4111')
  }
  expect(gateway.received).toEqual([])
})

it.each(['application/json;charset=utf-16', 'application/json; q=1', 'text/json', 'application/json,x/y'])(
  'rejects the content type %s',
  async (type) => {
    const { open } = startApp({})
    const answer = await readResponse(
      (await open()).capture(card, crypto.randomUUID(), { 'Content-Type': type }),
    )
    expect(answer).toMatchObject({ http: 415, detail: expect.stringContaining('Content-Type') as string })
  },
)

it.each([
  'application/json; charset="utf-8"',
  'application/json;charset="UTF-8"',
  'Application/JSON; Charset=UTF-8',
])('reads a body of the content type %s', async (type) => {
  const { open } = startApp({})
  const { http } = await readResponse(
    (await open()).capture(card, crypto.randomUUID(), { 'Content-Type': type }),
  )
  expect(http).not.toBe(415)
})

it('rejects a byte order mark before any gateway call', async () => {
  const { gateway, open } = await start()
  expect(await readResponse((await open()).capture(`\ufeff${JSON.stringify(card)}`))).toMatchObject({
    http: 400,
    detail: 'The body begins with a byte order mark. Send it without one.',
  })
  expect(gateway.received).toEqual([])
})

it.each([
  ['a number for digits', { account: 4111111111111111 }, 'account'],
  ['a number for the CVV', { cvv: 123 }, 'cvv'],
  ['digits of another script', { account: '٤١١١١١١١١١١١١١١١' }, 'account'],
  ['a line feed', { account: `${card.account}\n` }, 'account'],
  ['a NUL', { recipient_city: 'Any\u0000town' }, 'recipient_city'],
  ['a lone surrogate', { recipient_city: 'Any\ud83dtown' }, 'recipient_city'],
  ['a gateway URL', { url: 'https://evil.example' }, 'url'],
  ['a host', { host: 'evil.example' }, 'host'],
  ['a header', { headers: { 'X-A': 'b' } }, 'headers'],
])('rejects %s before any gateway call', async (_name, change, field) => {
  const { gateway, open } = await start()
  expect(await readResponse((await open()).capture({ ...card, ...change }))).toMatchObject({
    http: 400,
    field,
  })
  expect(gateway.received).toEqual([])
})

it('rejects bytes that aren’t UTF-8 before any gateway call', async () => {
  const { gateway, open, app } = await start()
  const { sealed } = await open()
  const body = Buffer.from(JSON.stringify({ ...card, recipient_city: 'Any?town' }))
  body[body.indexOf('?')] = 0xff
  const headers = {
    Authorization: `Bearer ${sealed}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': crypto.randomUUID(),
  }
  const response = app.request('/v1/captures', { method: 'POST', body, headers })
  expect(await readResponse(response)).toMatchObject({ http: 400, code: 'invalid_request' })
  expect(gateway.received).toEqual([])
})

it('sends its own headers to the gateway, whatever the client sends', async () => {
  const { gateway, open } = await start()
  const said = {
    'X-Date': 'Thu, 01 Jan 1970 00:00:00 GMT',
    'X-Forwarded-For': '203.0.113.9',
    'Content-sha512': 'x',
    Cookie: 'a=b',
    'X-Ingo': 'evil',
    Host: 'evil.example',
  }
  expect(await readResponse((await open()).capture(card, crypto.randomUUID(), said))).toMatchObject({
    http: 200,
  })
  expect(gateway.received[0]?.rawHeaders.join(' ')).not.toMatch(/1970|203\.0|a=b|evil/)
})
