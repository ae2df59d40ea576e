/** The CVV and expiration policy that Ingo configures, from the setting through the session to the gateway. */
import { describe, expect, it } from 'vitest'
import { requirements } from '../../../contract/policy.js'
import { card, json, ORIGIN, startApp, startGateway, success, readResponse } from '../../testing/app.case.js'

const fields = [
  ['cvv', 'INGO_CVV', 'no-cvv'],
  ['expiration_date', 'INGO_EXPIRATION_DATE', 'no-expiry'],
] as const

describe.each(fields)('%s', (field, setting, hint) => {
  const { [field]: _, ...without } = card

  it.each(requirements)(
    'applies the policy %s to the session, the capture and the gateway request',
    async (requirement) => {
      const gateway = await startGateway()
      const { app, open } = startApp({ INGO_URL: gateway.url, [setting]: requirement })
      const session = await open()
      const headers = { Authorization: `Bearer ${session.sealed}` }
      expect(await readResponse(app.request('/v1/session', { headers }))).toMatchObject({
        [field]: requirement,
      })
      expect(new URL(session.url).searchParams.get('form')).toBe(
        requirement === 'off' ? `card.${hint}` : 'card',
      )

      const refusal = { http: 400, code: 'invalid_request', field }
      const taken = { http: 200 }
      const withIt = await readResponse((await open({ participant_unique_id1: '1' })).capture(card))
      expect(withIt).toMatchObject(requirement === 'off' ? refusal : taken)
      const withoutIt = await readResponse((await open({ participant_unique_id1: '2' })).capture(without))
      expect(withoutIt).toMatchObject(requirement === 'required' ? refusal : taken)
      const sent = gateway.received.map((request) => field in request.sent)
      expect(sent).toEqual({ required: [true], optional: [true, false], off: [false] }[requirement])
    },
  )
})

it('ignores the expiration date of the response when the policy is off', async () => {
  const gateway = await startGateway(json((sent) => success(sent, { expiration_date: null })))
  const { open } = startApp({ INGO_URL: gateway.url, INGO_EXPIRATION_DATE: 'off' })
  const { expiration_date: _, ...without } = card
  expect(await readResponse((await open()).capture(without))).toMatchObject({ http: 200 })
})

it.each([0.001, '1e3', 0, 1e21, 10.005, null, '10.00'])(
  'rejects a session with the amount %j, and names the field',
  async (amount) => {
    const { create } = startApp({})
    const body = { origin: ORIGIN, participant_unique_id1: 'order-1', amount }
    expect(await readResponse(create(body))).toMatchObject({
      http: 400,
      code: 'invalid_request',
      field: 'amount',
    })
  },
)

it.each(['account', 'expiration_date', 'cvv'])('rejects a session with a card’s %s', async (field) => {
  const { create } = startApp({})
  const body = { origin: ORIGIN, participant_unique_id1: 'order-1', [field]: '123' }
  expect(await readResponse(create(body))).toMatchObject({ http: 400, field })
})
