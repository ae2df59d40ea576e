import { describe, expect, it } from 'vitest'
import { documentedRequest, requiredRecipient } from './documented.case.js'
import { verificationRequest, verifyTokenRequest, type VerificationInput } from './verification.js'

const customer_account_token = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const third_party_token = { provider: '1', token: 'tok_3rdparty_abc123xyz' }
const ids = { account_type: 'card', participant_unique_id1: 'customer-1' }
const groupings = [{ customer_account_token }, { third_party_token, ...requiredRecipient }]

function rejectedField(body: object): string | undefined {
  const issue = verificationRequest.safeParse(body).error?.issues[0]
  return issue && [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys : [])].join('.')
}

describe('a verification', () => {
  it('requires exactly one token', () => {
    for (const grouping of groupings) {
      expect(verificationRequest.parse({ ...ids, ...grouping })).toEqual({ ...ids, ...grouping })
    }
    expect(rejectedField(ids)).toBe('customer_account_token')
    expect(rejectedField({ ...ids, customer_account_token, third_party_token })).toBe('third_party_token')
  })

  // Every field of the documented sample that is the card's or its owner's.
  const raw = Object.keys(documentedRequest).filter((name) =>
    /^(account|expiration_date|cvv|recipient_\w+)$/.test(name),
  )
  it.each([...raw, 'recipient_business_name'])('rejects %s beside a customer_account_token', (field) => {
    const value = field === 'recipient_zip' ? '00000' : field === 'recipient_phone' ? '1231231234' : 'GA'
    expect(rejectedField({ ...ids, customer_account_token, [field]: value })).toBe(field)
  })

  it.each(['account', 'expiration_date', 'cvv'])('rejects %s beside a third_party_token', (field) => {
    expect(rejectedField({ ...ids, third_party_token, ...requiredRecipient, [field]: '123' })).toBe(field)
  })

  it.each(Object.keys(requiredRecipient))('requires %s beside a third_party_token', (field) => {
    const rest = Object.fromEntries(Object.entries(requiredRecipient).filter(([name]) => name !== field))
    expect(rejectedField({ ...ids, third_party_token, ...rest })).toBe(field)
  })

  it('accepts the optional fields of a recipient beside a third_party_token', () => {
    const optional = {
      recipient_address2: 'Apt 2',
      recipient_phone: '1231231234',
      recipient_business_name: 'Rockets LLC',
    }
    const body = { ...ids, third_party_token, ...requiredRecipient, ...optional }
    expect(verificationRequest.parse(body)).toEqual(body)
  })

  it('needs no participant_unique_id1', () => {
    expect(rejectedField({ account_type: 'card', customer_account_token })).toBeUndefined()
  })

  it.each([
    ['amount', 0.001],
    ['amount', '1e3'],
    ['store_id', 'x'.repeat(256)],
    ['participant_unique_id1', ''],
    ['customer_account_token', 'a b'],
    ['third_party_token', {}],
    ['third_party_token', 'tok'],
    ['third_party_token', { provider: '' }],
    ['third_party_token', { provider: '1' }],
    ['third_party_token', { provider: '1234', token: 'tok_1' }],
    ['third_party_token', { provider: '1', token: 'tok_1', more: 'x' }],
    ['amount', 10.005],
    ['amount', 1e21],
  ])('rejects %s %j', (field, value) => {
    const { customer_account_token: _, ...rest } = { ...ids, customer_account_token }
    const token = /token/.test(field) ? {} : { customer_account_token }
    expect(rejectedField({ ...rest, ...token, [field]: value })?.split('.')[0]).toBe(field)
  })

  const hidden = [
    'Account',
    'card_number',
    'cardNumber',
    'PAN',
    'CVV',
    'CVC',
    'ExpirationDate',
    'Recipient_Line1',
  ]
  it.each([...raw, 'recipient_business_name', 'beneficiary_zip', ...hidden])(
    'rejects %s in a third party’s token',
    (name) => {
      expect(rejectedField({ ...ids, third_party_token: { id: '1', [name]: '123' } })).toBe(
        'third_party_token',
      )
    },
  )

  it('reads null as absent, as Ingo documents it', () => {
    const nulls = { participant_unique_id2: null, store_id: null, terminal_id: null, clerk_id: null }
    expect(verificationRequest.parse({ ...ids, customer_account_token, ...nulls })).toEqual({
      ...ids,
      customer_account_token,
    })
    expect(rejectedField({ ...ids, customer_account_token, participant_unique_id1: null })).toBe(
      'participant_unique_id1',
    )
  })

  it('requires exactly one token in the type', () => {
    const one: VerificationInput = { ...ids, account_type: 'card', customer_account_token }
    // @ts-expect-error -- both tokens
    const both: VerificationInput = { ...one, third_party_token }
    // @ts-expect-error -- a third party's token without its recipient
    const bare: VerificationInput = { account_type: 'card', third_party_token }
    // @ts-expect-error -- neither token
    const none: VerificationInput = { ...ids, account_type: 'card' }
    const fields = ['third_party_token', 'customer_account_token', 'recipient_first_name']
    expect([both, none, bare].map(rejectedField)).toEqual(fields)
  })

  it.each([1, 100])('accepts a third party’s token of %i characters', (length) => {
    expect(
      rejectedField({
        ...{ ...ids, ...requiredRecipient },
        third_party_token: { provider: '1', token: 'x'.repeat(length) },
      }),
    ).toBeUndefined()
  })

  it('rejects a third party’s token of 101 characters', () => {
    const token = { provider: '1', token: 'x'.repeat(101) }
    expect(rejectedField({ ...ids, third_party_token: token })).toBe('third_party_token.token')
  })
})

it('sends the token to the gateway without card data', () => {
  const { participant_id, timestamp, version, amount } = documentedRequest
  const sent = {
    participant_id,
    account_type: 'CA',
    amount,
    customer_account_token,
    participant_unique_id1: '1',
    timestamp,
    version,
  }
  expect(verifyTokenRequest.parse(sent)).toEqual(sent)
  expect(verifyTokenRequest.safeParse({ ...sent, cvv: '123' }).success).toBe(false)
  const { participant_unique_id1: _, ...unnamed } = sent
  expect(verifyTokenRequest.safeParse(unnamed).success).toBe(false)
})
