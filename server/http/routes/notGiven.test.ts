/** Optional values that are null or an empty text count as absent, in sessions and in verifications. */
import { expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { sessionRequest } from '../../../contract/sessionRequest.js'
import { verificationRequest } from '../../../contract/verification.js'
import { requiredRecipient } from '../../../contract/documented.case.js'
import { json, ORIGIN, readResponse, SECRET_KEY, start, startApp } from '../../testing/app.case.js'

/** The paths of all optional keys, such as `recipient.recipient_phone`. */
function optionalPaths(schema: z.ZodMiniType, prefix = ''): string[] {
  const { type, shape, innerType } = schema._zod.def as {
    type: string
    shape?: Record<string, z.ZodMiniType>
    innerType?: z.ZodMiniType
  }
  if (innerType)
    return [
      ...(prefix ? [prefix] : []),
      ...optionalPaths(innerType, prefix).filter((path) => path !== prefix),
    ]
  if (type !== 'object' || !shape) return []
  return Object.entries(shape).flatMap(([name, part]) =>
    optionalPaths(part, prefix ? `${prefix}.${name}` : name),
  )
}

/** The object with the value at the path. */
function withValue(body: Record<string, unknown>, path: string, value: unknown): Record<string, unknown> {
  const [name = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...body, [name]: value }
  return { ...body, [name]: withValue((body[name] ?? {}) as Record<string, unknown>, rest.join('.'), value) }
}

const sessionPaths = optionalPaths(sessionRequest)
const needed: Record<string, Record<string, unknown>> = {
  check: { account_types: ['check'], check: { beneficiary_account: '12345' } },
  require: { require: { push: true } },
}

it('finds optional keys of every kind', () => {
  expect(sessionPaths).toEqual(
    expect.arrayContaining([
      'amount',
      'recipient',
      'recipient.recipient_zip',
      'check.beneficiary.beneficiary_zip',
      'locale',
    ]),
  )
})

it.each(
  sessionPaths.filter(
    (path) => !/^(?:amount|participant_unique_id1|check|open_banking|require)$|^open_banking\./.test(path),
  ),
)('createSession takes null and an empty text as not given: %s', async (path) => {
  const { create } = startApp({})
  const [group = ''] = path.split('.')
  const base = { origin: ORIGIN, ...needed[group] }
  // `require` must have at least one member.
  const start = path === 'require.push' ? { ...base, require: { pull: true } } : base
  for (const value of [null, '']) expect((await create(withValue(start, path, value))).status).toBe(201)
})

it('gives null and empty values to no form', async () => {
  const { app, open } = startApp({})
  const recipient = {
    recipient_first_name: 'Ada',
    recipient_zip: null,
    recipient_phone: '',
    recipient_city: '',
  }
  const { sealed } = await open({ recipient })
  const response = await app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } })
  expect(((await response.json()) as { recipient: unknown }).recipient).toEqual({
    recipient_first_name: 'Ada',
  })
})

it('createVerification sends Ingo no field for null and for an empty text', async () => {
  const { app, gateway } = await start(json(() => ({ status: 800 })))
  const verify = async (body: object) =>
    readResponse(
      app.request('/v1/verifications', {
        method: 'POST',
        headers: { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ account_type: 'card', ...body }),
      }),
    )
  const optional = optionalPaths(verificationRequest).filter(
    (name) => !/token$|^amount$|^participant_unique_id1$/.test(name),
  )
  const isOwners = (name: string) => /^recipient_/.test(name)
  for (const value of [null, '']) {
    const empty = Object.fromEntries(optional.map((name) => [name, value]))
    await verify({ ...empty, customer_account_token: 'token-1', third_party_token: value })
    const owner = Object.fromEntries(Object.entries(empty).filter(([name]) => !isOwners(name)))
    const token = { provider: '1', token: 'tok_1' }
    await verify({
      ...owner,
      customer_account_token: value,
      third_party_token: token,
      ...requiredRecipient,
      recipient_phone: value,
    })
  }
  expect(gateway.received).toHaveLength(4)
  for (const { sent } of gateway.received)
    expect(Object.values(sent).filter((value) => value === null || value === '')).toEqual([])
})

it.each([
  [{ origin: null }, 'origin'],
  [{ origin: ORIGIN, account: null }, 'account'],
  [{ origin: ORIGIN, amount: null }, 'amount'],
  [{ origin: ORIGIN, amount: '' }, 'amount'],
  [{ origin: ORIGIN, participant_unique_id1: null }, 'participant_unique_id1'],
  [{ origin: ORIGIN, participant_unique_id1: '' }, 'participant_unique_id1'],
  [{ origin: ORIGIN, recipient: { recipient_frist_name: null } }, 'recipient.recipient_frist_name'],
  [
    { origin: ORIGIN, account_types: ['check'], check: { beneficiary_account: '' } },
    'check.beneficiary_account',
  ],
])('still rejects a required or unknown key, an amount and an id, by name: %j', async (body, field) => {
  const { create } = startApp({})
  expect(await readResponse(create(body))).toMatchObject({ http: 400, field })
})
