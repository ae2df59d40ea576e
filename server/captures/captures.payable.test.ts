/** A verified card that does not meet the session's `require`. */
import { expect, it } from 'vitest'
import type { SessionInput } from '../../contract/sessionRequest.js'
import { card, json, readResponse, start, success, type Behaviour } from '../testing/app.case.js'

const token = (n: number) => `token-${n}`
const pushDisabled = (n: number) =>
  json((sent) => success(sent, { customer_account_token: token(n), issuers: [{ credit_enabled: 0 }] }))

async function startSession(body: Partial<SessionInput>, ...behaviours: Behaviour[]) {
  const app = await start(...behaviours)
  return { ...app, ...(await app.open(body)) }
}

it('shows its token to the backend alone, with the reason', async () => {
  const { capture, status, lines, gateway } = await startSession({ require: { push: true } }, pushDisabled(1))
  const response = await readResponse(capture())
  expect(response).toMatchObject({
    http: 422,
    code: 'card_not_payable',
    reason: 'push_disabled',
    attempts_left: 4,
  })
  expect(response).not.toHaveProperty('needs_new_session')
  expect(JSON.stringify([response, lines])).not.toContain(token(1))
  expect(await status()).toMatchObject({
    status: 'open',
    account_type: 'card',
    customer_account_token: token(1),
    participant_unique_id1: gateway.received[0]?.sent.participant_unique_id1,
    payable: false,
    reason: 'push_disabled',
  })
})

it('shows the latest of several tokens, even if its key was sent first', async () => {
  const aboveMax = json((sent) =>
    success(sent, { customer_account_token: token(2), issuers: [{ credit_info: { max: '1' } }] }),
  )
  const body: Partial<SessionInput> = { amount: 10, require: { push: true, amount_within_limits: true } }
  const { capture, status } = await startSession(body, pushDisabled(1), aboveMax)
  // In SQLite the record of `first` keeps its place before that of `second` when `first` is sent again.
  const [first, second] = [crypto.randomUUID(), crypto.randomUUID()]
  await capture({ ...card, cvv: 'x' }, first)
  await capture(card, second)
  await capture(card, first)
  expect(await status()).toMatchObject({
    customer_account_token: token(2),
    reason: 'above_max',
    other_tokens: [{ customer_account_token: token(1), reason: 'push_disabled' }],
  })
})

it('gets the same answer for the same key, without another call', async () => {
  const { capture, gateway } = await startSession({ require: { push: true } }, pushDisabled(1))
  const key = crypto.randomUUID()
  const [one, two] = [await readResponse(capture(card, key)), await readResponse(capture(card, key))]
  expect({ ...two, request_id: 0 }).toEqual({ ...one, request_id: 0 })
  expect(gateway.received).toHaveLength(1)
})

it('counts as an attempt, and the last one ends the session', async () => {
  const body: Partial<SessionInput> = { require: { push: true }, max_attempts: 1 }
  const { capture, status } = await startSession(body, pushDisabled(1))
  expect(await readResponse(capture())).toMatchObject({ code: 'card_not_payable', attempts_left: 0 })
  expect(await status()).toMatchObject({ status: 'exhausted', payable: false })
})
