import { describe, expect, it } from 'vitest'
import { documentedOpenBankingKeys } from '../../../contract/documented.case.js'
import { bankSession as session, ownBank as content } from '../../testing/bank.case.js'
import {
  json,
  NOW,
  ORIGIN,
  startApp,
  startGateway,
  readResponse,
  type Behaviour,
} from '../../testing/app.case.js'

const { open_banking } = session
const { customer_account_token: TOKEN, ...tokenless } = open_banking
const success = (data: object = {}) =>
  json(() => ({ status: 100, client_message: 'Success', data, time: '0.85' }))

async function startPreview(...behaviours: Behaviour[]) {
  const gateway = await startGateway(...behaviours)
  // The card gateway's port is closed, so every request that arrives was sent to the preview's own host.
  return {
    gateway,
    ...startApp({ INGO_URL: 'http://127.0.0.1:9', INGO_OPEN_BANKING_URL: `${gateway.url}/v0/` }),
  }
}
/** The maximum size of a session's request in bytes of JSON, as in `docs/payment-methods/open-banking.md`. */
const MAX_SESSION_BYTES = 4000

describe('the open banking preview', () => {
  it('sends the documented request to its own host, with every field a string', async () => {
    const { gateway, open } = await startPreview(success())
    expect(await readResponse((await open(session)).capture(content))).toMatchObject({
      http: 200,
      customer_account_token: TOKEN,
    })
    const [request] = gateway.received
    expect(request?.url).toBe('/v0/gateway/verify--open-banking')
    expect(Object.keys(request?.sent ?? {}).sort()).toEqual([...documentedOpenBankingKeys].sort())
    expect(request?.sent).toMatchObject({ participant_id: '12345', timestamp: String(NOW / 1000) })
    expect(Object.values(request?.sent ?? {}).every((value) => typeof value === 'string')).toBe(true)
  })

  it('takes from the form only the fields that the session lacks, and tells the form which these are', async () => {
    const { gateway, app, open } = await startPreview(success())
    const provider = { open_banking_provider: 'finicity' }
    const opened = await open({ ...session, open_banking: { ...open_banking, ...provider } })
    const headers = { Authorization: `Bearer ${opened.sealed}` }
    expect(await readResponse(app.request('/v1/session', { headers }))).toMatchObject({
      open_banking: ['account_id'],
    })
    expect(await readResponse(opened.capture(content))).toMatchObject({
      http: 400,
      field: 'open_banking_provider',
    })
    const { account_type, account_id } = content
    expect(await readResponse(opened.capture({ account_type, account_id }))).toMatchObject({ http: 200 })
    expect(gateway.received.map(({ sent }) => sent)).toMatchObject([{ ...provider, account_id }])
  })

  it('needs no field from the form if the session has both', async () => {
    const { gateway, open } = await startPreview(success())
    const { account_type, ...known } = content
    const opened = await open({ ...session, open_banking: { ...open_banking, ...known } })
    expect(await readResponse(opened.capture({ account_type }))).toMatchObject({ http: 200 })
    expect(gateway.received.map(({ sent }) => sent)).toMatchObject([known])
  })

  it('sends a document with line breaks and tabs unchanged', async () => {
    const { gateway, open } = await startPreview(success())
    const document = '{\r\n\t"accounts": []\n}'
    const documents = { requested_data: document, response: document, open_banking_response: document }
    await (await open({ ...session, open_banking: { ...open_banking, ...documents } })).capture(content)
    expect(gateway.received[0]?.sent).toMatchObject(documents)
  })

  it('names a field that is too long for a session, alone or together with the others', async () => {
    const { create } = await startPreview(success())
    const body = { origin: ORIGIN, participant_unique_id1: 'order-1', ...session }
    const sessionBody = (response: string) => ({ ...body, open_banking: { ...open_banking, response } })
    const createSession = (response: string) => create(sessionBody(response))
    const others = Buffer.byteLength(JSON.stringify(sessionBody('')))
    expect((await createSession('x'.repeat(MAX_SESSION_BYTES - others))).status).toBe(201)
    expect(await readResponse(createSession('x'.repeat(3999)))).toMatchObject({
      http: 400,
      field: 'open_banking',
    })
    expect(await readResponse(createSession('x'.repeat(4001)))).toMatchObject({
      field: 'open_banking.response',
    })
  })

  it('returns the token of the response', async () => {
    const { open } = await startPreview(success({ customer_account_token: 'new-token' }))
    const response = await readResponse(
      (await open({ ...session, open_banking: tokenless })).capture(content),
    )
    expect(response).toMatchObject({ http: 200, customer_account_token: 'new-token' })
  })

  it('reports a success without any token as under_review', async () => {
    const { open } = await startPreview(success())
    const opened = await open({ ...session, open_banking: tokenless })
    expect(await readResponse(opened.capture(content))).toMatchObject({ http: 422, code: 'under_review' })
    expect(await opened.status()).toMatchObject({ gateway: { status: 100, data: {} } })
  })

  it('rejects a response with another token than the session’s', async () => {
    const { open } = await startPreview(success({ customer_account_token: 'new-token' }))
    expect(await readResponse((await open(session)).capture(content))).toMatchObject({
      code: 'account_mismatch',
    })
  })

  it.each([
    ['customer_id', 'someone-else'],
    ['account_id', 987654321],
  ])(
    'reports a response with another %s as outcome_unknown, and sends nothing again',
    async (name, value) => {
      const { gateway, open } = await startPreview(
        success({ customer_account_token: 'new-token', [name]: value }),
      )
      const opened = await open({ ...session, open_banking: tokenless })
      const got = await readResponse(opened.capture(content))
      expect(got).toMatchObject({ http: 504, code: 'outcome_unknown' })
      expect(JSON.stringify([got, await opened.status()])).not.toContain('new-token')
      expect(gateway.received).toHaveLength(1)
    },
  )

  it('never retries: the request has no id that marks it as a repeat for Ingo', async () => {
    const { gateway, open } = await startPreview((_sent, response) => response.socket?.destroy())
    expect(await readResponse((await open(session)).capture(content))).toMatchObject({
      code: 'outcome_unknown',
    })
    expect(gateway.received).toHaveLength(1)
  })

  it('never sends a request with an unknown outcome again, under any key', async () => {
    const { gateway, open } = await startPreview((_sent, response) => response.socket?.destroy())
    const { capture, status } = await open(session)
    const key = crypto.randomUUID()
    for (const each of [key, key, crypto.randomUUID()])
      expect(await readResponse(capture(content, each))).toMatchObject({ code: 'outcome_unknown' })
    expect(gateway.received).toHaveLength(1)
    expect(await status()).toMatchObject({ status: 'unknown' })
  })

  it('leaves a participant_unique_id1 free, because Ingo never sees it', async () => {
    const mine = { participant_unique_id1: 'ob-1' }
    const { open, create } = await startPreview(success())
    expect((await (await open({ ...session, ...mine })).capture(content)).status).toBe(200)
    expect((await create({ origin: ORIGIN, ...mine })).status).toBe(201)
  })

  it('rejects a field that only the backend may set', async () => {
    const { gateway, open } = await startPreview(success())
    const response = await readResponse((await open(session)).capture({ ...content, customer_id: '1' }))
    expect(response).toMatchObject({ http: 400, field: 'customer_id' })
    expect(gateway.received).toEqual([])
  })
})

it('rejects sessions and captures as not_available without INGO_OPEN_BANKING_URL', async () => {
  const gateway = await startGateway()
  const { create, open } = startApp({ INGO_URL: gateway.url })
  const body = { origin: ORIGIN, participant_unique_id1: 'order-1', ...session }
  const off = { http: 501, code: 'not_available' }
  const { open_banking: _, ...without } = body
  const both = ['card' as const, 'open-banking' as const]
  for (const asked of [body, without, { ...without, account_types: both }, { ...body, open_banking: {} }])
    expect(await readResponse(create(asked))).toMatchObject(off)
  expect(await readResponse((await open()).capture(content))).toMatchObject({
    http: 501,
    code: 'not_available',
  })
  expect(gateway.received).toEqual([])
})
