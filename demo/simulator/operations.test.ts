import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  documentedCheck,
  documentedCheckResponse,
  documentedOpenBankingKeys,
} from '../../contract/documented.case.js'
import { postSigned, sampleCard, startSimulator, NOW } from './client.case.js'
import { scenarios } from './scenarios.js'

const CHECK = { path: '/gateway/verify--check' }
const BANK = { path: '/gateway/verify--open-banking' }

function sampleCheck(fields: object = {}, account = '3000000038'): Record<string, unknown> {
  const beneficiary = { ...documentedCheck.beneficiary, beneficiary_account: account }
  return { ...documentedCheck, beneficiary, participant_unique_id1: randomUUID(), ...fields }
}

describe('verify--check', () => {
  it('responds in the shape of Ingo’s sample', async () => {
    const check = sampleCheck()
    const { http, status, data } = await postSigned(await startSimulator(), check, CHECK)
    expect({ http, status }).toEqual({ http: 200, status: 100 })
    expect(Object.keys(data ?? {})).toEqual(Object.keys(documentedCheckResponse.data))
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
    ['a flag of type string', { recipient_is_beneficiary: '1' }, 400, 'recipient_is_beneficiary'],
    ['a recipient without recipient_line1', { recipient: {} }, 400, 'recipient.recipient_line1'],
    ['no beneficiary', { beneficiary: undefined }, 400, 'beneficiary'],
    ['an amount', { amount: 1 }, 400, 'not documented'],
    [
      'an unknown state',
      { recipient: { ...documentedCheck.recipient, recipient_state: 'ZZ' } },
      600,
      'recipient.recipient_state',
    ],
    ['another participant', { participant_id: 1 }, 403, 'participant_id'],
  ])('rejects %s', async (_name, fields, status, message) => {
    const response = await postSigned(await startSimulator(), sampleCheck(fields), CHECK)
    expect(response).toMatchObject({ status })
    expect(response.client_message).toContain(message)
  })

  it('replays the first account’s result for a reused id', async () => {
    const port = await startSimulator()
    const check = sampleCheck()
    const { data } = await postSigned(port, check, CHECK)
    const other = { ...sampleCheck({}, '3000000123'), participant_unique_id1: check.participant_unique_id1 }
    expect(await postSigned(port, other, CHECK)).toMatchObject({ status: 101, data })
  })
})

describe('verify--card with a token', () => {
  const ids = () => ({
    participant_id: 12345,
    account_type: 'CA',
    participant_unique_id1: randomUUID(),
    timestamp: NOW / 1000,
    version: 11,
  })

  it('verifies a token that it has issued', async () => {
    const port = await startSimulator()
    const { data } = await postSigned(port, sampleCard())
    const request = { ...ids(), customer_account_token: data?.customer_account_token }
    expect(await postSigned(port, request)).toMatchObject({
      status: 100,
      data: { ...data, participant_unique_id1: request.participant_unique_id1 },
    })
  })

  it('rejects an unknown token and accepts a third party’s', async () => {
    const port = await startSimulator()
    expect(await postSigned(port, { ...ids(), customer_account_token: 'unknown' })).toMatchObject({
      status: 800,
    })
    const third_party_token = { provider: '1', token: 'tok_3rdparty_abc123xyz' }
    expect(await postSigned(port, { ...ids(), third_party_token })).toMatchObject({ status: 100 })
    const both = { ...ids(), third_party_token, customer_account_token: 'a' }
    expect(await postSigned(port, both)).toMatchObject({ status: 400 })
  })
})

describe('verify--open-banking', () => {
  const whole = Object.fromEntries(documentedOpenBankingKeys.map((key) => [key, 'string']))
  const request = { ...whole, participant_id: '12345' }

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
