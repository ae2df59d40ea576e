import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { postSigned, startSimulator } from './client.case.js'
import { checkSample, checkSampleResponse, openBankingSample } from './documents/samples.case.js'
import { scenarios } from './scenarios.js'

const CHECK = { path: '/gateway/verify--check' }
const BANK = { path: '/gateway/verify--open-banking' }

function sampleCheck(fields: object = {}, account = '3000000038'): Record<string, unknown> {
  const beneficiary = { ...checkSample.beneficiary, beneficiary_account: account }
  return { ...checkSample, beneficiary, participant_unique_id1: randomUUID(), ...fields }
}

const whole = checkSample.beneficiary
const { beneficiary_account: _account, ...withoutAccount } = whole
const noName = { beneficiary_first_name: undefined, beneficiary_last_name: '' }

describe('verify--check', () => {
  it('responds in the shape of Ingo’s sample', async () => {
    const check = sampleCheck()
    const { http, status, data } = await postSigned(await startSimulator(), check, CHECK)
    expect({ http, status }).toEqual({ http: 200, status: 100 })
    expect(Object.keys(data ?? {})).toEqual(Object.keys(checkSampleResponse.data))
    expect(data).toMatchObject({ last_4: '0038', participant_unique_id1: check.participant_unique_id1 })
    expect(data?.estimated_posting_date).toBe('03/14/2026')
  })

  const rows = scenarios.flatMap((row) => ('beneficiary_account' in row ? [row] : []))
  it.each(rows.filter((row) => !('instead' in row)))('$id, by $beneficiary_account', async (row) => {
    const port = await startSimulator({ sleep: () => Promise.resolve() })
    expect((await postSigned(port, sampleCheck({}, row.beneficiary_account), CHECK)).status).toBe(row.status)
  })

  it.each<[string, object, number, string]>([
    [
      'recipient_is_beneficiary 0 without a recipient',
      { recipient_is_beneficiary: 0, recipient: undefined },
      400,
      'recipient',
    ],
    ['no flag', { recipient_is_beneficiary: undefined }, 400, 'recipient_is_beneficiary'],
    ['a flag of type string', { recipient_is_beneficiary: '1' }, 400, 'recipient_is_beneficiary'],
    ['a recipient without recipient_line1', { recipient: {} }, 400, 'recipient.recipient_line1'],
    ['no beneficiary', { beneficiary: undefined }, 400, 'beneficiary'],
    ['an amount', { amount: 1 }, 400, 'not documented'],
    ['a beneficiary without an account', { beneficiary: withoutAccount }, 400, 'beneficiary_account'],
    ['an empty account', { beneficiary: { ...withoutAccount, beneficiary_account: '' } }, 600, '_account'],
    ['a beneficiary without a name', { beneficiary: { ...whole, ...noName } }, 400, '_last_name'],
    [
      'a beneficiary without a city',
      { beneficiary: { ...whole, beneficiary_city: undefined } },
      400,
      '_city',
    ],
    ['null in the beneficiary', { beneficiary: { ...whole, beneficiary_address2: null } }, 400, '_address2'],
    ['an unknown key in the beneficiary', { beneficiary: { ...whole, name: 'A' } }, 400, 'not documented'],
    ['a field of a card', { account: '4111111111111111' }, 400, 'not documented'],
    ['account_type CA', { account_type: 'CA' }, 400, 'account_type'],
    ['flag 2', { recipient_is_beneficiary: 2 }, 400, 'recipient_is_beneficiary'],
    ['a clerk_id of 256 characters', { clerk_id: 'x'.repeat(256) }, 600, 'clerk_id'],
    ['another participant', { participant_id: 1 }, 403, 'participant_id'],
  ])('rejects %s', async (_name, fields, status, message) => {
    const response = await postSigned(await startSimulator(), sampleCheck(fields), CHECK)
    expect(response).toMatchObject({ status })
    expect(response.client_message).toContain(message)
  })

  it.each<[string, object]>([
    ['Ingo’s sample: a recipient beside flag 1', {}],
    ['flag 1 without a recipient', { recipient: undefined }],
    ['flag 0 with a recipient', { recipient_is_beneficiary: 0 }],
    [
      'flag 0 with the beneficiary’s account alone',
      { recipient_is_beneficiary: 0, beneficiary: { beneficiary_account: '3000000038' } },
    ],
    ['an organization', { beneficiary: { ...whole, ...noName, beneficiary_first_name: 'Rockets LLC' } }],
    ['an empty last name', { beneficiary: { ...whole, beneficiary_last_name: '' } }],
    ['null where the page says so', { participant_unique_id2: null, store_id: null, clerk_id: null }],
  ])('accepts %s', async (_name, fields) => {
    expect(await postSigned(await startSimulator(), sampleCheck(fields), CHECK)).toMatchObject({
      status: 100,
      data: { last_4: '0038' },
    })
  })

  it('returns the last four digits of an account with spaces and hyphens', async () => {
    const response = await postSigned(await startSimulator(), sampleCheck({}, '30-0000 00 3-8'), CHECK)
    expect(response).toMatchObject({ status: 100, data: { last_4: '0038' } })
  })

  it('replays the first account’s result for a reused id', async () => {
    const port = await startSimulator()
    const check = sampleCheck()
    const { data } = await postSigned(port, check, CHECK)
    const other = { ...sampleCheck({}, '3000000123'), participant_unique_id1: check.participant_unique_id1 }
    expect(await postSigned(port, other, CHECK)).toMatchObject({ status: 101, data })
  })
})

describe('verify--open-banking', () => {
  const request = { ...openBankingSample, participant_id: '12345' }

  it('responds with empty data each time, as documented', async () => {
    const port = await startSimulator()
    expect(await postSigned(port, request, BANK)).toMatchObject({
      status: 100,
      client_message: 'Success',
      data: {},
    })
    expect(await postSigned(port, request, BANK)).toMatchObject({ status: 100, data: {} })
    expect(await postSigned(port, { ...request, account_id: 'not-supported' }, BANK)).toMatchObject({
      status: 700,
    })
  })

  it.each(['from_date', 'to_date', 'customer_account_token', 'account_identifier_finicity'])(
    'accepts a request without %s, which is conditional',
    async (key) => {
      const content = { ...request, [key]: undefined }
      expect(await postSigned(await startSimulator(), content, BANK)).toMatchObject({ status: 100 })
    },
  )

  it.each(['request', 'customer_id', 'open_banking_response', 'duration'])(
    'rejects a request without %s, which is required',
    async (key) => {
      const content = { ...request, [key]: undefined }
      const response = await postSigned(await startSimulator(), content, BANK)
      expect(response).toMatchObject({ status: 400 })
      expect(response.client_message).toContain(key)
    },
  )

  it('rejects values that aren’t strings', async () => {
    expect(await postSigned(await startSimulator(), { ...request, duration: 1 }, BANK)).toMatchObject({
      status: 400,
    })
    expect(
      await postSigned(await startSimulator(), { ...request, participant_id: 12345 }, BANK),
    ).toMatchObject({
      status: 400,
    })
  })
})
