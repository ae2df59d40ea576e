import { describe, expect, it } from 'vitest'
import { ask, cardWith, listen } from './client.case.js'

const refusals: [name: string, fields: Record<string, unknown>, status: number, says: string][] = [
  ['a missing field', { recipient_city: undefined }, 400, 'recipient_city'],
  ['a field of another type', { recipient_zip: 30301 }, 400, 'recipient_zip'],
  ['null', { recipient_address2: null }, 400, 'recipient_address2'],
  ['a field that is not documented', { nickname: 'Al' }, 400, 'not documented'],
  ['a token beside the card', { customer_account_token: 'abc' }, 400, 'not documented'],
  ['another account_type', { account_type: 'CK' }, 400, 'account_type'],
  ['another version', { version: 10 }, 400, 'version'],
  ['another participant', { participant_id: 54321 }, 403, 'participant_id'],
  ['a state that is none', { recipient_state: 'ZZ' }, 600, 'recipient_state'],
  ['a ZIP of four', { recipient_zip: '3030' }, 600, 'recipient_zip'],
  ['an empty city', { recipient_city: '' }, 600, 'recipient_city'],
  ['an address of 256', { recipient_address1: 'x'.repeat(256) }, 600, 'recipient_address1'],
  ['MMYY past 12', { expiration_date: '1226' }, 600, 'expiration_date'],
  ['a CVV of five', { cvv: '12345' }, 600, 'cvv'],
  ['less than a cent', { amount: 0.009 }, 600, 'amount'],
  ['a wrong check digit', { account: '4111111111111112' }, 1042, 'account'],
  ['an account that is no number', { account: 'abc' }, 1042, 'account'],
]

describe('a request is refused for', () => {
  it.each(refusals)('%s', async (_name, fields, status, says) => {
    const answered = await ask(await listen(), cardWith(fields))
    expect(answered).toMatchObject({ http: 200, status })
    expect(answered).not.toHaveProperty('data')
    expect(answered.client_message).toContain(says)
    const [value] = Object.values(fields)
    if (typeof value === 'string' && value !== '') expect(answered.client_message).not.toContain(value)
  })

  it.each([
    ['text', 'hello'],
    ['nothing', ''],
    ['an array', '[]'],
    ['null', 'null'],
  ])('a body that is %s', async (_name, body) => {
    const answered = await ask(await listen(), body)
    expect(answered).toMatchObject({ http: 200, status: 400 })
    expect(answered.client_message).toContain('body')
  })

  it('an own key __proto__', async () => {
    const body = JSON.stringify(cardWith()).replace('{', '{"__proto__":{"version":11},')
    expect(await ask(await listen(), body)).toMatchObject({ status: 400 })
  })

  it('a field’s fault only where the shape is sound', async () => {
    const card = cardWith({ recipient_state: 'ZZ', recipient_city: undefined })
    expect(await ask(await listen(), card)).toMatchObject({ status: 400 })
  })
})

it('1042 does not use up the participant_unique_id1', async () => {
  const port = await listen()
  const wrong = cardWith({ account: '4111111111111112' })
  expect((await ask(port, wrong)).status).toBe(1042)
  expect((await ask(port, { ...wrong, account: '4111111111111111' })).status).toBe(100)
})
