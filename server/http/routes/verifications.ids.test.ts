/** The participant_unique_id1 of a verification. The gateway may have another account under a used id. */
import { expect, it } from 'vitest'
import { documentedResponse, requiredRecipient } from '../../../contract/documented.case.js'
import { json, ORIGIN, readResponse, SECRET_KEY, start, type Behaviour } from '../../testing/app.case.js'

const TOKEN = documentedResponse.data.customer_account_token
const mine = { participant_unique_id1: 'order-1' }
const thirdParty = (token: string, ids: object = mine) => ({
  ...{ account_type: 'card', ...requiredRecipient, ...ids },
  third_party_token: { provider: '1', token },
})
/** A response of the gateway to a token, without the fields of a card number. */
const answer = (status: number) =>
  json(({ participant_unique_id1 }) => ({
    status,
    data: { customer_account_token: TOKEN, participant_unique_id1 },
  }))
const [verified, alreadySucceeded] = [answer(100), answer(101)]

type App = Pick<Awaited<ReturnType<typeof start>>, 'app'>
function verify({ app }: App, body: object) {
  const headers = { Authorization: `Bearer ${SECRET_KEY}`, 'Content-Type': 'application/json' }
  const request = app.request('/v1/verifications', { method: 'POST', body: JSON.stringify(body), headers })
  return readResponse(request)
}

it('rejects a third party’s token under an id that has tokenized a card', async () => {
  const server = await start(verified, alreadySucceeded)
  await (await server.open(mine)).capture()
  const response = await verify(server, thirdParty('tok_1'))
  expect(response).toMatchObject({ http: 409, code: 'participant_id_used', field: 'participant_unique_id1' })
  expect(server.gateway.received).toHaveLength(1)
})

it('rejects another third-party token under a used id, and accepts the same token again', async () => {
  const server = await start(verified, alreadySucceeded)
  expect(await verify(server, thirdParty('tok_1'))).toMatchObject({ http: 200, status: 100 })
  expect(await verify(server, thirdParty('tok_2'))).toMatchObject({ http: 409, code: 'participant_id_used' })
  expect(await verify(server, thirdParty('tok_1'))).toMatchObject({ http: 200, status: 101 })
  expect(server.gateway.received).toHaveLength(2)
})

it('rejects another third-party token while one is verified under the id, and accepts it after a refusal', async () => {
  let finish: () => void = () => undefined
  const held: Behaviour = (...call) => {
    finish = () => {
      json(() => ({ status: 852 }))(...call)
    }
  }
  const server = await start(held, verified)
  const first = verify(server, thirdParty('tok_1'))
  await expect.poll(() => server.gateway.received.length).toBe(1)
  expect(await verify(server, thirdParty('tok_2'))).toMatchObject({ http: 409, code: 'participant_id_used' })
  finish()
  expect(await first).toMatchObject({ code: 'card_declined' })
  expect(await verify(server, thirdParty('tok_2'))).toMatchObject({ http: 200, status: 100 })
  expect(server.gateway.received).toHaveLength(2)
})

it('rejects a session under an id that a verification has used', async () => {
  const server = await start(verified)
  await verify(server, thirdParty('tok_1'))
  expect((await server.create({ origin: ORIGIN, ...mine })).status).toBe(409)
})

it('gives out no token for an older success under an id that this server does not know', async () => {
  const server = await start(alreadySucceeded)
  const response = await verify(server, thirdParty('tok_1'))
  expect(response).toMatchObject({ http: 409, code: 'account_mismatch' })
  expect(JSON.stringify(response)).not.toContain(TOKEN)
})

it('names the server’s own id after an unknown outcome, and accepts the same token again under this id', async () => {
  const lost: Behaviour = (_sent, response) => void response.socket?.destroy()
  const server = await start(lost, lost, lost, alreadySucceeded)
  const unknown = await verify(server, thirdParty('tok_1', {}))
  expect(unknown).toMatchObject({ http: 504, code: 'outcome_unknown' })
  const [, participant_unique_id1 = ''] = /participant_unique_id1 (\S+)\.$/.exec(String(unknown.detail)) ?? []
  expect(participant_unique_id1).toBe(server.gateway.received[0]?.sent.participant_unique_id1)
  expect(await verify(server, thirdParty('tok_1', { participant_unique_id1 }))).toMatchObject({ http: 200 })
})

it('verifies a customer_account_token again under any id, because the response names the token', async () => {
  const server = await start(verified, verified)
  await (await server.open(mine)).capture()
  const body = { account_type: 'card', ...mine, customer_account_token: TOKEN }
  expect(await verify(server, body)).toMatchObject({ http: 200 })
})

it('rejects a third-party token while a card is verified under the id, and accepts it after a refusal', async () => {
  let finish: () => void = () => undefined
  const held: Behaviour = (...call) => {
    finish = () => {
      json(() => ({ status: 852 }))(...call)
    }
  }
  const server = await start(held, verified)
  const card = (await server.open(mine)).capture()
  await expect.poll(() => server.gateway.received.length).toBe(1)
  expect(await verify(server, thirdParty('tok_1'))).toMatchObject({ http: 409, code: 'participant_id_used' })
  finish()
  expect(await readResponse(card)).toMatchObject({ code: 'card_declined' })
  expect(await verify(server, thirdParty('tok_1'))).toMatchObject({ http: 200 })
})

it('rejects a third party’s token under the id of a card whose outcome is unknown', async () => {
  const lost: Behaviour = (_sent, response) => void response.socket?.destroy()
  const server = await start(lost, lost, lost, verified)
  await (await server.open(mine)).capture()
  expect(await verify(server, thirdParty('tok_1'))).toMatchObject({ http: 409, code: 'participant_id_used' })
  expect(server.gateway.received).toHaveLength(3)
})
