import { describe, expect, it } from 'vitest'
import { gatewayResponse } from './gatewayResponse.js'
import { cardCapture, verifiedCard, verifyCardRequest } from './card.js'
import { requirements, type CardPolicy } from './policy.js'
import { documentedResponse, documentedRequest, requiredRecipient } from './documented.case.js'

const capture = { account_type: 'card', account: '4111111111111111', ...requiredRecipient }
const policies = requirements.flatMap((cvv) =>
  requirements.map((expiration_date): CardPolicy => ({ cvv, expiration_date })),
)
const values = { cvv: '123', expiration_date: '2612' }

function without(body: Record<string, unknown>, field: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== field))
}

/** Adds the key to the JSON text: only a parsed object has `__proto__` as an own key. */
function withKey(body: object, key: string): unknown {
  return JSON.parse(JSON.stringify(body).replace('{', `{${JSON.stringify(key)}:{"a":1},`))
}

// Without its limit on blanks, the expression searched a text of 64 KiB, the longest response, for 20 s.
it.each([
  ['  $ 1,500.00 USD ', '  $ 1,500.00 USD '],
  [`${' '.repeat(20)}1500.00`, undefined],
  [`1500.00${' '.repeat(20)}`, undefined],
  [' '.repeat(64_000), undefined],
  [`1500.00${' '.repeat(64_000)}x`, undefined],
])('reads a limit with a few blanks, and ignores one with many', (max, expected) => {
  const data = { ...documentedResponse.data, issuers: [{ credit_info: { max } }] }
  expect(verifiedCard.parse(data).issuers?.[0]?.credit_info?.max).toBe(expected)
})

it('covers the nine policies', () => {
  expect(policies).toHaveLength(9)
})

describe.each(policies)('a card capture, cvv $cvv, expiration_date $expiration_date', (policy) => {
  const schema = cardCapture(policy)
  const fields = ['cvv', 'expiration_date'] as const
  // Every field that the policy allows.
  const full = {
    ...capture,
    ...Object.fromEntries(
      fields.filter((field) => policy[field] !== 'off').map((field) => [field, values[field]]),
    ),
  }

  it('accepts every field of the policy and returns it unchanged', () => {
    expect(schema.parse(full)).toEqual(full)
  })

  it.each(fields)('accepts %s present or absent as the policy says', (field) => {
    const expected = {
      required: { present: true, absent: false },
      optional: { present: true, absent: true },
      off: { present: false, absent: true },
    }[policy[field]]
    expect({
      present: schema.safeParse({ ...full, [field]: values[field] }).success,
      absent: schema.safeParse(without(full, field)).success,
    }).toEqual(expected)
  })

  it.each(fields)('rejects an empty or malformed %s', (field) => {
    for (const value of ['', '12', null, 123]) {
      expect(schema.safeParse({ ...full, [field]: value }).success).toBe(false)
    }
  })

  it.each(Object.keys(capture))('requires %s', (field) => {
    expect(schema.safeParse(without(full, field)).success).toBe(false)
  })

  it.each([
    'participant_id',
    'amount',
    'timestamp',
    'version',
    'customer_account_token',
    '__proto__',
    'constructor',
  ])('rejects %s as unknown', (key) => {
    expect(schema.safeParse(withKey(full, key)).error?.issues[0]).toMatchObject({
      code: 'unrecognized_keys',
      keys: [key],
    })
  })
})

it('rejects Ingo’s code CA as an account type', () => {
  const schema = cardCapture({ cvv: 'off', expiration_date: 'off' })
  expect(schema.safeParse({ ...capture, account_type: 'CA' }).success).toBe(false)
})

