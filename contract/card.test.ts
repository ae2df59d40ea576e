import { describe, expect, it } from 'vitest'
import { gatewayResponse } from './gatewayResponse.js'
import { cardCapture, verifiedCard, verifyCardRequest } from './card.js'
import { requirements, type CardPolicy } from './policy.js'
import { documentedAnswer, documentedRequest, requiredRecipient } from './documented.case.js'

const capture = { account_type: 'card', account: '4111111111111111', ...requiredRecipient }
const policies = requirements.flatMap((cvv) =>
  requirements.map((expiration_date): CardPolicy => ({ cvv, expiration_date })),
)
const values = { cvv: '123', expiration_date: '2612' }

function without(body: Record<string, unknown>, field: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== field))
}

/** As the wire brings it: `__proto__` is a key of its own there. */
function withKey(body: object, key: string): unknown {
  return JSON.parse(JSON.stringify(body).replace('{', `{${JSON.stringify(key)}:{"a":1},`))
}

it('knows nine policies', () => {
  expect(policies).toHaveLength(9)
})

describe.each(policies)('a card capture, cvv $cvv, expiration_date $expiration_date', (policy) => {
  const schema = cardCapture(policy)
  const fields = ['cvv', 'expiration_date'] as const
  // All that the policy lets in: what is off must be absent.
  const full = {
    ...capture,
    ...Object.fromEntries(
      fields.filter((field) => policy[field] !== 'off').map((field) => [field, values[field]]),
    ),
  }

  it('takes everything that is asked for, and gives it back unchanged', () => {
    expect(schema.parse(full)).toEqual(full)
  })

  it.each(fields)('%s may be there, or absent, as the policy says', (field) => {
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

  it.each(fields)('%s may not be empty or malformed', (field) => {
    for (const value of ['', '12', null, 123]) {
      expect(schema.safeParse({ ...full, [field]: value }).success).toBe(false)
    }
  })

  it.each(Object.keys(capture))('%s is required', (field) => {
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
  ])('%s is refused as unknown', (key) => {
    expect(schema.safeParse(withKey(full, key)).error?.issues[0]).toMatchObject({
      code: 'unrecognized_keys',
      keys: [key],
    })
  })
})

it('the account type is the public word, not Ingo’s code', () => {
  const schema = cardCapture({ cvv: 'off', expiration_date: 'off' })
  expect(schema.safeParse({ ...capture, account_type: 'CA' }).success).toBe(false)
})

describe('what the gateway receives', () => {
  it('the documented sample passes unchanged', () => {
    expect(verifyCardRequest.parse(documentedRequest)).toEqual(documentedRequest)
  })

  it.each(['customer_account_token', 'third_party_token', 'nickname', '__proto__', 'toString'])(
    '%s beside a raw card is refused',
    (key) => {
      expect(verifyCardRequest.safeParse(withKey(documentedRequest, key)).success).toBe(false)
    },
  )

  it('what the proxy adds is required', () => {
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
  ])('%s %j is refused', (field, value) => {
    expect(verifyCardRequest.safeParse({ ...documentedRequest, [field]: value }).success).toBe(false)
  })
})

describe('what the gateway answers', () => {
  const { data } = documentedAnswer

  it('the documented sample passes unchanged', () => {
    expect(gatewayResponse.parse(documentedAnswer)).toEqual(documentedAnswer)
    expect(verifiedCard.parse(data)).toEqual(data)
  })

  it('an envelope needs a whole number as status, and nothing else', () => {
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

  it.each(['customer_account_token', 'last_4', 'participant_unique_id1'])('%s is demanded', (field) => {
    expect(verifiedCard.safeParse(without(data, field)).success).toBe(false)
  })

  it('last_4 is four digits', () => {
    const bad = ['111', '11111', '1111\n', 'abcd', '１１１１', 1111]
    expect(bad.filter((last_4) => verifiedCard.safeParse({ ...data, last_4 }).success)).toEqual([])
  })

  it('what nobody has documented goes through', () => {
    const more = { ...data, reference_data: { provider: '1' } }
    expect(verifiedCard.parse(more)).toEqual(more)
  })

  it.each([
    ['issuers', 'none'],
    ['count', '1'],
    ['request_timestamp', null],
  ])('a %s of another type is no reason to lose a token', (field, value) => {
    expect(verifiedCard.parse({ ...data, [field]: value })).toMatchObject({
      last_4: '1111',
      [field]: undefined,
    })
  })
})
