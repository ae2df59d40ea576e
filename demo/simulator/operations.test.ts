import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  documentedCheck,
  documentedCheckAnswer,
  documentedOpenBankingKeys,
} from '../../contract/documented.case.js'
import { ask, cardWith, listen, NOW } from './client.case.js'
import { scenarios } from './scenarios.js'

const CHECK = { path: '/gateway/verify--check' }
const BANK = { path: '/gateway/verify--open-banking' }

function checkWith(fields: object = {}, account = '3000000038'): Record<string, unknown> {
  const beneficiary = { ...documentedCheck.beneficiary, beneficiary_account: account }
  return { ...documentedCheck, beneficiary, participant_unique_id1: randomUUID(), ...fields }
}

describe('verify--check', () => {
  it('answers in the shape of the document’s sample', async () => {
    const check = checkWith()
    const { http, status, data } = await ask(await listen(), check, CHECK)
    expect({ http, status }).toEqual({ http: 200, status: 100 })
    expect(Object.keys(data ?? {})).toEqual(Object.keys(documentedCheckAnswer.data))
    expect(data).toMatchObject({ last_4: '0038', participant_unique_id1: check.participant_unique_id1 })
    expect(data?.estimated_posting_date).toBe('03/14/2026')
  })

  const rows = scenarios.flatMap((row) => ('beneficiary_account' in row ? [row] : []))
  it.each(rows.filter((row) => !('instead' in row)))('$id, by $beneficiary_account', async (row) => {
    const port = await listen({ sleep: () => Promise.resolve() })
    expect((await ask(port, checkWith({}, row.beneficiary_account), CHECK)).status).toBe(row.status)
  })

  it.each<[string, object, number, string]>([
    ['0 without a recipient', { recipient_is_beneficiary: 0, recipient: undefined }, 400, 'recipient'],
    ['a flag that is no number', { recipient_is_beneficiary: '1' }, 400, 'recipient_is_beneficiary'],
    ['a recipient without its line', { recipient: {} }, 400, 'recipient.recipient_line1'],
    ['no beneficiary', { beneficiary: undefined }, 400, 'beneficiary'],
    ['an amount', { amount: 1 }, 400, 'not documented'],
    [
      'a state that is none',
      { recipient: { ...documentedCheck.recipient, recipient_state: 'ZZ' } },
      600,
      'recipient.recipient_state',
    ],
    ['another participant', { participant_id: 1 }, 403, 'participant_id'],
  ])('refuses %s', async (_name, fields, status, says) => {
    const answered = await ask(await listen(), checkWith(fields), CHECK)
    expect(answered).toMatchObject({ status })
    expect(answered.client_message).toContain(says)
  })

  it('answers a reused id with the account that it was used for', async () => {
    const port = await listen()
    const check = checkWith()
    const { data } = await ask(port, check, CHECK)
    const other = { ...checkWith({}, '3000000123'), participant_unique_id1: check.participant_unique_id1 }
    expect(await ask(port, other, CHECK)).toMatchObject({ status: 101, data })
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

  it('knows the tokens that it gave out', async () => {
    const port = await listen()
    const { data } = await ask(port, cardWith())
    const asked = { ...ids(), customer_account_token: data?.customer_account_token }
    expect(await ask(port, asked)).toMatchObject({
      status: 100,
      data: { ...data, participant_unique_id1: asked.participant_unique_id1 },
    })
  })

  it('refuses others, and takes a third party’s', async () => {
    const port = await listen()
    expect(await ask(port, { ...ids(), customer_account_token: 'nobodys' })).toMatchObject({ status: 800 })
    const third_party_token = { provider: '1', token: 'tok_3rdparty_abc123xyz' }
    expect(await ask(port, { ...ids(), third_party_token })).toMatchObject({ status: 100 })
    const both = { ...ids(), third_party_token, customer_account_token: 'a' }
    expect(await ask(port, both)).toMatchObject({ status: 400 })
  })
})

describe('verify--open-banking', () => {
  const whole = Object.fromEntries(documentedOpenBankingKeys.map((key) => [key, 'string']))
  const asked = { ...whole, participant_id: '12345' }

  it('answers the documented, empty data, each time', async () => {
    const port = await listen()
    expect(await ask(port, asked, BANK)).toMatchObject({ status: 100, client_message: 'Success', data: {} })
    expect(await ask(port, asked, BANK)).toMatchObject({ status: 100, data: {} })
    expect(await ask(port, { ...asked, account_id: 'not-supported' }, BANK)).toMatchObject({ status: 700 })
  })

  it('takes nothing but strings', async () => {
    expect(await ask(await listen(), { ...asked, duration: 1 }, BANK)).toMatchObject({ status: 400 })
    expect(await ask(await listen(), { ...asked, participant_id: 12345 }, BANK)).toMatchObject({
      status: 400,
    })
  })
})
