import { describe, expect, it } from 'vitest'
import {
  card,
  json,
  ORIGIN,
  start,
  startApp,
  startGateway,
  removeRandomValues,
  success,
  readResponse,
} from '../testing/app.case.js'

const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'

describe('a capture rejected before any gateway call', () => {
  it.each([
    ['a wrong check digit', { account: '4111111111111112' }, 'card_number_invalid', 'account'],
    ['an expired card', { expiration_date: '2605' }, 'card_expired', 'expiration_date'],
    ['a date too far', { expiration_date: '4701' }, 'field_rejected', 'expiration_date'],
  ])('counts %s as an attempt', async (_name, change, code, field) => {
    const { gateway, open } = await start()
    const session = await open()
    expect(await readResponse(session.capture({ ...card, ...change }))).toMatchObject({
      http: 422,
      code,
      field,
      attempts_left: 4,
    })
    expect(gateway.received.length).toBe(0)
    expect(await session.status()).toMatchObject({ attempts: 1 })
  })

  it('rejects a brand that the session does not accept', async () => {
    const { open } = await start()
    const response = await readResponse((await open({ accepted_brands: ['mastercard'] })).capture())
    expect(response).toMatchObject({ http: 422, code: 'card_not_supported', field: 'account' })
  })

  it.each([
    ['recipient_zip', { recipient_zip: '303' }],
    ['recipient_state', { recipient_state: 'ZZ' }],
    ['cvv', { cvv: '12' }],
    ['account', { account: '4111 1111 1111 1111' }],
    ['participant_id', { participant_id: 1 }],
    ['recipient_first_name', { recipient_first_name: '4111 1111 1111 1111' }],
  ])('responds 400 to a malformed %s, and names the field without its value', async (field, change) => {
    const { gateway, open } = await start()
    const response = await readResponse((await open()).capture({ ...card, ...change }))
    expect(response).toMatchObject({ http: 400, code: 'invalid_request', field })
    expect(removeRandomValues(JSON.stringify(response))).not.toMatch(/4111|303"/)
    expect(gateway.received.length).toBe(0)
  })

  it.each([
    ['an invalid Idempotency-Key', card, { 'Idempotency-Key': 'again' }, 400],
    ['another content type', card, { 'Content-Type': 'text/plain' }, 415],
    ['a content encoding', card, { 'Content-Encoding': 'gzip' }, 415],
    ['a body that is too large', { ...card, recipient_city: 'x'.repeat(17_000) }, {}, 413],
    ['invalid JSON', '{"account": 4111111111111111', {}, 400],
    ['JSON nested too deeply', '{"a":{"b":{"c":{"d":{"e":{"f":1}}}}}}', {}, 400],
    ['a card number as a key', '{"4111111111111111": "x"}', {}, 400],
  ])('rejects %s', async (_name, content, headers, http) => {
    const { open } = await start()
    const response = await readResponse((await open()).capture(content, KEY, headers))
    expect(response).toMatchObject({ http, code: 'invalid_request', mime: 'application/problem+json' })
    expect(removeRandomValues(JSON.stringify(response))).not.toContain('4111')
  })

  it.each([
    ['another origin', { Origin: 'https://evil.example' }],
    ['the shop’s own origin', { Origin: ORIGIN }],
    ['a cross-site request', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('rejects %s', async (_name, headers) => {
    const { open } = await start()
    expect(await readResponse((await open()).capture(card, KEY, headers))).toMatchObject({
      http: 403,
      code: 'origin_not_allowed',
    })
  })
})

it('logs no card data, token or key', async () => {
  const { open, lines } = await start(
    json(() => ({ status: 852 })),
    json((sent) => success(sent)),
  )
  const session = await open()
  await session.capture()
  await session.capture({ ...card, cvv: '987' })
  expect(lines.length).toBeGreaterThan(3)
  expect(removeRandomValues(lines.join(''))).not.toMatch(
    /4111|1111|Rivera|Innovation|987|ca875cce|sk_test|secret-of-the-tests/,
  )
  expect(lines.join('')).not.toContain(session.sealed.slice(-20))
})

it('rejects a JSON key that could change a prototype', async () => {
  const { open } = await start()
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const response = await readResponse((await open()).capture(`{"${key}": {"account_type":"card"}}`))
    expect(response).toMatchObject({ http: 400, code: 'invalid_request' })
  }
})

it('does not change the session when the attempt limits reject a capture: its key accepts other content', async () => {
  const gateway = await startGateway(
    json(() => ({ status: 852 })),
    json((sent) => success(sent)),
  )
  const { open, peer, store } = startApp({ INGO_URL: gateway.url, CAPTURE_FAILED_PER_HOUR: '1' })
  await (await open()).capture()
  const session = await open()
  const before = await store.read('demo', session.id)
  expect(await readResponse(session.capture(card, KEY))).toMatchObject({ http: 429, code: 'rate_limited' })
  expect(await session.status()).toMatchObject({ status: 'open', attempts: 0 })
  expect(await store.read('demo', session.id)).toEqual(before)
  expect(gateway.received.length).toBe(1)
  peer.address = '192.0.2.1'
  expect(await readResponse(session.capture({ ...card, cvv: '999' }, KEY))).toMatchObject({ http: 200 })
  expect(gateway.received[1]?.sent.cvv).toBe('999')
  expect(await session.status()).toMatchObject({ status: 'tokenized', attempts: 1 })
})
