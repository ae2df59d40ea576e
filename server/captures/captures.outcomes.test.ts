import { describe, expect, it } from 'vitest'
import { card, json, NOW, start, success, readResponse } from '../testing/app.case.js'

const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'

describe('the gateway request', () => {
  it('has the documented fields, the signed bytes, the five signed headers and no other header', async () => {
    const { gateway, open } = await start()
    const session = await open({
      participant_unique_id1: 'order-1',
      participant_unique_id2: 'customer-9',
      amount: 1010.5,
      store_id: 'STORE-001',
    })
    expect(await readResponse(session.capture())).toMatchObject({ http: 200, customer_account_token: TOKEN })
    const [request] = gateway.received
    const { account_type: _, ...fields } = card
    expect(request?.sent).toEqual({
      participant_id: 12345,
      account_type: 'CA',
      amount: 1010.5,
      ...fields,
      participant_unique_id1: 'order-1',
      participant_unique_id2: 'customer-9',
      store_id: 'STORE-001',
      timestamp: NOW / 1000,
      version: 11,
    })
    expect(request).toMatchObject({ method: 'POST', url: '/gateway/verify--card', httpVersion: '1.1' })
    const names = request?.rawHeaders
      .filter((_name, index) => index % 2 === 0)
      .map((name) => name.toLowerCase())
    expect(names?.sort()).toEqual(
      [
        'authorization',
        'connection',
        'content-length',
        'content-sha512',
        'content-type',
        'host',
        'x-date',
      ].sort(),
    )
  })

  it('has no field that was not submitted', async () => {
    const { gateway, open } = await start()
    const { recipient_phone: _phone, recipient_address2: _line2, ...least } = card
    await (await open()).capture(least)
    expect(Object.keys(gateway.received[0]?.sent ?? {}).sort()).toEqual(
      [
        'participant_id',
        'account_type',
        'account',
        'expiration_date',
        'cvv',
        'recipient_first_name',
        'recipient_last_name',
        'recipient_address1',
        'recipient_city',
        'recipient_state',
        'recipient_zip',
        'participant_unique_id1',
        'timestamp',
        'version',
      ].sort(),
    )
  })
})

describe('outcomes', () => {
  it('gives the page only the token, and the backend the whole response', async () => {
    const { open } = await start()
    const session = await open()
    expect(await (await session.capture()).json()).toEqual({
      customer_account_token: TOKEN,
      shown: { brand: 'Visa', last_4: '1111' },
    })
    expect(await session.status()).toMatchObject({
      status: 'tokenized',
      attempts: 1,
      account_type: 'card',
      customer_account_token: TOKEN,
      gateway: { status: 100, data: { issuers: [{ payee_id: '526263' }], count: 1 } },
    })
  })

  it('reveals the fields that the session allows', async () => {
    const { open } = await start()
    const reveal = ['last_4', 'expiration_date', 'issuing_network', 'estimated_posting_time'] as const
    const response = await (await (await open({ reveal: [...reveal] })).capture()).json()
    expect(response).toEqual({
      customer_account_token: TOKEN,
      last_4: '1111',
      expiration_date: '2612',
      issuing_network: 'Visa',
      estimated_posting_time: 'Soon.',
      shown: { brand: 'Visa', last_4: '1111' },
    })
  })

  it.each([
    [402, 502, 'gateway_misconfigured', undefined],
    [600, 422, 'field_rejected', undefined],
    [700, 422, 'card_not_supported', undefined],
    [754, 422, 'address_mismatch', 'recipient_zip'],
    [852, 422, 'card_declined', undefined],
    [1042, 422, 'card_number_invalid', 'account'],
  ])('maps gateway status %i to HTTP %i %s', async (status, http, code, field) => {
    const { open } = await start(json(() => ({ status, client_message: 'Ingo’s own text', time: '0.1' })))
    const session = await open()
    const response = await readResponse(session.capture())
    expect(response).toMatchObject({ http, code, mime: 'application/problem+json' })
    expect(response.field).toBe(field)
    expect(JSON.stringify(response)).not.toContain('Ingo’s own text')
    expect(await session.status()).toMatchObject({ gateway: { status } })
  })

  it.each([111, 129, 131, 132, 101])('treats gateway status %i as a success', async (status) => {
    const { open } = await start(json((sent) => success(sent, {}, status)))
    expect(await readResponse((await open()).capture())).toMatchObject({
      http: 200,
      customer_account_token: TOKEN,
    })
  })

  it.each([{ time: 1.4 }, { time: null }, { client_message: null }, { client_message: 1, time: {} }])(
    'accepts the envelope fields %j: returns the token, and gives the backend the other fields',
    async (envelope) => {
      const { open } = await start(json((sent) => ({ ...success(sent), ...envelope, added: 1 })))
      const session = await open()
      expect(await readResponse(session.capture())).toMatchObject({
        http: 200,
        customer_account_token: TOKEN,
      })
      const { gateway } = await session.status()
      expect(gateway).toMatchObject({ status: 100, added: 1 })
      expect(gateway).not.toMatchObject(envelope)
    },
  )

  it.each([130, 140])('reports gateway status %i as under_review, without a token', async (status) => {
    const { open } = await start(json((sent) => success(sent, {}, status)))
    const session = await open()
    const response = await readResponse(session.capture())
    expect(response).toMatchObject({ http: 422, code: 'under_review' })
    expect(JSON.stringify(response)).not.toContain(TOKEN)
    expect(await session.status()).toMatchObject({ status: 'open', gateway: { status } })
  })

  it.each([
    ['last_4', { last_4: '9999' }],
    ['expiration_date', { expiration_date: '3001' }],
    ['participant_unique_id2', { participant_unique_id2: 'someone else' }],
  ])('reveals no token when %s differs from the request', async (_field, difference) => {
    for (const status of [100, 101]) {
      const { open, lines } = await start(json((sent) => success(sent, difference, status)))
      const session = await open({ participant_unique_id2: 'customer-9' })
      const response = await readResponse(session.capture())
      expect(response).toMatchObject({ http: 409, code: 'account_mismatch' })
      expect(JSON.stringify([response, await session.status(), lines])).not.toContain(TOKEN)
    }
  })
})
