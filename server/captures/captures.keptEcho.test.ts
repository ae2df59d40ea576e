/** Which values are kept of the fields that the server compares with the request, of a check, and of a verification. */
import { expect, it } from 'vitest'
import {
  documentedCheck,
  documentedCheckResponse,
  documentedResponse,
} from '../../contract/documented.case.js'
import { json, SECRET_KEY, success } from '../testing/app.case.js'
import { capture, NUMBER, start, submitted } from './kept.case.js'

const TOKEN = documentedResponse.data.customer_account_token

it.each([
  ['last_4', 'account_mismatch', { last_4: `5555 5555 5555 4444` }],
  ['expiration_date', 'account_mismatch', { expiration_date: `of ${NUMBER}` }],
  ['participant_unique_id1', 'outcome_unknown', { participant_unique_id1: NUMBER }],
])(
  'still finds that %s contradicts the request if its value can’t be kept',
  async (_field, code, difference) => {
    const { answer, left } = await capture(json((sent) => success(sent, difference)))
    expect(answer).toMatchObject({ code })
    expect(left).not.toContain(TOKEN)
  },
)

it.each([
  ['last_4', 'account_mismatch', { last_4: ['9999'] }],
  ['last_4', 'account_mismatch', { last_4: { digits: NUMBER.slice(-4) } }],
  ['last_4', 'account_mismatch', { last_4: true }],
  ['expiration_date', 'account_mismatch', { expiration_date: { year: '29' } }],
  ['participant_unique_id1', 'outcome_unknown', { participant_unique_id1: ['x'] }],
  ['participant_unique_id1', 'outcome_unknown', { participant_unique_id1: { id: 'x' } }],
])('gives no token if %s has the wrong type', async (_field, code, difference) => {
  const { answer, left } = await capture(json((sent) => success(sent, difference)))
  expect(answer).toMatchObject({ code })
  expect(left).not.toContain(TOKEN)
})

it('shows the backend that a last_4 of a decline has the wrong type', async () => {
  const { answer, gateway } = await capture(json((sent) => success(sent, { last_4: [NUMBER] }, 852)))
  expect(answer).toMatchObject({ code: 'card_declined' })
  expect(gateway).toMatchObject({ data: { last_4: 'malformed' } })
})

it('keeps the last four digits of a last_4 that is the whole number', async () => {
  const { gateway, left } = await capture(json((sent) => success(sent, { last_4: NUMBER })))
  expect(gateway).toMatchObject({ data: { customer_account_token: TOKEN, last_4: '3219' } })
  expect(left).not.toContain(NUMBER)
})

it('treats a token that contains the card number as a malformed response', async () => {
  const token = `tok_${NUMBER}`
  const { answer, left } = await capture(json((sent) => success(sent, { customer_account_token: token })))
  expect(answer).toMatchObject({ code: 'outcome_unknown' })
  expect(left).not.toContain(NUMBER)
})

it('keeps no account, name or address of a check', async () => {
  const { beneficiary_account, ...person } = documentedCheck.beneficiary
  const account = `${beneficiary_account}-77`
  const { participant_unique_id1: _, participant_unique_id2: _2, ...data } = documentedCheckResponse.data
  const echo = { first: person.beneficiary_first_name, paid_to: account, street: person.beneficiary_address1 }
  const { gateway, left } = await capture(
    json(() => ({ ...documentedCheckResponse, data: { ...data, last_4: '3877', ...echo, mail: 'USPS' } })),
    { account_types: ['check'], check: { beneficiary_account: account } },
    {
      account_type: 'check',
      recipient_is_beneficiary: 1,
      beneficiary: { ...person, beneficiary_address2: undefined },
    },
  )
  expect(gateway?.data).toEqual({ ...data, last_4: '3877', mail: 'USPS' })
  expect(left).not.toContain(account)
})

it('keeps no token and no owner of a verification', async () => {
  const third_party_token = { provider: '1', token: 'tok_3rdparty_abc123xyz' }
  const { account: _a, cvv: _c, expiration_date: _e, ...recipient } = submitted
  const respond = json((sent) => ({
    ...documentedResponse,
    data: {
      ...{ customer_account_token: TOKEN, participant_unique_id1: sent.participant_unique_id1 },
      ...{ from: third_party_token.token, who: 'Zephyrine', scheme: 'debit' },
    },
  }))
  const server = await start(respond)
  const response = await server.app.request('/v1/verifications', {
    method: 'POST',
    body: JSON.stringify({ ...recipient, third_party_token }),
    headers: { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' },
  })
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ data: { customer_account_token: TOKEN, scheme: 'debit' } })
  for (const trace of [third_party_token.token, 'Zephyrine']) {
    expect([text, ...server.lines, ...server.readFiles()].join()).not.toContain(trace)
  }
})
