import { describe, expect, it } from 'vitest'
import { requiredRecipient as recipient } from './documented.case.js'
import { sessionRequest } from './sessionRequest.js'

const least = { origin: 'https://shop.example' }

function accepts(fields: object): boolean {
  return sessionRequest.safeParse({ ...least, ...fields }).success
}

describe('a session request', () => {
  it('requires an origin alone, and fills in the defaults', () => {
    expect(sessionRequest.parse(least)).toEqual({
      ...least,
      account_types: ['card'],
      ask_business_name: false,
      recipient_fields: 'editable',
      reveal: [],
      max_attempts: 5,
      expires_in: 1800,
    })
    expect(sessionRequest.safeParse({}).success).toBe(false)
  })

  it('accepts every documented key and returns it unchanged', () => {
    const most = {
      ...least,
      account_types: ['card'],
      participant_unique_id1: 'order-1',
      participant_unique_id2: 'customer-1',
      amount: 10.5,
      require: { push: true, pull: true, card_types: ['Debit', 'Prepaid'], amount_within_limits: true },
      ask_business_name: true,
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
    ['amount', [0.01], [0, -1, 0.001, '10', '1e3']],
    ['participant_unique_id1', ['1', 'x'.repeat(255)], ['', 'x'.repeat(256), null, 1]],
    [
      'require',
      [{ push: true }, { pull: true }, { card_types: ['Debit', 'Prepaid', 'Credit'] }],
      [
        { push: false },
        { card_types: [] },
        { card_types: ['Debit', 'Debit'] },
        {},
        { card_types: ['debit'] },
        { max: -1 },
        { push_disabled: true },
        [],
      ],
    ],
  ])('accepts the documented values of %s and no others', (field, good, bad) => {
    expect(good.filter((value) => !accepts({ [field]: value }))).toEqual([])
    expect(bad.filter((value) => accepts({ [field]: value }))).toEqual([])
  })

  it.each([
    [{ reveal: ['issuer'] }, /^should be one of last_4, .*payee_name/],
    [{ require: { push: false } }, /^should be true, or left out$/],
    [{ require: { card_types: ['debit'] } }, /^should be one of Debit, Prepaid, Credit; is Debit meant\?$/],
    [{ account_types: ['cash'] }, /^should be one of card, check, open-banking$/],
  ])('says what is allowed in place of %j', (fields, message) => {
    expect(sessionRequest.safeParse({ ...least, ...fields }).error?.issues[0]?.message).toMatch(message)
  })

  it('rejects `require` without a card, and amount_within_limits without an amount', () => {
    const field = (body: object) => sessionRequest.safeParse({ ...least, ...body }).error?.issues[0]?.path
    expect(field({ require: { amount_within_limits: true } })).toEqual(['amount'])
    expect(field({ require: { amount_within_limits: true }, amount: 10 })).toBeUndefined()
    const check = { account_types: ['check'], check: { beneficiary_account: '1' } }
    expect(field({ ...check, require: { push: true } })).toEqual(['require'])
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
