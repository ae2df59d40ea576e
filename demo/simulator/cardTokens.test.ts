import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { postSigned, sampleCard, startSimulator, NOW } from './client.case.js'
import { cardSample } from './documents/samples.case.js'

const third_party_token = { provider: '1', token: 'tok_3rdparty_abc123xyz' }
const { account, expiration_date, cvv } = cardSample
const card = { account, expiration_date, cvv }
const required = {
  recipient_first_name: 'Alex',
  recipient_last_name: 'Rivera',
  recipient_address1: '100 Innovation Way',
  recipient_city: 'Anytown',
  recipient_state: 'GA',
  recipient_zip: '00000',
}
const optional = {
  recipient_address2: 'Apt 2',
  recipient_phone: '1231231234',
  recipient_business_name: 'Rockets LLC',
}

function request(fields: Record<string, unknown>): Record<string, unknown> {
  const ids = { participant_id: 12345, account_type: 'CA', participant_unique_id1: randomUUID() }
  return { ...ids, timestamp: NOW / 1000, version: 11, ...fields }
}

/** Posts one request to a simulator that has just issued a token. */
async function postToken(toFields: (customer_account_token: unknown) => Record<string, unknown>) {
  const port = await startSimulator()
  const { data } = await postSigned(port, sampleCard())
  return { first: data, ...(await postSigned(port, request(toFields(data?.customer_account_token)))) }
}

describe('customer_account_token', () => {
  it('responds with the data of the card, and with the ids of the second request', async () => {
    const { first, status, data } = await postToken((token) => ({
      customer_account_token: token,
      participant_unique_id1: 'second',
    }))
    expect(status).toBe(100)
    expect(data).toMatchObject({ ...first, participant_unique_id1: 'second' })
  })

  it('rejects a token that the simulator has not issued', async () => {
    expect(await postToken(() => ({ customer_account_token: 'unknown' }))).toMatchObject({ status: 800 })
  })

  const omitted = Object.entries({ ...card, ...required, ...optional, third_party_token })
  it.each(omitted)('rejects %s beside it', async (name, value) => {
    const response = await postToken((customer_account_token) => ({ customer_account_token, [name]: value }))
    expect(response).toMatchObject({ status: 400 })
    expect(response.client_message).toBe(`${name}: must be omitted beside the token`)
    expect(response).not.toHaveProperty('data')
  })

  it.each([
    ['', 600],
    ['x'.repeat(256), 600],
    [17, 400],
    [null, 400],
  ])('rejects %j in its place with %i', async (customer_account_token, status) => {
    const response = await postToken(() => ({ customer_account_token }))
    expect(response).toMatchObject({ status })
    expect(response.client_message).toContain('customer_account_token')
  })
})

describe('third_party_token', () => {
  it.each([
    ['the six required fields', {}],
    ['the optional fields, too', optional],
  ])('verifies the token with %s, and returns no expiration date', async (_name, more) => {
    const { status, data } = await postToken(() => ({ third_party_token, ...required, ...more }))
    expect(status).toBe(100)
    expect(data).toMatchObject({ issuers: [{ issuing_network: 'Visa', credit_enabled: 1 }], count: 1 })
    expect(data?.last_4).toMatch(/^[0-9]{4}$/)
    expect(data).not.toHaveProperty('expiration_date')
  })

  it('issues a customer_account_token that verifies again', async () => {
    const port = await startSimulator()
    const { data } = await postSigned(port, request({ third_party_token, ...required }))
    const { customer_account_token } = data ?? {}
    expect(await postSigned(port, request({ customer_account_token }))).toMatchObject({
      status: 100,
      data: { customer_account_token, last_4: data?.last_4 },
    })
  })

  it('chooses a scenario by last name', async () => {
    const fields = { third_party_token, ...required, recipient_last_name: 'declined' }
    expect(await postToken(() => fields)).toMatchObject({ status: 852 })
  })

  it.each(Object.entries(card))('rejects %s beside it', async (name, value) => {
    const response = await postToken(() => ({ third_party_token, ...required, [name]: value }))
    expect(response).toMatchObject({ status: 400 })
    expect(response.client_message).toBe(`${name}: must be omitted beside the token`)
  })

  it.each(Object.keys(required))('rejects a request without %s', async (name) => {
    const response = await postToken(() => ({ third_party_token, ...required, [name]: undefined }))
    expect(response).toMatchObject({ status: 400 })
    expect(response.client_message).toContain(name)
  })

  it.each<[string, unknown, number]>([
    ['the two children in either order', { t: 'tok_1', id: '12' }, 100],
    ['an id of 3 and a token of 100 characters', { id: '123', token: 'x'.repeat(100) }, 100],
    ['an id of 4 characters', { id: '1234', token: 'tok_3rdparty' }, 600],
    ['a token of 101 characters', { id: '1', token: 'x'.repeat(101) }, 600],
    ['an empty token', { id: '', token: '' }, 600],
    ['one child', { token: 'tok_1' }, 400],
    ['three children', { id: '1', token: 'tok_1', name: 'A' }, 400],
    ['a child that is a number', { id: 1, token: 'tok_1' }, 400],
    ['text', 'tok_1', 400],
    ['an array', ['1', 'tok_1'], 400],
    ['null', null, 400],
  ])('%s', async (_name, token, status) => {
    const response = await postToken(() => ({ third_party_token: token, ...required }))
    expect(response).toMatchObject({ status })
    if (status !== 100) expect(response.client_message).toMatch(/^third_party_token: /)
  })
})
