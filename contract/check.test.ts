import { describe, expect, it } from 'vitest'
import { checkCapture } from './check.js'
import { documentedCheck, documentedCheckAnswer } from './documented.case.js'
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
  it('of the beneficiary’s own has no recipient, of another’s has one; both come back unchanged', () => {
    expect(checkCapture.parse(own)).toEqual(own)
    expect(checkCapture.parse(other)).toEqual(other)
  })

  it.each<[string, object, string]>([
    ['0 without its recipient', { ...own, recipient_is_beneficiary: 0 }, 'recipient'],
    ['1 with a recipient', { ...other, recipient_is_beneficiary: 1 }, 'recipient'],
    ['neither 0 nor 1', { ...own, recipient_is_beneficiary: 2 }, 'recipient_is_beneficiary'],
    ['a flag that is a text', { ...own, recipient_is_beneficiary: '1' }, 'recipient_is_beneficiary'],
    ['no beneficiary', { account_type: 'check', recipient_is_beneficiary: 1 }, 'beneficiary'],
    [
      'the account from the page',
      { ...own, beneficiary: { ...beneficiary, beneficiary_account } },
      'beneficiary.beneficiary_account',
    ],
    [
      'a state that is no state',
      { ...own, beneficiary: { ...beneficiary, beneficiary_state: 'ZZ' } },
      'beneficiary.beneficiary_state',
    ],
    [
      'a recipient’s state',
      { ...other, recipient: { ...recipient, recipient_state: 'Ga' } },
      'recipient.recipient_state',
    ],
    [
      'a card’s name in a recipient',
      { ...other, recipient: { ...recipient, recipient_first_name: 'A' } },
      'recipient.recipient_first_name',
    ],
    ['a card number', { ...own, account: '4111111111111111' }, 'account'],
  ])('%s is refused by name', (_name, body, field) => {
    expect(rejectedField(body, checkCapture)).toBe(field)
  })

  it.each(['recipient_address2', 'recipient_phone'])('a recipient’s %s may be left out', (field) => {
    const rest = Object.fromEntries(Object.entries(recipient).filter(([name]) => name !== field))
    expect(checkCapture.safeParse({ ...other, recipient: rest }).success).toBe(true)
  })

  it.each(Object.keys(recipient).filter((name) => !/2$|phone$/.test(name)))(
    'a recipient’s %s may not',
    (field) => {
      const rest = Object.fromEntries(Object.entries(recipient).filter(([name]) => name !== field))
      expect(rejectedField({ ...other, recipient: rest }, checkCapture)).toBe(`recipient.${field}`)
    },
  )

  it.each([
    ['a PO box', { recipient_address1: 'P.O. Box 12' }],
    [
      'the army’s post',
      { recipient_address1: 'Unit 2050 Box 4190', recipient_city: 'APO', recipient_state: 'AP' },
    ],
    ['the fleet’s', { recipient_city: 'FPO', recipient_state: 'AE' }],
    ['a diplomat’s', { recipient_city: 'DPO', recipient_state: 'AA' }],
    ['an organization', { recipient_line1: 'Harbor & Pine, LLC' }],
    ['an organization of 255 letters', { recipient_line1: 'x'.repeat(255) }],
  ])('%s is mailed to', (_name, change) => {
    expect(checkCapture.safeParse({ ...other, recipient: { ...recipient, ...change } }).success).toBe(true)
  })

  it('the payee’s line holds no card number, and neither does another line of its', () => {
    for (const field of ['recipient_line1', 'recipient_address1', 'recipient_city']) {
      const body = { ...other, recipient: { ...recipient, [field]: '4111 1111 1111 1111' } }
      expect(rejectedField(body, checkCapture)).toBe(`recipient.${field}`)
    }
  })

  it('no line is longer than 255', () => {
    const long = { ...recipient, recipient_line1: 'x'.repeat(256) }
    expect(rejectedField({ ...other, recipient: long }, checkCapture)).toBe('recipient.recipient_line1')
  })
})

describe('what the gateway receives', () => {
  it('the documented sample passes unchanged, with its recipient and without', () => {
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
  ])('%s is required', (field) => {
    const rest = Object.fromEntries(Object.entries(documentedCheck).filter(([name]) => name !== field))
    expect(verifyCheckRequest.safeParse(rest).success).toBe(false)
  })

  it('the retail ids are the card’s, an amount and a card are nobody’s here', () => {
    expect(verifyCheckRequest.safeParse({ ...documentedCheck, store_id: 'STORE-001' }).success).toBe(true)
    expect(rejectedField({ ...documentedCheck, amount: 1 }, verifyCheckRequest)).toBe('amount')
    expect(rejectedField({ ...documentedCheck, cvv: '123' }, verifyCheckRequest)).toBe('cvv')
  })
})

it('a session’s check has its account, and may know the rest in part', () => {
  expect(checkOfSession.safeParse({}).error?.issues[0]?.path).toEqual(['beneficiary_account'])
  const known = { beneficiary_account, beneficiary: { beneficiary_state: 'GA' }, recipient: {} }
  expect(checkOfSession.parse(known)).toEqual(known)
  expect(checkOfSession.safeParse({ ...known, recipient_is_beneficiary: 0 }).success).toBe(true)
  // It would be dropped without a word.
  const dropped = checkOfSession.safeParse({ ...known, recipient_is_beneficiary: 1 })
  expect(dropped.error?.issues[0]?.path).toEqual(['recipient'])
  expect(checkOfSession.safeParse({ ...known, beneficiary: { beneficiary_state: 'Ga' } }).success).toBe(false)
})

describe('what the gateway answers', () => {
  const { data } = documentedCheckAnswer

  it('the documented sample passes unchanged, and so does what nobody has documented', () => {
    expect(verifiedCheck.parse(data)).toEqual(data)
    expect(verifiedCheck.parse({ ...data, tracking: { carrier: 'x' } })).toEqual({
      ...data,
      tracking: { carrier: 'x' },
    })
  })

  it('a posting estimate of another type is no reason to lose a token', () => {
    expect(verifiedCheck.parse({ ...data, estimated_posting_date: 20200829 })).toMatchObject({
      customer_account_token: data.customer_account_token,
      estimated_posting_date: undefined,
    })
  })
})