describe('the request to the gateway', () => {
  it('accepts the documented sample and returns it unchanged', () => {
    expect(verifyCardRequest.parse(documentedRequest)).toEqual(documentedRequest)
  })

  it.each(['customer_account_token', 'third_party_token', 'nickname', '__proto__', 'toString'])(
    'rejects %s beside a card number',
    (key) => {
      expect(verifyCardRequest.safeParse(withKey(documentedRequest, key)).success).toBe(false)
    },
  )

  it('requires the fields that the server adds', () => {
    const added = ['participant_id', 'account_type', 'participant_unique_id1', 'timestamp', 'version']
    const passing = added.filter(
      (field) => verifyCardRequest.safeParse(without(documentedRequest, field)).success,
    )
    expect(passing).toEqual([])
  })

  it.each([
    ['participant_id', '12345'],
    ['participant_id', 1.5],
    ['account_type', 'card'],
    ['timestamp', '1576097158'],
    ['timestamp', 1576097158.5],
    ['version', 10],
    ['version', '11'],
  ])('rejects %s %j', (field, value) => {
    expect(verifyCardRequest.safeParse({ ...documentedRequest, [field]: value }).success).toBe(false)
  })
})

describe('the response of the gateway', () => {
  const { data } = documentedResponse

  it('accepts the documented sample and returns it unchanged', () => {
    expect(gatewayResponse.parse(documentedResponse)).toEqual(documentedResponse)
    expect(verifiedCard.parse(data)).toEqual(data)
  })

  it('requires an integer as the status of an envelope, and no other field', () => {
    expect(gatewayResponse.safeParse({ status: 852 }).success).toBe(true)
    for (const body of [{}, { status: '100' }, { status: 1.5 }, { status: null }, [], null, 'text']) {
      expect(gatewayResponse.safeParse(body).success).toBe(false)
    }
  })

  it('a token that could break out of a log, a URL or a page is no token', () => {
    for (const token of ['', 'a b', 'a/b', '<b>', 'a\n', 'a'.repeat(256), 7, null]) {
      expect(verifiedCard.safeParse({ ...data, customer_account_token: token }).success).toBe(false)
    }
  })

  it('requires only the token', () => {
    const { customer_account_token, ...rest } = data
    expect(verifiedCard.safeParse(rest).success).toBe(false)
    expect(verifiedCard.parse({ customer_account_token })).toEqual({ customer_account_token })
  })

  it.each(['last_4', 'expiration_date', 'participant_unique_id1', 'participant_unique_id2'])(
    'reads a number in %s as text, so that it can be compared, and an empty text as absent',
    (field) => {
      expect(verifiedCard.parse({ ...data, [field]: 1111 })).toMatchObject({ [field]: '1111' })
      for (const absent of ['', null, undefined, {}]) {
        expect(verifiedCard.parse({ ...data, [field]: absent })).toMatchObject({ [field]: undefined })
      }
    },
  )

  it('keeps undocumented fields', () => {
    const more = { ...data, reference_data: { provider: '1' } }
    expect(verifiedCard.parse(more)).toEqual(more)
  })

  it('skips invalid issuers, accepts one outside of a list, and reads false and "0" as 0', () => {
    const parsed = (issuers: unknown) => verifiedCard.parse({ ...data, issuers }).issuers
    expect(parsed('none')).toEqual([])
    expect(parsed({ credit_enabled: 1 })).toMatchObject([{ credit_enabled: 1 }])
    expect(parsed([null, 7, { credit_enabled: 0 }])).toMatchObject([{ credit_enabled: 0 }])
    for (const no of ['0', false])
      expect(parsed([{ debit_enabled: no }])).toMatchObject([{ debit_enabled: 0 }])
    for (const yes of ['1', true])
      expect(parsed([{ debit_enabled: yes }])).toMatchObject([{ debit_enabled: 1 }])
    expect(parsed([{ credit_info: { max: 20 } }])).toMatchObject([{ credit_info: { max: '20' } }])
  })

  it.each([
    ['count', '1'],
    ['request_timestamp', null],
  ])('accepts a success whose %s has another type', (field, value) => {
    expect(verifiedCard.parse({ ...data, [field]: value })).toMatchObject({
      last_4: '1111',
      [field]: undefined,
    })
  })
})
