import { describe, expect, it } from 'vitest'
import {
  documentedCheck,
  documentedCheckResponse,
  requiredRecipient,
} from '../../../contract/documented.case.js'
import { card, json, NOW, ORIGIN, start, readResponse } from '../../testing/app.case.js'
import { anothersCheck, checkSession, ownCheck } from '../../testing/check.case.js'

const documentedResponse = json(() => documentedCheckResponse)
const { recipient, ...withoutRecipient } = documentedCheck
const TOKEN = documentedCheckResponse.data.customer_account_token
const requestStamp = { timestamp: NOW / 1000 }
const { beneficiary } = ownCheck

describe('the gateway request of a check', () => {
  it('equals the documented sample, with fields in its order: flag 1 without a recipient, 0 with one', async () => {
    for (const [content, expected] of [
      [ownCheck, { ...withoutRecipient, ...requestStamp }],
      [anothersCheck, { ...documentedCheck, recipient_is_beneficiary: 0, ...requestStamp }],
    ]) {
      const { gateway, open } = await start(documentedResponse)
      expect(await readResponse((await open(checkSession)).capture(content))).toMatchObject({ http: 200 })
      const [request] = gateway.received
      expect(request?.url).toBe('/gateway/verify--check')
      expect(request?.sent).toEqual(expected)
      expect(Object.keys(request?.sent ?? {})).toEqual(Object.keys(expected ?? {}))
    }
  })

  it('has the retail ids and no amount', async () => {
    const { gateway, open } = await start(documentedResponse)
    await (await open({ ...checkSession, amount: 10, store_id: 'STORE-001' })).capture(ownCheck)
    expect(gateway.received[0]?.sent).toMatchObject({ store_id: 'STORE-001' })
    expect(gateway.received[0]?.sent).not.toHaveProperty('amount')
  })
})

describe('the result of a check', () => {
  it('gives the page the token, the form the posting estimate, and the backend the whole response', async () => {
    const { open } = await start(documentedResponse)
    const session = await open(checkSession)
    const { estimated_posting_time, estimated_posting_date } = documentedCheckResponse.data
    expect(await (await session.capture(ownCheck)).json()).toEqual({
      customer_account_token: TOKEN,
      shown: { estimated_posting_time, estimated_posting_date },
    })
    expect(await session.status()).toMatchObject({
      status: 'tokenized',
      account_type: 'check',
      customer_account_token: TOKEN,
      gateway: documentedCheckResponse,
    })
  })

  it.each([
    ['last_4', '0039'],
    ['participant_unique_id2', 'someone else'],
  ])('rejects a response with another %s as another account’s', async (field, value) => {
    const data = { ...documentedCheckResponse.data, [field]: value }
    const { open } = await start(json(() => ({ ...documentedCheckResponse, data })))
    const session = await open(checkSession)
    const got = await readResponse(session.capture(ownCheck))
    expect(got).toMatchObject({ http: 409, code: 'account_mismatch' })
    expect(JSON.stringify([got, await session.status()])).not.toContain(TOKEN)
  })

  it('makes one gateway call for a double submit, and rejects other content for its key', async () => {
    const { gateway, open } = await start(documentedResponse)
    const session = await open(checkSession)
    const key = crypto.randomUUID()
    const responses = await Promise.all([session.capture(ownCheck, key), session.capture(ownCheck, key)])
    expect(responses.map(({ status }) => status)).toEqual([200, 200])
    expect(gateway.received).toHaveLength(1)
    expect(await readResponse(session.capture(anothersCheck, key))).toMatchObject({
      code: 'idempotency_conflict',
    })
  })
})

