import { describe, expect, it } from 'vitest'
import { verifiedCard } from './card.js'
import { verifiedCheck } from './verifyCheck.js'
import {
  documentedResponse,
  documentedCheckResponse,
  requiredRecipient as recipient,
} from './documented.case.js'
import { revealCard as revealed, revealCheck } from './revealed.js'
import { revealable, sessionRequest } from './sessionRequest.js'

const least = { origin: 'https://shop.example', participant_unique_id1: 'order-1' }

function accepts(fields: object): boolean {
  return sessionRequest.safeParse({ ...least, ...fields }).success
}

describe('a session request', () => {
  it('requires an origin and an id, and fills in the defaults', () => {
    expect(sessionRequest.parse(least)).toEqual({
      ...least,
      account_types: ['card'],
      recipient_fields: 'editable',
      reveal: [],
      max_attempts: 5,
      expires_in: 1800,
    })
    expect(sessionRequest.safeParse({ origin: least.origin }).success).toBe(false)
    expect(sessionRequest.safeParse({ participant_unique_id1: 'order-1' }).success).toBe(false)
  })

  it('accepts every documented key and returns it unchanged', () => {
    const most = {
      ...least,
      account_types: ['card'],
      participant_unique_id2: 'customer-1',
      amount: 10.5,
      store_id: 'STORE-001',
      terminal_id: 'TERM-042',
      clerk_id: 'CLK-007',
      recipient: { ...recipient, recipient_phone: '1231231234' },
      recipient_fields: 'readonly',
      accepted_brands: ['visa', 'american-express'],
      reveal: ['last_4', 'issuing_network'],
      locale: 'es-MX',
      max_attempts: 20,
      expires_in: 86_400,
    }
    expect(sessionRequest.parse(most)).toEqual(most)
  })

  it.each(['account', 'expiration_date', 'cvv'])('rejects %s, which comes from the frame alone', (field) => {
    const value = { account: '4111111111111111', expiration_date: '2612', cvv: '123' }[field]
    expect(accepts({ [field]: value })).toBe(false)
    expect(accepts({ recipient: { [field]: value } })).toBe(false)
  })

  it.each(['__proto__', 'constructor', 'participant_id', 'expire_in'])('rejects %s as unknown', (key) => {
    const known = JSON.stringify({ ...least, recipient: {} })
    const inside = known.replace('"recipient":{', `"recipient":{"${key}":{}`)
    const outside = known.replace('{', `{"${key}":{},`)
    expect(sessionRequest.safeParse(JSON.parse(known)).success).toBe(true)
    expect(sessionRequest.safeParse(JSON.parse(inside)).success).toBe(false)
    expect(sessionRequest.safeParse(JSON.parse(outside)).success).toBe(false)
  })

  it.each([
    ['max_attempts', [1, 20], [0, 21, 1.5, '5', NaN]],
    ['expires_in', [60, 86_400], [59, 86_401, 60.5, '1800', Infinity]],
    ['account_types', [['card']], [[], 'card', ['card', 'cash'], ['card', 'card']]],
    ['accepted_brands', [['visa'], ['jcb', 'maestro']], [[], ['Visa'], ['amex'], 'visa']],
    ['reveal', [[], ['last_4']], [['account'], ['cvv'], ['customer_account_token'], 'last_4']],
    ['recipient_fields', ['editable', 'readonly'], ['off', '', null]],
    ['locale', ['en', 'x'.repeat(35)], ['', 'x'.repeat(36), 'en\n']],
    ['amount', [0.01], [0, 0.001, '10', '1e3']],
  ])('accepts the documented values of %s and no others', (field, good, bad) => {
    expect(good.filter((value) => !accepts({ [field]: value }))).toEqual([])
    expect(bad.filter((value) => accepts({ [field]: value }))).toEqual([])
  })

  it('accepts part of a recipient, by the rules of the form', () => {
    expect(accepts({ recipient: { recipient_state: 'GA' } })).toBe(true)
    expect(accepts({ recipient: { recipient_state: 'Georgia' } })).toBe(false)
    expect(accepts({ recipient: { recipient_last_name: '4111 1111 1111 1111' } })).toBe(false)
  })
})

