/** Two merchants on one Ingo account: Ingo knows a participant_unique_id1 by the account, not by the merchant. */
import { expect, it } from 'vitest'
import type { CreatedSession } from '../../contract/sessionRequest.js'
import { card, json, readResponse, startApp, startGateway, success } from '../testing/app.case.js'
import { merchantsFile, shops } from '../testing/merchantsFile.case.js'
import type { Behaviour } from '../testing/gateway.case.js'

const { cvv: _, ...typed } = card
const order = { participant_unique_id1: 'order-1' }
const verified = json((sent) => success(sent, { customer_account_token: 'token-of-a' }))

/** `other` is what merchant b has beside a's account. */
async function startBoth(other: Record<string, string>, ...behaviours: Behaviour[]) {
  const gateway = await startGateway(...behaviours)
  const file = merchantsFile()
  const shared = {
    INGO_URL: gateway.url,
    INGO_USERNAME: 'user',
    INGO_PARTICIPANT_ID: '12345',
    INGO_CVV: 'off',
  }
  file.write({ ...shops.a, ...shared }, { ...shops.b, ...shared, ...other })
  const { create, submitSealed } = startApp(file.settings)
  const createOrder = (name: 'a' | 'b') => {
    const { CAPTURE_ORIGINS: origin, CAPTURE_SECRET_KEY } = shops[name]
    return create({ origin, ...order }, CAPTURE_SECRET_KEY)
  }
  const open = async (name: 'a' | 'b') => {
    const { url } = (await (await createOrder(name)).json()) as CreatedSession
    return () => readResponse(submitSealed(new URL(url).hash.slice(1), typed))
  }
  return { gateway, createOrder, open }
}

it('gives a merchant that guesses another’s id no token for the same card', async () => {
  const { gateway, open, createOrder } = await startBoth({}, verified)
  const guess = await open('b')
  expect(await (await open('a'))()).toMatchObject({ http: 200, customer_account_token: 'token-of-a' })
  const response = await guess()
  expect(response).toMatchObject({ http: 409, code: 'account_mismatch' })
  expect(JSON.stringify(response)).not.toContain('token-of-a')
  expect(gateway.received).toHaveLength(1)
  expect(await readResponse(createOrder('b'))).toMatchObject({ http: 409, code: 'participant_id_used' })
})

it('sends nothing under an id that another merchant’s capture has in flight', async () => {
  let finish: () => void = () => undefined
  const held: Behaviour = (...call) => {
    finish = () => {
      verified(...call)
    }
  }
  const { gateway, open } = await startBoth({}, held)
  const guess = await open('b')
  const first = (await open('a'))()
  await expect.poll(() => gateway.received.length).toBe(1)
  expect(await guess()).toMatchObject({ code: 'gateway_unavailable', retryable: true })
  finish()
  expect(await first).toMatchObject({ http: 200 })
  expect(await guess()).toMatchObject({ code: 'account_mismatch' })
  expect(gateway.received).toHaveLength(1)
})

it('keeps an id from other merchants while one session has it in flight and another’s card is declined', async () => {
  let finish: () => void = () => undefined
  const held: Behaviour = (...call) => {
    finish = () => {
      verified(...call)
    }
  }
  const { gateway, open } = await startBoth(
    {},
    held,
    json(() => ({ status: 852 })),
  )
  const [first, second, guess] = [await open('a'), await open('a'), await open('b')]
  const inFlight = first()
  await expect.poll(() => gateway.received.length).toBe(1)
  expect(await second()).toMatchObject({ code: 'card_declined' })
  expect(await guess()).toMatchObject({ code: 'gateway_unavailable', retryable: true })
  finish()
  expect(await inFlight).toMatchObject({ http: 200 })
  expect(gateway.received).toHaveLength(2)
})

it.each([
  ['participant', { INGO_PARTICIPANT_ID: '67890' }],
  ['username', { INGO_USERNAME: 'user-b' }],
])('lets a merchant with a %s of its own use the same id', async (_name, other) => {
  const { gateway, open } = await startBoth(other, verified)
  for (const name of ['a', 'b'] as const) expect((await (await open(name))()).http).toBe(200)
  expect(gateway.received).toHaveLength(2)
})
