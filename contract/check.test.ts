import { describe, expect, it } from 'vitest'
import { checkCapture } from './check.js'
import { documentedCheck, documentedCheckResponse } from './documented.case.js'
import { checkOfSession, verifiedCheck, verifyCheckRequest } from './verifyCheck.js'

const { beneficiary_account, ...beneficiary } = documentedCheck.beneficiary
const { recipient } = documentedCheck
const own = { account_type: 'check', recipient_is_beneficiary: 1, beneficiary }
const other = { account_type: 'check', recipient_is_beneficiary: 0, beneficiary, recipient }

function rejectedField(
  body: unknown,
  schema: typeof checkCapture | typeof verifyCheckRequest,
): string | undefined {
  const issue = schema.safeParse(body).error?.issues[0]
  return issue && [...issue.path, ...(issue.code === 'unrecognized_keys' ? issue.keys : [])].join('.')
}

describe('a check capture', () => {
  it('accepts the beneficiary alone, or with a recipient, and returns both unchanged', () => {
    expect(checkCapture.parse(own)).toEqual(own)
    expect(checkCapture.parse(other)).toEqual(other)
  })

  it.each<[string, object, string]>([
    ['0 without a recipient', { ...own, recipient_is_beneficiary: 0 }, 'recipient'],
    ['1 with a recipient', { ...other, recipient_is_beneficiary: 1 }, 'recipient'],
    ['neither 0 nor 1', { ...own, recipient_is_beneficiary: 2 }, 'recipient_is_beneficiary'],
    ['a flag that is a string', { ...own, recipient_is_beneficiary: '1' }, 'recipient_is_beneficiary'],
    ['a body without a beneficiary', { account_type: 'check', recipient_is_beneficiary: 1 }, 'beneficiary'],
    [
      'an account from the page',
      { ...own, beneficiary: { ...beneficiary, beneficiary_account } },
      'beneficiary.beneficiary_account',
    ],
    [
      'an unknown state',
      { ...own, beneficiary: { ...beneficiary, beneficiary_state: 'ZZ' } },
      'beneficiary.beneficiary_state',
    ],
    [
      'an unknown state of a recipient',
      { ...other, recipient: { ...recipient, recipient_state: 'Ga' } },
      'recipient.recipient_state',
    ],
    [
      'a first name in a recipient',
      { ...other, recipient: { ...recipient, recipient_first_name: 'A' } },
      'recipient.recipient_first_name',
    ],
    ['a card number', { ...own, account: '4111111111111111' }, 'account'],
  ])('rejects %s by the field’s name', (_name, body, field) => {
    expect(rejectedField(body, checkCapture)).toBe(field)
  })

  it.each(['recipient_address2', 'recipient_phone'])('accepts a recipient without %s', (field) => {
    const rest = Object.fromEntries(Object.entries(recipient).filter(([name]) => name !== field))
    expect(checkCapture.safeParse({ ...other, recipient: rest }).success).toBe(true)
  })

  it.each(Object.keys(recipient).filter((name) => !/2$|phone$/.test(name)))(
    'rejects a recipient without %s',
    (field) => {
      const rest = Object.fromEntries(Object.entries(recipient).filter(([name]) => name !== field))
      expect(rejectedField({ ...other, recipient: rest }, checkCapture)).toBe(`recipient.${field}`)
    },
  )

  it.each([
    ['a PO box', { recipient_address1: 'P.O. Box 12' }],
    [
      'an army post office',
      { recipient_address1: 'Unit 2050 Box 4190', recipient_city: 'APO', recipient_state: 'AP' },
    ],
    ['a fleet post office', { recipient_city: 'FPO', recipient_state: 'AE' }],
    ['a diplomatic post office', { recipient_city: 'DPO', recipient_state: 'AA' }],
    ['an organization', { recipient_line1: 'Harbor & Pine, LLC' }],
    ['an organization of 255 letters', { recipient_line1: 'x'.repeat(255) }],
  ])('accepts %s as a payee', (_name, change) => {
    expect(checkCapture.safeParse({ ...other, recipient: { ...recipient, ...change } }).success).toBe(true)
  })

  it('rejects a card number in each of the payee’s lines', () => {
    for (const field of ['recipient_line1', 'recipient_address1', 'recipient_city']) {
      const body = { ...other, recipient: { ...recipient, [field]: '4111 1111 1111 1111' } }
      expect(rejectedField(body, checkCapture)).toBe(`recipient.${field}`)
    }
  })

  it('rejects a line of 256 characters', () => {
    const long = { ...recipient, recipient_line1: 'x'.repeat(256) }
    expect(rejectedField({ ...other, recipient: long }, checkCapture)).toBe('recipient.recipient_line1')
  })
})

describe('the request to the gateway', () => {
  it('accepts the documented sample with its recipient and without, and returns it unchanged', () => {
    expect(verifyCheckRequest.parse(documentedCheck)).toEqual(documentedCheck)
    const { recipient: _, ...without } = documentedCheck
    expect(verifyCheckRequest.parse(without)).toEqual(without)
    expect(rejectedField({ ...without, recipient_is_beneficiary: 0 }, verifyCheckRequest)).toBe('recipient')
  })

  it.each([
    'participant_id',
    'account_type',
    'beneficiary',
    'participant_unique_id1',
    'timestamp',
    'version',
  ])('requires %s', (field) => {
    const rest = Object.fromEntries(Object.entries(documentedCheck).filter(([name]) => name !== field))
    expect(verifyCheckRequest.safeParse(rest).success).toBe(false)
  })

  it('accepts the retail ids, and rejects an amount and card data', () => {
    expect(verifyCheckRequest.safeParse({ ...documentedCheck, store_id: 'STORE-001' }).success).toBe(true)
    expect(rejectedField({ ...documentedCheck, amount: 1 }, verifyCheckRequest)).toBe('amount')
    expect(rejectedField({ ...documentedCheck, cvv: '123' }, verifyCheckRequest)).toBe('cvv')
  })
})

it('requires the account in a session’s check, and accepts any part of the rest', () => {
  expect(checkOfSession.safeParse({}).error?.issues[0]?.path).toEqual(['beneficiary_account'])
  const known = { beneficiary_account, beneficiary: { beneficiary_state: 'GA' }, recipient: {} }
  expect(checkOfSession.parse(known)).toEqual(known)
  expect(checkOfSession.safeParse({ ...known, recipient_is_beneficiary: 0 }).success).toBe(true)
  // The server would drop the recipient silently.
  const dropped = checkOfSession.safeParse({ ...known, recipient_is_beneficiary: 1 })
  expect(dropped.error?.issues[0]?.path).toEqual(['recipient'])
  expect(checkOfSession.safeParse({ ...known, beneficiary: { beneficiary_state: 'Ga' } }).success).toBe(false)
})

describe('the response of the gateway', () => {
  const { data } = documentedCheckResponse

  it('returns the documented sample and undocumented fields unchanged', () => {
    expect(verifiedCheck.parse(data)).toEqual(data)
    expect(verifiedCheck.parse({ ...data, tracking: { carrier: 'x' } })).toEqual({
      ...data,
      tracking: { carrier: 'x' },
    })
  })

  it('accepts a success whose posting estimate has another type', () => {
    expect(verifiedCheck.parse({ ...data, estimated_posting_date: 20200829 })).toMatchObject({
      customer_account_token: data.customer_account_token,
      estimated_posting_date: undefined,
    })
  })
})
