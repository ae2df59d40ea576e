/** The participant_unique_id1 of a session's captures: the server's own, or the merchant's. */
import { ROUND_INTERVAL_MS } from '../store/leaseRule.js'
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SessionInput } from '../../contract/sessionRequest.js'
import {
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
  it('is a UUID from the session’s id and 1, the same in create, the gateway request and retrieve', async () => {
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
    const { capture, sentIds, status, time } = await startSession({}, declined, lost, lost, lost, verified(1))
    await capture()
    await capture()
    time.now += ROUND_INTERVAL_MS
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

  it('is not sent for another card once another session has tokenized under it', async () => {
    const { open, gateway } = await start(verified(1))
    const [first, second] = [await open(mine), await open(mine)]
    expect((await first.capture()).status).toBe(200)
    expect(await readResponse(second.capture())).toMatchObject({
      http: 409,
      code: 'account_mismatch',
      needs_new_session: true,
    })
    expect(gateway.received).toHaveLength(1)
  })

  it('gives out no token for an older success that shows no account', async () => {
    const older = json((sent) => success(sent, { customer_account_token: token(1), last_4: undefined }, 101))
    const { capture, status } = await startSession(mine, older)
    expect(await readResponse(capture())).toMatchObject({ http: 409, code: 'account_mismatch' })
    expect(JSON.stringify(await status())).not.toContain(token(1))
  })

  it('accepts an older success that shows no account if this session sent the lost call', async () => {
    const older = json((sent) => success(sent, { customer_account_token: token(1), last_4: undefined }, 101))
    const { capture } = await startSession(mine, lost, older)
    expect(await readResponse(capture())).toMatchObject({ http: 200, customer_account_token: token(1) })
  })

  it('reports the same problem to a frame that opens the session again', async () => {
    const { capture, app, sealed } = await startSession({ ...mine, require: { push: true } }, pushDisabled(1))
    await capture()
    const headers = { Authorization: `Bearer ${sealed}` }
    expect(await readResponse(app.request('/v1/session', { headers }))).toMatchObject({
      http: 422,
      code: 'card_not_payable',
      reason: 'push_disabled',
      needs_new_session: true,
    })
  })

  it('stays free after a decline', async () => {
    const { capture, create } = await startSession(mine, declined)
    await capture()
    expect((await create({ origin: ORIGIN, ...mine })).status).toBe(201)
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
