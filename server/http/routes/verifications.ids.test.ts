/** The participant_unique_id1 of a verification: a used one may hold another account's token. */
import { expect, it } from 'vitest'
import { documentedResponse, requiredRecipient } from '../../../contract/documented.case.js'
import { json, ORIGIN, readResponse, SECRET_KEY, start, type Behaviour } from '../../testing/app.case.js'

const TOKEN = documentedResponse.data.customer_account_token
const mine = { participant_unique_id1: 'order-1' }
const thirdParty = (token: string, ids: object = mine) => ({
  ...{ account_type: 'card', ...requiredRecipient, ...ids },
  third_party_token: { provider: '1', token },
})
/** As the gateway answers for a token, which has no number to show. */
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

it('rejects another third party’s token under a used id, and takes the same one again', async () => {
  const server = await start(verified, alreadySucceeded)
  expect(await verify(server, thirdParty('tok_1'))).toMatchObject({ http: 200, status: 100 })
  expect(await verify(server, thirdParty('tok_2'))).toMatchObject({ http: 409, code: 'participant_id_used' })
  expect(await verify(server, thirdParty('tok_1'))).toMatchObject({ http: 200, status: 101 })
  expect(server.gateway.received).toHaveLength(2)
})

it('rejects another third party’s token while one is verified under the id, and takes it after a refusal', async () => {
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

it('names the server’s own id after an unknown outcome, and takes the same again under it', async () => {
  const lost: Behaviour = (_sent, response) => void response.socket?.destroy()
  const server = await start(lost, lost, lost, alreadySucceeded)
  const unknown = await verify(server, thirdParty('tok_1', {}))
  expect(unknown).toMatchObject({ http: 504, code: 'outcome_unknown' })
  const [, participant_unique_id1 = ''] = /participant_unique_id1 (\S+)\.$/.exec(String(unknown.detail)) ?? []
  expect(participant_unique_id1).toBe(server.gateway.received[0]?.sent.participant_unique_id1)
  expect(await verify(server, thirdParty('tok_1', { participant_unique_id1 }))).toMatchObject({ http: 200 })
})

it('asks again about a customer_account_token under any id, because the answer names the token', async () => {
  const server = await start(verified, verified)
  await (await server.open(mine)).capture()
  const body = { account_type: 'card', ...mine, customer_account_token: TOKEN }
  expect(await verify(server, body)).toMatchObject({ http: 200 })
})

it('rejects a third party’s token while a card is verified under the id, and takes it after a refusal', async () => {
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
