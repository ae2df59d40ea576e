import { describe, expect, it } from 'vitest'
import { verifiedCard, type VerifiedCard } from './card.js'
import { documentedCheckResponse, documentedResponse } from './documented.case.js'
import { revealCard, revealCheck } from './revealed.js'
import { revealable } from './sessionRequest.js'
import { verifiedCheck } from './verifyCheck.js'

describe('the values that the page sees beside the token', () => {
  const card = verifiedCard.parse(documentedResponse.data)
  const token = { customer_account_token: card.customer_account_token }
  const typed = { brand: 'Visa', last_4: '1111', expiration_date: '2612' }
  const shown = { brand: 'Visa', last_4: '1111' }
  const revealed = (from: VerifiedCard, reveal: (typeof revealable)[number][]) =>
    revealCard(from, reveal, typed, from.issuers?.[0])

  it('has only what the session reveals', () => {
    expect(revealed(card, [])).toEqual({ ...token, shown })
    expect(revealed(card, ['last_4'])).toEqual({ ...token, last_4: '1111', shown })
    expect(revealed(card, [...revealable])).toEqual({
      ...token,
      last_4: '1111',
      expiration_date: '2612',
      issuing_network: 'Visa',
      card_type: 'Debit',
      payee_name: 'Bank of America - Platinum MasterCard and Visa',
      push_max: '1500.00',
      estimated_posting_time: 'Payment will post within 5 minutes.',
      estimated_posting_date: '04/21/2026',
      shown,
    })
  })

  it('omits values that the gateway did not send, except for those that the cardholder typed', () => {
    const bare = { customer_account_token: card.customer_account_token }
    const fromForm = { last_4: '1111', expiration_date: '2612' }
    expect(revealed(bare, [...revealable])).toEqual({ ...token, ...fromForm, shown })
  })

  it('takes the posting time of a pull if there is no push', () => {
    const issuers = [{ debit_info: { estimated_posting_time: 'Tomorrow.' } }]
    const seen = revealed({ ...card, issuers }, ['estimated_posting_time'])
    expect(seen).toEqual({ ...token, estimated_posting_time: 'Tomorrow.', shown })
  })

  it.each([
    ['a long text', 'x'.repeat(500), `${'x'.repeat(119)}…`],
    ['line ends and tabs', ' Bank\r\nof\tAmerica ', 'Bank of America'],
    ['characters that reverse the text', 'Bank\u202eof\u0000', 'Bank of'],
  ])('cuts %s of the gateway to one plain line', (_name, payee_name, line) => {
    expect(revealed({ ...card, issuers: [{ payee_name }] }, ['payee_name'])).toMatchObject({
      payee_name: line,
    })
  })
})

it('gives a check’s posting estimate to the form, and to the page what the session reveals', () => {
  const check = verifiedCheck.parse(documentedCheckResponse.data)
  const { estimated_posting_time, estimated_posting_date, customer_account_token } = check
  const shown = { estimated_posting_time, estimated_posting_date }
  expect(revealCheck(check, [], '0038')).toEqual({ customer_account_token, shown })
  expect(revealCheck(check, [...revealable], '0038')).toEqual({
    customer_account_token,
    last_4: '0038',
    estimated_posting_time,
    estimated_posting_date,
    shown,
  })
})