describe('a check rejected before any gateway call', () => {
  it.each<[string, object, string]>([
    ['flag 0 without a recipient', { ...ownCheck, recipient_is_beneficiary: 0 }, 'recipient'],
    ['flag 1 with a recipient', { ...ownCheck, recipient }, 'recipient'],
    [
      'an account number from the page',
      { ...ownCheck, beneficiary: documentedCheck.beneficiary },
      'beneficiary.beneficiary_account',
    ],
    [
      'an unknown state',
      { ...ownCheck, beneficiary: { ...beneficiary, beneficiary_state: 'ZZ' } },
      'beneficiary.beneficiary_state',
    ],
    ['a card number besides the check', { ...ownCheck, account: card.account }, 'account'],
    ['a card instead of a check', card, 'account_type'],
    ['no account type', {}, 'account_type'],
    ['an account type named like a prototype property', { account_type: 'constructor' }, 'account_type'],
    ['a beneficiary that isn’t an object', { ...ownCheck, beneficiary: 'Alex' }, 'beneficiary'],
  ])('rejects %s', async (_name, content, field) => {
    const { gateway, open } = await start(documentedResponse)
    const got = await readResponse((await open(checkSession)).capture(content))
    expect(got).toMatchObject({ http: 400, code: 'invalid_request', field })
    expect(gateway.received).toEqual([])
  })

  it('rejects a check in a session for cards', async () => {
    const { open } = await start(documentedResponse)
    expect(await readResponse((await open()).capture(ownCheck))).toMatchObject({
      http: 400,
      field: 'account_type',
    })
  })

  it('rejects a session for checks without the account number', async () => {
    const { create } = await start(documentedResponse)
    const body = { origin: ORIGIN, participant_unique_id1: 'order-1', account_types: ['check'] }
    expect(await readResponse(create(body))).toMatchObject({ http: 400, field: 'check' })
    expect(await readResponse(create({ ...body, check: {} }))).toMatchObject({
      field: 'check.beneficiary_account',
    })
  })
})

describe('values of the session', () => {
  const sessionWithRecipient = { ...checkSession, recipient: requiredRecipient }
  const fixed = Object.fromEntries(
    Object.entries(requiredRecipient).map(([name, value]) => [
      name.replace('recipient', 'beneficiary'),
      value,
    ]),
  )
  const readFrameSession = async (app: Awaited<ReturnType<typeof start>>['app'], sealed: string) =>
    (await app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } })).json()

  it('prefills the form without the account number', async () => {
    const { app, open } = await start(documentedResponse)
    const { sealed, url } = await open({ ...sessionWithRecipient, account_types: ['card', 'check'] })
    const session = await readFrameSession(app, sealed)
    expect(session).toMatchObject({ account_types: ['card', 'check'], check: { beneficiary: fixed } })
    expect(JSON.stringify(session)).not.toContain(checkSession.check.beneficiary_account)
    expect(new URL(url).searchParams.get('form')).toBe('card,check')
  })

  it.each(['readonly', 'hidden'] as const)(
    'rejects other values from the page when recipient_fields is %s',
    async (recipient_fields) => {
      const { app, gateway, open } = await start(documentedResponse)
      const check = { ...checkSession.check, recipient_is_beneficiary: 1 as const }
      const session = await open({ ...sessionWithRecipient, check, recipient_fields })
      const seen = JSON.stringify(await readFrameSession(app, session.sealed))
      expect(seen.includes('Innovation')).toBe(recipient_fields === 'readonly')
      const own = { account_type: 'check', recipient_is_beneficiary: 1, beneficiary: {} }
      const other = { ...own, beneficiary: { beneficiary_city: 'Elsewhere' } }
      expect(await readResponse(session.capture(other))).toMatchObject({
        field: 'beneficiary.beneficiary_city',
      })
      const turned = { ...own, recipient_is_beneficiary: 0, recipient }
      expect(await readResponse(session.capture(turned))).toMatchObject({ field: 'recipient_is_beneficiary' })
      expect(await readResponse(session.capture(own))).toMatchObject({ http: 200 })
      expect(gateway.received[0]?.sent.beneficiary).toEqual({ ...checkSession.check, ...fixed })
    },
  )

  it('fills in a hidden payee', async () => {
    const { gateway, open } = await start(documentedResponse)
    const check = { ...checkSession.check, recipient, recipient_is_beneficiary: 0 as const }
    const session = await open({ ...sessionWithRecipient, check, recipient_fields: 'hidden' })
    expect(await readResponse(session.capture({ account_type: 'check' }))).toMatchObject({ http: 200 })
    expect(gateway.received[0]?.sent).toMatchObject({ recipient_is_beneficiary: 0, recipient })
  })
})
