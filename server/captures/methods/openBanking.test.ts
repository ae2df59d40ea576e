import { describe, expect, it } from 'vitest'
import { documentedOpenBankingKeys } from '../../../contract/documented.case.js'
import { bankSession as session, ownBank as given } from '../../testing/bank.case.js'
import { json, NOW, ORIGIN, startApp, startGateway, told, type Behaviour } from '../../testing/app.case.js'

const { open_banking } = session
const { customer_account_token: TOKEN, ...tokenless } = open_banking
const success = (data: object = {}) =>
  json(() => ({ status: 100, client_message: 'Success', data, time: '0.85' }))

async function on(...behaviours: Behaviour[]) {
  const gateway = await startGateway(...behaviours)
  // The card's gateway is nowhere: whatever arrives came to the preview's own host.
  return {
    gateway,
    ...startApp({ INGO_URL: 'http://127.0.0.1:9', INGO_OPEN_BANKING_URL: `${gateway.url}/v0/` }),
  }
}
/** What `docs/open-banking.md` says that a session's request may have, in bytes of its JSON. */
const MOST = 4000

describe('the open banking preview', () => {
  it('sends the documented request, every field a string, to its own host', async () => {
    const { gateway, open } = await on(success())
    expect(await told((await open(session)).capture(given))).toMatchObject({
      http: 200,
      customer_account_token: TOKEN,
    })
    const [request] = gateway.received
    expect(request?.url).toBe('/v0/gateway/verify--open-banking')
    expect(Object.keys(request?.sent ?? {}).sort()).toEqual([...documentedOpenBankingKeys].sort())
    expect(request?.sent).toMatchObject({ participant_id: '12345', timestamp: String(NOW / 1000) })
    expect(Object.values(request?.sent ?? {}).every((value) => typeof value === 'string')).toBe(true)
  })

  it('takes a document with its lines and tabs, which arrive as they were given', async () => {
    const { gateway, open } = await on(success())
    const document = '{\r\n\t"accounts": []\n}'
    const documents = { requested_data: document, response: document, open_banking_response: document }
    await (await open({ ...session, open_banking: { ...open_banking, ...documents } })).capture(given)
    expect(gateway.received[0]?.sent).toMatchObject(documents)
  })

  it('names what is too long for a session, of itself or together', async () => {
    const { create } = await on(success())
    const body = { origin: ORIGIN, participant_unique_id1: 'order-1', ...session }
    const bodyWith = (response: string) => ({ ...body, open_banking: { ...open_banking, response } })
    const withResponse = (response: string) => create(bodyWith(response))
    const others = Buffer.byteLength(JSON.stringify(bodyWith('')))
    expect((await withResponse('x'.repeat(MOST - others))).status).toBe(201)
    expect(await told(withResponse('x'.repeat(3999)))).toMatchObject({ http: 400, field: 'open_banking' })
    expect(await told(withResponse('x'.repeat(4001)))).toMatchObject({ field: 'open_banking.response' })
  })

  it('takes the token that the answer brings', async () => {
    const { open } = await on(success({ customer_account_token: 'new-token' }))
    const answer = await told((await open({ ...session, open_banking: tokenless })).capture(given))
    expect(answer).toMatchObject({ http: 200, customer_account_token: 'new-token' })
  })

  it('leaves a success without any token to the backend', async () => {
    const { open } = await on(success())
    const opened = await open({ ...session, open_banking: tokenless })
    expect(await told(opened.capture(given))).toMatchObject({ http: 422, code: 'under_review' })
    expect(await opened.status()).toMatchObject({ gateway: { status: 100, data: {} } })
  })

  it('gives nobody another’s token', async () => {
    const { open } = await on(success({ customer_account_token: 'new-token' }))
    expect(await told((await open(session)).capture(given))).toMatchObject({ code: 'idempotency_conflict' })
  })

  it('repeats nothing by itself: no id tells Ingo that it is a repeat', async () => {
    const { gateway, open } = await on((_sent, response) => response.socket?.destroy())
    expect(await told((await open(session)).capture(given))).toMatchObject({ code: 'outcome_unknown' })
    expect(gateway.received).toHaveLength(1)
  })

  it('takes from the page what a person gives, and nothing more', async () => {
    const { gateway, open } = await on(success())
    const answer = await told((await open(session)).capture({ ...given, customer_id: '1' }))
    expect(answer).toMatchObject({ http: 400, field: 'customer_id' })
    expect(gateway.received).toEqual([])
  })
})

it('without INGO_OPEN_BANKING_URL it is not available, in a session or in a capture', async () => {
  const gateway = await startGateway()
  const { create, open } = startApp({ INGO_URL: gateway.url })
  const body = { origin: ORIGIN, participant_unique_id1: 'order-1', ...session }
  const off = { http: 501, code: 'not_available' }
  const { open_banking: _, ...without } = body
  const both = ['card' as const, 'open-banking' as const]
  // Whatever it is asked with.
  for (const asked of [body, without, { ...without, account_types: both }, { ...body, open_banking: {} }])
    expect(await told(create(asked))).toMatchObject(off)
  expect(await told((await open()).capture(given))).toMatchObject({ http: 501, code: 'not_available' })
  expect(gateway.received).toEqual([])
})
