/** A gateway, or a proxy before it, that answers with the response to another request. */
import { describe, expect, it } from 'vitest'
import { documentedCheck, documentedCheckResponse } from '../../contract/documented.case.js'
import { ROUND_INTERVAL_MS } from '../store/leaseRule.js'
import { card, json, start, success, readResponse, type Behaviour } from '../testing/app.case.js'

const OTHERS_TOKEN = 'another-cardholders-token'
const OWN_TOKEN = 'the-cardholders-own-token'
const others = { customer_account_token: OTHERS_TOKEN, participant_unique_id1: 'of-another-session' }
/** The gateway tokenizes the card, but responds with the result of another request. */
const answerOthers = (data: Record<string, unknown> = others, status = 100) =>
  json((sent) => success(sent, data, status))
const replayed = json((sent) => success(sent, { customer_account_token: OWN_TOKEN }, 101))

async function startSession(body: object, ...behaviours: Behaviour[]) {
  const app = await start(...behaviours)
  const session = await app.open(body)
  const sentIds = () => app.gateway.received.map(({ sent }) => sent.participant_unique_id1)
  const read = async () => JSON.stringify([await session.status(), app.lines])
  return { ...app, ...session, sentIds, read }
}

const everyTry = (behaviour: Behaviour) => [behaviour, behaviour, behaviour]

describe('a response to another request', () => {
  it('is followed by a retry under the same id, which returns the card’s own token', async () => {
    const { capture, sentIds, slept, status, read } = await startSession({}, answerOthers(), replayed)
    expect(await readResponse(capture())).toMatchObject({ http: 200, customer_account_token: OWN_TOKEN })
    expect(new Set(sentIds()).size).toBe(1)
    expect(slept).toEqual([4000])
    expect(await status()).toMatchObject({ status: 'tokenized', customer_account_token: OWN_TOKEN })
    expect(await read()).not.toContain(OTHERS_TOKEN)
  })

  it.each([
    ['a success', others, 100],
    ['an earlier success', others, 101],
    ['a decline', { participant_unique_id1: 'of-another-session' }, 852],
    ['a rejected field', { participant_unique_id1: 'of-another-session' }, 607],
    ['a review', { participant_unique_id1: 'of-another-session' }, 130],
    ['an id that is a number', { ...others, participant_unique_id1: 81 }, 100],
    [
      'another card’s success without any id',
      { ...others, participant_unique_id1: undefined, last_4: '0000' },
      100,
    ],
  ])('leaves the outcome unknown: %s', async (_name, data, status) => {
    const session = await startSession({}, ...everyTry(answerOthers(data, status)), replayed)
    const { capture, sentIds, time, read } = session
    expect(await readResponse(capture())).toMatchObject({ http: 504, code: 'outcome_unknown' })
    expect(await session.status()).toMatchObject({ status: 'unknown', attempts: 0 })
    time.now += ROUND_INTERVAL_MS
    expect(await readResponse(capture())).toMatchObject({ http: 200, customer_account_token: OWN_TOKEN })
    expect(sentIds()).toHaveLength(4)
    expect(new Set(sentIds()).size).toBe(1)
    expect(await read()).not.toContain(OTHERS_TOKEN)
  })

  it('rejects another card until the outcome is known', async () => {
    const { capture, gateway } = await startSession({}, ...everyTry(answerOthers()))
    await capture()
    const other = await readResponse(capture({ ...card, account: '4242424242424242' }))
    expect(other).toMatchObject({ http: 409, code: 'in_progress' })
    expect(gateway.received).toHaveLength(3)
  })

  it('does not use up an id of the merchant', async () => {
    const mine = { participant_unique_id1: 'order-7' }
    const { capture, time, status } = await startSession(mine, ...everyTry(answerOthers()), replayed)
    expect(await readResponse(capture())).not.toHaveProperty('needs_new_session')
    time.now += ROUND_INTERVAL_MS
    expect(await readResponse(capture())).toMatchObject({ customer_account_token: OWN_TOKEN })
    expect(await status()).toMatchObject({ status: 'tokenized', ...mine })
  })

  it('is an error in the log, even if the token is found', async () => {
    const { capture, lines } = await startSession({}, answerOthers(), replayed)
    await capture()
    const line = lines
      .map((each) => JSON.parse(each) as Record<string, unknown>)
      .find(({ msg }) => msg === 'capture')
    expect(line).toMatchObject({ level: 50, outcome: 'tokenized', reason: 'other_request' })
  })

  it('leaves a check’s outcome unknown', async () => {
    const { beneficiary_account, ...person } = documentedCheck.beneficiary
    const body = { account_types: ['check'], check: { beneficiary_account } }
    const data = { ...documentedCheckResponse.data, ...others }
    const { capture, status } = await startSession(
      body,
      json(() => ({ ...documentedCheckResponse, data })),
    )
    const content = { account_type: 'check', recipient_is_beneficiary: 1, beneficiary: person }
    expect(await readResponse(capture(content))).toMatchObject({ http: 504, code: 'outcome_unknown' })
    expect(await status()).toMatchObject({ status: 'unknown', attempts: 0 })
  })
})

it('gives out no token for an older success that shows no account if the call before it was not sent', async () => {
  const limited: Behaviour = (_sent, response) => void response.writeHead(429, { 'Retry-After': '1' }).end()
  const older = json((sent) =>
    success(sent, { customer_account_token: OTHERS_TOKEN, last_4: undefined }, 101),
  )
  const { capture, read } = await startSession({ participant_unique_id1: 'order-7' }, limited, older)
  expect(await readResponse(capture())).toMatchObject({ http: 409, code: 'account_mismatch' })
  expect(await read()).not.toContain(OTHERS_TOKEN)
})
