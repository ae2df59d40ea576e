import { describe, expect, it } from 'vitest'
import { card, json, ORIGIN, start, steady, success, told } from '../testing/app.case.js'

const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'

describe('what is refused before the gateway', () => {
  it.each([
    ['a wrong check digit', { account: '4111111111111112' }, 'card_number_invalid', 'account'],
    ['an expired card', { expiration_date: '2605' }, 'card_expired', 'expiration_date'],
    ['a date too far', { expiration_date: '4701' }, 'field_rejected', 'expiration_date'],
  ])('%s counts as an attempt', async (_name, change, code, field) => {
    const { gateway, open } = await start()
    const session = await open()
    expect(await told(session.capture({ ...card, ...change }))).toMatchObject({
      http: 422,
      code,
      field,
      attempts_left: 4,
    })
    expect(gateway.received.length).toBe(0)
    expect(await session.status()).toMatchObject({ attempts: 1 })
  })

  it('a brand that the session does not accept', async () => {
    const { open } = await start()
    const answer = await told((await open({ accepted_brands: ['mastercard'] })).capture())
    expect(answer).toMatchObject({ http: 422, code: 'card_not_supported', field: 'account' })
  })

  it.each([
    ['recipient_zip', { recipient_zip: '303' }],
    ['recipient_state', { recipient_state: 'ZZ' }],
    ['cvv', { cvv: '12' }],
    ['account', { account: '4111 1111 1111 1111' }],
    ['participant_id', { participant_id: 1 }],
    ['recipient_first_name', { recipient_first_name: '4111 1111 1111 1111' }],
  ])('a malformed %s is a 400 that names it and quotes nothing', async (field, change) => {
    const { gateway, open } = await start()
    const answer = await told((await open()).capture({ ...card, ...change }))
    expect(answer).toMatchObject({ http: 400, code: 'invalid_request', field })
    expect(steady(JSON.stringify(answer))).not.toMatch(/4111|303"/)
    expect(gateway.received.length).toBe(0)
  })

  it.each([
    ['the Idempotency-Key', card, { 'Idempotency-Key': 'again' }, 400],
    ['the content type', card, { 'Content-Type': 'text/plain' }, 415],
    ['an encoding', card, { 'Content-Encoding': 'gzip' }, 415],
    ['the size', { ...card, recipient_city: 'x'.repeat(17_000) }, {}, 413],
    ['the JSON', '{"account": 4111111111111111', {}, 400],
    ['the depth', '{"a":{"b":{"c":{"d":{"e":{"f":1}}}}}}', {}, 400],
    ['a card number as a key', '{"4111111111111111": "x"}', {}, 400],
  ])('%s', async (_name, content, headers, http) => {
    const { open } = await start()
    const answer = await told((await open()).capture(content, KEY, headers))
    expect(answer).toMatchObject({ http, code: 'invalid_request', mime: 'application/problem+json' })
    expect(steady(JSON.stringify(answer))).not.toContain('4111')
  })

  it.each([
    ['another origin', { Origin: 'https://evil.example' }],
    ['the shop’s own origin', { Origin: ORIGIN }],
    ['a cross-site call', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('%s', async (_name, headers) => {
    const { open } = await start()
    expect(await told((await open()).capture(card, KEY, headers))).toMatchObject({
      http: 403,
      code: 'origin_not_allowed',
    })
  })
})

it('no line of the log holds what was typed, a token or a key', async () => {
  const { open, lines } = await start(
    json(() => ({ status: 852 })),
    json((sent) => success(sent)),
  )
  const session = await open()
  await session.capture()
  await session.capture({ ...card, cvv: '987' })
  expect(lines.length).toBeGreaterThan(3)
  expect(steady(lines.join(''))).not.toMatch(
    /4111|1111|Rivera|Innovation|987|ca875cce|sk_test|secret-of-the-tests/,
  )
  expect(lines.join('')).not.toContain(session.sealed.slice(-20))
})

it('a key that reaches a prototype is refused as such', async () => {
  const { open } = await start()
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const answer = await told((await open()).capture(`{"${key}": {"account_type":"card"}}`))
    expect(answer).toMatchObject({ http: 400, code: 'invalid_request' })
  }
})
