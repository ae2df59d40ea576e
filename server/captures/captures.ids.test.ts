/** The participant_unique_id1 of a session's captures: the server's own, or the merchant's. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SessionInput } from '../../contract/sessionRequest.js'
import {
  card,
  json,
  ORIGIN,
  readResponse,
  start,
  startApp,
  startGateway,
  success,
  type Behaviour,
} from '../testing/app.case.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const token = (n: number) => `token-${n}`
const verified = (n: number) => json((sent) => success(sent, { customer_account_token: token(n) }))
const pushDisabled = (n: number) =>
  json((sent) => success(sent, { customer_account_token: token(n), issuers: [{ credit_enabled: 0 }] }))
const othersCard = json((sent) => success(sent, { last_4: '0000' }))
const declined = json(() => ({ status: 852 }))
const lost: Behaviour = (_sent, response) => void response.socket?.destroy()

async function startSession(body: Partial<SessionInput>, ...behaviours: Behaviour[]) {
  const app = await start(...behaviours)
  const session = await app.open(body)
  const sentIds = () => app.gateway.received.map(({ sent }) => sent.participant_unique_id1)
  return { ...app, ...session, sentIds }
}

describe('an id of the server’s own', () => {
  it('is a UUID from the session’s id and 1, which create, the gateway and retrieve have alike', async () => {
    const { create, gateway, retrieve } = await start()
    const created = (await (await create({ origin: ORIGIN })).json()) as Record<string, string>
    const hash = createHash('sha256').update(`${created.id} 1`).digest('hex')
    expect(created.participant_unique_id1).toMatch(UUID)
    expect(created.participant_unique_id1?.slice(0, 13)).toBe(`${hash.slice(0, 8)}-${hash.slice(8, 12)}`)
    expect(await retrieve(created.id ?? '')).toMatchObject({
      participant_unique_id1: created.participant_unique_id1,
    })
    expect(gateway.received).toEqual([])
  })

  it('stays the same after a decline and while an outcome is unknown', async () => {
    const { capture, sentIds, status } = await startSession({}, declined, lost, lost, lost, verified(1))
    await capture()
    await capture()
    await capture()
    expect(new Set(sentIds()).size).toBe(1)
    expect(await status()).toMatchObject({ status: 'tokenized', participant_unique_id1: sentIds()[0] })
  })

  it('changes after a card of another account and after a card that is not payable', async () => {
    const body: Partial<SessionInput> = { require: { push: true } }
    const { capture, sentIds, status } = await startSession(body, othersCard, pushDisabled(1), verified(2))
    const attempts = [await capture(), await capture(), await capture()]
    expect(attempts.map((response) => response.status)).toEqual([409, 422, 200])
    expect(new Set(sentIds()).size).toBe(3)
    expect(await status()).toMatchObject({
      status: 'tokenized',
      customer_account_token: token(2),
      participant_unique_id1: sentIds()[2],
      other_tokens: [
        {
          customer_account_token: token(1),
          participant_unique_id1: sentIds()[1],
          payable: false,
          reason: 'push_disabled',
        },
      ],
    })
  })
})

describe('an id of the merchant', () => {
  const mine = { participant_unique_id1: 'customer-81' }

  it('is used as given, and rejected for another session once it has tokenized', async () => {
    const { capture, sentIds, create, status } = await startSession(mine, verified(1))
    expect(await readResponse(create({ origin: ORIGIN, ...mine }))).toMatchObject({ http: 201, ...mine })
    expect((await capture()).status).toBe(200)
    expect(sentIds()).toEqual(['customer-81'])
    expect(await status()).toMatchObject(mine)
    const rejected = await readResponse(create({ origin: ORIGIN, ...mine }))
    expect(rejected).toMatchObject({
      http: 409,
      code: 'participant_id_used',
      field: 'participant_unique_id1',
      detail: expect.stringContaining('leave it out, or use a new one') as string,
    })
    expect(JSON.stringify(rejected)).not.toContain('customer-81')
    expect((await create({ origin: ORIGIN })).status).toBe(201)
  })

  it.each([
    ['a card of another account', 'account_mismatch', othersCard],
    ['a card that is not payable', 'card_not_payable', pushDisabled(1)],
  ])('ends the session after %s', async (_name, code, behaviour) => {
    const body: Partial<SessionInput> = { ...mine, require: { push: true } }
    const { capture, create, status, gateway } = await startSession(body, behaviour, verified(2))
    const failed = await readResponse(capture())
    expect(failed).toMatchObject({ code, needs_new_session: true, attempts_left: 0 })
    expect(await status()).toMatchObject({ status: 'exhausted', needs_new_session: true, ...mine })
    expect(await readResponse(capture())).toMatchObject({ code: 'attempts_exhausted' })
    expect(gateway.received).toHaveLength(1)
    expect((await create({ origin: ORIGIN, ...mine })).status).toBe(409)
  })

  it('stays free after a decline', async () => {
    const { capture, create } = await startSession(mine, declined)
    await capture()
    expect((await create({ origin: ORIGIN, ...mine })).status).toBe(201)
  })
})

describe('a card that is not payable', () => {
  it('shows its token to the backend alone, with the reason', async () => {
    const { capture, status, lines } = await startSession({ require: { push: true } }, pushDisabled(1))
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
      payable: false,
      reason: 'push_disabled',
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
})

it('names the fields that a success lacks in the log, and accepts it', async () => {
  const bare = json(() => ({ status: 100, data: { customer_account_token: token(1) } }))
  const { capture, lines } = await startSession({ reveal: ['last_4', 'expiration_date'] }, bare)
  expect(await readResponse(capture())).toMatchObject({ http: 200, last_4: '1111', expiration_date: '2612' })
  expect(lines.join()).toContain('"missing_fields":"last_4 expiration_date participant_unique_id1"')
})

it.each([
  ['limit_exceeded', json(() => ({ status: 607, data: { issuers: [{ credit_info: { max: '20' } }] } }))],
  ['gateway_misconfigured', json(() => ({ status: 402 }))],
])('%s leaves the attempts as they were, and counts once for the address', async (code, behaviour) => {
  const gateway = await startGateway(behaviour)
  const { open } = startApp({ INGO_URL: gateway.url, CAPTURE_FAILED_PER_HOUR: '2' })
  const { capture, status } = await open({ amount: 100 })
  const codes: unknown[] = []
  for (let times = 0; times < 3; times++) codes.push((await readResponse(capture())).code)
  expect(codes).toEqual([code, code, 'rate_limited'])
  expect(await status()).toMatchObject({ status: 'open', attempts: 0 })
})
