import { describe, expect, it } from 'vitest'
import { documentedResponse, requiredRecipient } from '../../../contract/documented.case.js'
import {
  json,
  NOW,
  ORIGIN,
  SECRET_KEY,
  start,
  startApp,
  startGateway,
  removeRandomValues,
  success,
  readResponse,
} from '../../testing/app.case.js'

const TOKEN = documentedResponse.data.customer_account_token
const { participant_unique_id1, participant_unique_id2 } = documentedResponse.data
const ids = { participant_unique_id1, participant_unique_id2 }
const least = { account_type: 'card', ...ids, customer_account_token: TOKEN }
/** A verification with a third party's token. */
const thirdParty = (token: string) => ({
  ...{ account_type: 'card', ...ids, ...requiredRecipient },
  third_party_token: { provider: '1', token },
})
const answer = json(() => documentedResponse)
const answerWithStatus = (status: number) => json(() => ({ ...documentedResponse, status }))

type App = Pick<Awaited<ReturnType<typeof start>>, 'app'>
function verify({ app }: App, body: object, key = SECRET_KEY) {
  return app.request('/v1/verifications', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
  })
}

describe('verifying a token again', () => {
  it('sends the documented request and returns the whole response', async () => {
    const server = await start(answer)
    const response = await verify(server, { ...least, amount: 1010.5, store_id: 'STORE-001' })
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual(documentedResponse)
    expect(server.gateway.received[0]).toMatchObject({
      url: '/gateway/verify--card',
      sent: {
        participant_id: 12345,
        account_type: 'CA',
        amount: 1010.5,
        customer_account_token: TOKEN,
        ...ids,
        store_id: 'STORE-001',
        timestamp: NOW / 1000,
        version: 11,
      },
    })
    expect(Object.keys(server.gateway.received[0]?.sent ?? {})).toHaveLength(9)
  })

  it('forwards a third party’s token unchanged', async () => {
    const server = await start(answer)
    const { customer_account_token: _, ...rest } = least
    const third_party_token = { provider_of_theirs: '1', token: 'tok_3rdparty_abc123xyz' }
    expect((await verify(server, { ...rest, third_party_token, ...requiredRecipient })).status).toBe(200)
    expect(server.gateway.received[0]?.sent).toEqual({
      participant_id: 12345,
      account_type: 'CA',
      third_party_token,
      ...requiredRecipient,
      ...ids,
      timestamp: NOW / 1000,
      version: 11,
    })
  })

  it.each([111, 129, 131, 132, 101])('returns %i as a success, with its code', async (status) => {
    const response = await verify(await start(answerWithStatus(status)), least)
    expect(await readResponse(response)).toMatchObject({ http: 200, status, data: documentedResponse.data })
  })

  it.each([
    [130, 422, 'under_review'],
    [852, 422, 'card_declined'],
    [402, 502, 'gateway_misconfigured'],
  ])('returns %i as a problem with the whole response', async (status, http, code) => {
    const server = await start(answerWithStatus(status))
    expect(await readResponse(verify(server, least))).toMatchObject({
      http,
      code,
      gateway_status: status,
      gateway: { ...documentedResponse, status },
    })
    expect(removeRandomValues(server.lines.join())).not.toContain(TOKEN)
    expect(server.lines.join()).toContain(`"gateway_status":${status}`)
  })

  it.each([
    ['customer_account_token', 409, 'account_mismatch'],
    ['participant_unique_id1', 504, 'outcome_unknown'],
  ])('withholds a response with another %s', async (field, http, code) => {
    const data = { ...documentedResponse.data, [field]: 'another' }
    const got = await readResponse(verify(await start(json(() => ({ ...documentedResponse, data }))), least))
    expect(got).toMatchObject({ http, code })
    expect(got).not.toHaveProperty('gateway')
  })

  it('keeps cards and the server working when third-party tokens are refused', async () => {
    const server = await start(
      json((sent) => ('third_party_token' in sent ? { status: 403, client_message: 'no' } : success(sent))),
    )
    for (let times = 0; times < 4; times++) {
      expect(await readResponse(verify(server, thirdParty('tok_1')))).toMatchObject({
        code: 'gateway_misconfigured',
      })
    }
    expect(server.gateway.received).toHaveLength(4)
    expect(await readResponse((await server.open()).capture())).toMatchObject({ http: 200 })
    expect((await server.app.request('/readyz')).status).toBe(200)
  })

  it('retries a lost response, then reports an unknown outcome', async () => {
    const server = await start((_sent, response) => response.socket?.destroy())
    expect(await readResponse(verify(server, least))).toMatchObject({ http: 504, code: 'outcome_unknown' })
    expect(server.gateway.received.map(({ body }) => body)).toEqual(
      Array(3).fill(server.gateway.received[0]?.body),
    )
  })
})