describe('a hidden recipient', () => {
  it('is accepted with every required value', () => {
    expect(accepts({ recipient_fields: 'hidden', recipient })).toBe(true)
  })

  it.each(Object.keys(recipient))('is rejected without %s', (field) => {
    const rest = Object.fromEntries(Object.entries(recipient).filter(([name]) => name !== field))
    const body = { ...least, recipient_fields: 'hidden', recipient: rest }
    expect(sessionRequest.safeParse(body).error?.issues[0]?.path).toEqual(['recipient_fields'])
  })

  it('is rejected without a recipient', () => {
    expect(accepts({ recipient_fields: 'hidden' })).toBe(false)
    expect(accepts({ recipient_fields: 'hidden', recipient: {} })).toBe(false)
  })
})

describe('account types', () => {
  const check = { beneficiary_account: '3000000038' }
  const beneficiary = Object.fromEntries(
    Object.entries(recipient).map(([name, value]) => [name.replace('recipient', 'beneficiary'), value]),
  )
  const { recipient_first_name: _first, recipient_last_name: _last, ...address } = recipient
  const payee = { recipient_line1: 'Harbor & Pine', ...address }

  function rejectedField(fields: object): PropertyKey | undefined {
    return sessionRequest.safeParse({ ...least, ...fields }).error?.issues[0]?.path[0]
  }

  it('requires the setting of an account type, and rejects it without the account type', () => {
    expect(accepts({ account_types: ['check'], check })).toBe(true)
    expect(accepts({ account_types: ['card', 'check'], check })).toBe(true)
    expect(rejectedField({ account_types: ['check'] })).toBe('check')
    expect(rejectedField({ check })).toBe('check')
    expect(rejectedField({ account_types: ['open-banking'] })).toBe('open_banking')
    expect(rejectedField({ open_banking: {} })).toBe('open_banking')
  })

  it.each<[string, object, boolean]>([
    [
      'with the values of the recipient',
      { recipient, check: { ...check, recipient_is_beneficiary: 1 } },
      true,
    ],
    ['with values of its own', { check: { ...check, beneficiary, recipient_is_beneficiary: 1 } }, true],
    [
      'for another payee',
      { check: { ...check, beneficiary, recipient: payee, recipient_is_beneficiary: 0 } },
      true,
    ],
    [
      'for another payee without values',
      { recipient, check: { ...check, recipient_is_beneficiary: 0 } },
      false,
    ],
    ['without recipient_is_beneficiary', { recipient, check }, false],
    ['without a beneficiary', { check: { ...check, recipient_is_beneficiary: 1 } }, false],
  ])('a hidden check %s is accepted: %s', (_name, fields, passing) => {
    expect(accepts({ account_types: ['check'], recipient_fields: 'hidden', ...fields })).toBe(passing)
  })
})

describe('the values that the page sees beside the token', () => {
  const card = verifiedCard.parse(documentedResponse.data)
  const token = { customer_account_token: card.customer_account_token }

  it('has only what the session reveals', () => {
    expect(revealed(card, [])).toEqual(token)
    expect(revealed(card, ['last_4'])).toEqual({ ...token, last_4: '1111' })
    expect(revealed(card, [...revealable])).toEqual({
      ...token,
      last_4: '1111',
      expiration_date: '2612',
      issuing_network: 'Visa',
      estimated_posting_time: 'Payment will post within 5 minutes.',
    })
  })

  it('omits values that the gateway did not send', () => {
    const bare = { ...card, issuers: [], expiration_date: undefined }
    expect(revealed(bare, [...revealable])).toEqual({ ...token, last_4: '1111' })
  })

  it('takes the posting time of a pull if there is no push', () => {
    const issuers = [{ debit_info: { estimated_posting_time: 'Tomorrow.' } }]
    const seen = revealed({ ...card, issuers }, ['estimated_posting_time'])
    expect(seen).toEqual({ ...token, estimated_posting_time: 'Tomorrow.' })
  })
})

it('gives a check’s posting estimate to the form, and to the page what the session reveals', () => {
  const check = verifiedCheck.parse(documentedCheckResponse.data)
  const { estimated_posting_time, estimated_posting_date, customer_account_token } = check
  const shown = { estimated_posting_time, estimated_posting_date }
  expect(revealCheck(check, [])).toEqual({ customer_account_token, shown })
  expect(revealCheck(check, [...revealable])).toEqual({
    customer_account_token,
    last_4: '0038',
    estimated_posting_time,
    shown,
  })
})
