/** A store that has lost its records, by a flush or an empty disk, while frames still have their sealed sessions. */
import { expect, it } from 'vitest'
import { card, json, readResponse, startApp, startGateway, success } from '../testing/app.case.js'

const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const verified = json((sent) => success(sent))
const foundAgain = json((sent) => success(sent, {}, 101))
const declined = json(() => ({ status: 852 }))

it('gets the token again for the same content, under the same participant_unique_id1', async () => {
  const gateway = await startGateway(verified, foundAgain)
  const first = startApp({ INGO_URL: gateway.url })
  const session = await first.open()
  expect((await session.capture()).status).toBe(200)
  const empty = startApp({ INGO_URL: gateway.url })
  expect(await readResponse(empty.submitSealed(session.sealed))).toMatchObject({
    http: 200,
    customer_account_token: TOKEN,
  })
  const [one, other] = gateway.received.map(({ sent }) => sent.participant_unique_id1)
  expect(other).toBe(one)
  expect(await empty.retrieve(session.id)).toMatchObject({ status: 'tokenized', attempts: 1 })
})

it('gives out no token of another account that was tokenized before the loss', async () => {
  const gateway = await startGateway(verified, foundAgain)
  const session = await startApp({ INGO_URL: gateway.url }).open()
  await session.capture()
  const older = json((sent) => success({ ...sent, account: card.account }, {}, 101))
  const again = await startGateway(older)
  const empty = startApp({ INGO_URL: again.url })
  const response = await readResponse(
    empty.submitSealed(session.sealed, { ...card, account: '4242424242424242' }),
  )
  expect(response).toMatchObject({ http: 409, code: 'account_mismatch' })
})

it('starts again with all attempts of the session, and shows its form', async () => {
  const gateway = await startGateway(declined)
  const session = await startApp({ INGO_URL: gateway.url }).open({ max_attempts: 2 })
  const empty = startApp({ INGO_URL: gateway.url })
  const read = empty.app.request('/v1/session', { headers: { Authorization: `Bearer ${session.sealed}` } })
  const shown = await readResponse(read)
  expect(shown).toMatchObject({ http: 200, attempts_left: 2 })
  expect(shown).not.toHaveProperty('unresolved')
  expect(await readResponse(empty.submitSealed(session.sealed))).toMatchObject({
    ...{ code: 'card_declined', attempts_left: 1 },
  })
})