describe('rejects without a gateway call', () => {
  it.each<[string, object, string]>([
    ['a card number beside the token', { ...least, account: '4111111111111111' }, 'account'],
    ['a name beside the token', { ...least, recipient_first_name: 'Alex' }, 'recipient_first_name'],
    ['two tokens', { ...least, third_party_token: { id: '1', token: 'x' } }, 'third_party_token'],
    ['a card number in a third party’s token', thirdParty('4111 1111 1111 1111'), 'third_party_token.token'],
    [
      'a card number as the token',
      { ...least, customer_account_token: '4111111111111111' },
      'customer_account_token',
    ],
    [
      'a third party’s token without its owner',
      { ...thirdParty('x'), recipient_zip: undefined },
      'recipient_zip',
    ],
    ['no token', { account_type: 'card', ...ids }, 'customer_account_token'],
    ['another type', { ...least, account_type: 'check' }, 'account_type'],
    ['0.001', { ...least, amount: 0.001 }, 'amount'],
    ['"1e3"', { ...least, amount: '1e3' }, 'amount'],
  ])('%s', async (name, body, field) => {
    const server = await start(answer)
    const got = await readResponse(verify(server, body))
    expect(got).toMatchObject({ http: 400, code: 'invalid_request', field })
    expect(removeRandomValues(JSON.stringify(got))).not.toContain('4111')
    if (name.startsWith('a card number in')) expect(got.detail).toContain('Send another value')
    expect(server.gateway.received).toEqual([])
  })

  it('an unknown secret key', async () => {
    const server = await start(answer)
    expect(await readResponse(verify(server, least, 'sk_unknown_0123456789abcdef'))).toMatchObject({
      http: 401,
    })
    expect(server.gateway.received).toEqual([])
  })
})

describe('a retail merchant', () => {
  const counter = { store_id: 'STORE-001', terminal_id: 'TERM-042', clerk_id: 'CLK-007' }
  const startRetail = async () => {
    const gateway = await startGateway(answer)
    return { gateway, ...startApp({ INGO_URL: gateway.url, INGO_RETAIL: 'true' }) }
  }

  it.each(Object.keys(counter))('must send %s in sessions and verifications', async (field) => {
    const started = await startRetail()
    const rest = Object.fromEntries(Object.entries(counter).filter(([name]) => name !== field))
    const session = { origin: ORIGIN, participant_unique_id1: 'order-1', ...rest }
    expect(await readResponse(started.create(session))).toMatchObject({ http: 400, field })
    expect(await readResponse(verify(started, { ...least, ...rest }))).toMatchObject({ http: 400, field })
    expect(started.gateway.received).toEqual([])
  })

  it('gets the name of a blank field', async () => {
    const started = await startRetail()
    expect(await readResponse(verify(started, { ...least, ...counter, clerk_id: '  ' }))).toMatchObject({
      http: 400,
      field: 'clerk_id',
    })
  })

  it('succeeds with all three fields', async () => {
    const started = await startRetail()
    expect((await verify(started, { ...least, ...counter })).status).toBe(200)
    expect(started.gateway.received[0]?.sent).toMatchObject(counter)
    expect((await started.create({ origin: ORIGIN, participant_unique_id1: '1', ...counter })).status).toBe(
      201,
    )
  })
})
