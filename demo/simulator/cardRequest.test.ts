import { describe, expect, it } from 'vitest'
import { postSigned, sampleCard, startSimulator } from './client.case.js'

const emptyTexts = { recipient_address2: '', recipient_business_name: '', participant_unique_id2: '' }

const invalidRequests: [name: string, fields: Record<string, unknown>, status: number, message: string][] = [
  ['a missing field', { recipient_city: undefined }, 400, 'recipient_city'],
  ['a field of another type', { recipient_zip: 30301 }, 400, 'recipient_zip'],
  ['null', { recipient_address2: null }, 400, 'recipient_address2'],
  ['a field that is not documented', { nickname: 'Al' }, 400, 'not documented'],
  ['another account_type', { account_type: 'CK' }, 400, 'account_type'],
  ['another version', { version: 10 }, 400, 'version'],
  ['another participant', { participant_id: 54321 }, 403, 'participant_id'],
  ['an unknown state', { recipient_state: 'ZZ' }, 600, 'recipient_state'],
  ['a lower-case state', { recipient_state: 'ga' }, 600, 'recipient_state'],
  ['a phone number of 11 digits', { recipient_phone: '12312312345' }, 600, 'recipient_phone'],
  ['a business name of 151 characters', { recipient_business_name: 'x'.repeat(151) }, 600, 'business_name'],
  ['an address2 of 256 characters', { recipient_address2: 'x'.repeat(256) }, 600, 'recipient_address2'],
  ['a store_id of 256 characters', { store_id: 'x'.repeat(256) }, 600, 'store_id'],
  ['an empty participant_unique_id1', { participant_unique_id1: '' }, 600, 'participant_unique_id1'],
  ['an empty account', { account: '' }, 600, 'account'],
  ['an account of 256 digits', { account: '0'.repeat(256) }, 600, 'account'],
  ['a ZIP+4 without its hyphen', { recipient_zip: '303011234' }, 600, 'recipient_zip'],
  ['an amount as text', { amount: '10.00' }, 400, 'amount'],
  ['a timestamp as text', { timestamp: '1576097158' }, 400, 'timestamp'],
  ['a timestamp in fractions', { timestamp: 1576097158.5 }, 400, 'timestamp'],
  ['a ZIP of four digits', { recipient_zip: '3030' }, 600, 'recipient_zip'],
  ['an empty city', { recipient_city: '' }, 600, 'recipient_city'],
  ['an address of 256 characters', { recipient_address1: 'x'.repeat(256) }, 600, 'recipient_address1'],
  ['MMYY past 12', { expiration_date: '1226' }, 600, 'expiration_date'],
  ['a CVV of five digits', { cvv: '12345' }, 600, 'cvv'],
  ['an amount under a cent', { amount: 0.009 }, 600, 'amount'],
  ['a wrong check digit', { account: '4111111111111112' }, 1042, 'account'],
  ['an account with letters', { account: 'abc' }, 1042, 'account'],
]

describe('rejects a request with', () => {
  it.each(invalidRequests)('%s', async (_name, fields, status, message) => {
    const response = await postSigned(await startSimulator(), sampleCard(fields))
    expect(response).toMatchObject({ http: 200, status })
    expect(response).not.toHaveProperty('data')
    expect(response.client_message).toContain(message)
    const [value] = Object.values(fields)
    if (typeof value === 'string' && value !== '') expect(response.client_message).not.toContain(value)
  })

  it.each([
    ['plain text', 'hello'],
    ['nothing', ''],
    ['an array', '[]'],
    ['null', 'null'],
  ])('%s as its body', async (_name, body) => {
    const response = await postSigned(await startSimulator(), body)
    expect(response).toMatchObject({ http: 200, status: 400 })
    expect(response.client_message).toContain('body')
  })

  it('a key __proto__', async () => {
    const body = JSON.stringify(sampleCard()).replace('{', '{"__proto__":{"version":11},')
    expect(await postSigned(await startSimulator(), body)).toMatchObject({ status: 400 })
  })

  it('a shape error before a field error', async () => {
    const card = sampleCard({ recipient_state: 'ZZ', recipient_city: undefined })
    expect(await postSigned(await startSimulator(), card)).toMatchObject({ status: 400 })
  })
})

describe('accepts a request with', () => {
  it.each<[name: string, fields: Record<string, unknown>]>([
    ['names and addresses of one character', { recipient_first_name: 'A', recipient_address1: '1' }],
    ['names of 255 characters', { recipient_last_name: 'x'.repeat(255) }],
    ['an empty address2, business name and second id', emptyTexts],
    ['fractions of a cent', { amount: 0.015 }],
    ['neither expiration date nor CVV', { expiration_date: undefined, cvv: undefined }],
    ['a CVV of four digits', { cvv: '1234' }],
    ['a ZIP+4', { recipient_zip: '30301-1234' }],
    ['a store, terminal and clerk', { store_id: 'STORE-001', terminal_id: 'TERM-042', clerk_id: 'CLK-007' }],
  ])('%s', async (_name, fields) => {
    expect(await postSigned(await startSimulator(), sampleCard(fields))).toMatchObject({ status: 100 })
  })
})

it('keeps the participant_unique_id1 usable after 1042', async () => {
  const port = await startSimulator()
  const wrong = sampleCard({ account: '4111111111111112' })
  expect((await postSigned(port, wrong)).status).toBe(1042)
  expect((await postSigned(port, { ...wrong, account: '4111111111111111' })).status).toBe(100)
})
