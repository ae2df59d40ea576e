/** Outcomes that stay unknown: the cardholder may submit another account, and no token is lost or given out twice. */
import { expect, it } from 'vitest'
import { GIVE_UP_MS, GIVE_UP_TRIES, MAX_RESOLVE_TRIES, ROUND_INTERVAL_MS } from '../store/leaseRule.js'
import {
  card,
  json,
  readResponse,
  start,
  startApp,
  startGateway,
  success,
  type Behaviour,
} from '../testing/app.case.js'

const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'
const other = { ...card, account: '4242424242424242' }
const third = { ...card, account: '5555555555554444' }
const undocumented = json(() => ({ ok: true }))
/** The three calls of one capture whose outcome stays unknown. */
const unresolved = [undocumented, undocumented, undocumented]
const FIRST = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const SECOND = '0f9a2c9e-5b0c-4c3a-9a3f-3f1f5a4b7c11'
const declined = json(() => ({ status: 852 }))
const verified = json((sent) => success(sent))
const verifiedOther = json((sent) => success(sent, { customer_account_token: SECOND }))
const foundAgain = json((sent) => success(sent, {}, 101))

/** A session whose first capture, of `card` with KEY, has ended unknown. */
async function startUnknown(body: object, ...then: Behaviour[]) {
  const gateway = await startGateway(...unresolved, ...then)
  const app = startApp({ INGO_URL: gateway.url })
  const session = await app.open(body)
  expect(await readResponse(session.capture(card, KEY))).toMatchObject({ code: 'outcome_unknown' })
  const readFrame = async () =>
    readResponse(app.app.request('/v1/session', { headers: { Authorization: `Bearer ${session.sealed}` } }))
  const wait = (ms: number) => void (app.time.now += ms)
  return { gateway, session, readFrame, wait, ...app }
}

const sentIds = (received: { sent: { participant_unique_id1?: unknown } }[]) =>
  received.map(({ sent }) => sent.participant_unique_id1)

it('allows other content after a minute', async () => {
  const { session, readFrame, wait } = await startUnknown({}, ...unresolved)
  expect(await readFrame()).toMatchObject({ unresolved: { may_change: false } })
  wait(GIVE_UP_MS)
  expect(await readFrame()).toMatchObject({ unresolved: { may_change: true } })
  const again = await readResponse(session.capture(card, KEY))
  expect(again).toMatchObject({ http: 504, code: 'outcome_unknown', may_change: true })
  expect(await session.status()).not.toHaveProperty('needs_new_session')
})

it('allows other content after three tries to resolve the outcome', async () => {
  const rounds = Array.from({ length: GIVE_UP_TRIES }, () => unresolved).flat()
  const { session, wait } = await startUnknown({}, ...rounds)
  const seen: unknown[] = []
  for (let times = 0; times < GIVE_UP_TRIES; times++) {
    wait(ROUND_INTERVAL_MS)
    seen.push((await readResponse(session.capture(card, KEY))).may_change)
  }
  expect(seen).toEqual([undefined, undefined, true])
})

it('captures other content under the next derived participant_unique_id1', async () => {
  const { gateway, session, wait } = await startUnknown({}, verifiedOther)
  const { participant_unique_id1: first } = await session.status()
  wait(GIVE_UP_MS)
  expect(await readResponse(session.capture(other))).toMatchObject({ customer_account_token: SECOND })
  const ids = sentIds(gateway.received)
  expect(ids.slice(0, 3)).toEqual([first, first, first])
  expect(ids[3]).not.toBe(first)
  expect(await session.status()).toMatchObject({
    ...{ status: 'tokenized', attempts: 1 },
    ...{ customer_account_token: SECOND, participant_unique_id1: ids[3] },
  })
})

it('rejects canceling, and calls no attempt the last, while the first content may have a token', async () => {
  const { session, backend, wait } = await startUnknown({ max_attempts: 2 }, declined, foundAgain)
  wait(GIVE_UP_MS)
  const refused = await readResponse(session.capture(other))
  expect(refused).toMatchObject({ code: 'card_declined', attempts_left: 0 })
  expect(refused).not.toHaveProperty('detail')
  const cancel = backend(`/${session.id}/cancel`, { method: 'POST' })
  expect(await readResponse(cancel)).toMatchObject({ http: 409, code: 'in_progress' })
  wait(ROUND_INTERVAL_MS)
  expect(await readResponse(session.capture(card))).toMatchObject({ customer_account_token: FIRST })
})

it('finds the token of the first content, under its own id, when it is submitted once more', async () => {
  const { gateway, session, wait } = await startUnknown({}, declined, foundAgain)
  const { participant_unique_id1: first } = await session.status()
  wait(GIVE_UP_MS)
  expect(await readResponse(session.capture(other))).toMatchObject({ code: 'card_declined' })
  wait(ROUND_INTERVAL_MS)
  expect(await readResponse(session.capture(card))).toMatchObject({ customer_account_token: FIRST })
  expect(sentIds(gateway.received).at(-1)).toBe(first)
  expect(await session.status()).toMatchObject({
    ...{ status: 'tokenized', customer_account_token: FIRST, participant_unique_id1: first },
  })
})

it('keeps a success that comes after another as a token of the backend’s, and gives it to no page', async () => {
  let answerFirst: () => void = () => undefined
  const late: Behaviour = (...call) => {
    answerFirst = () => {
      verified(...call)
    }
  }
  const { gateway, open, time } = await start(late, verifiedOther)
  const session = await open()
  const first = session.capture(card, KEY)
  await expect.poll(() => gateway.received.length).toBe(1)
  // The process of the first capture stalls: its lease expires, and its outcome is given up.
  time.now += 15_000 + GIVE_UP_MS
  expect(await readResponse(session.capture(other))).toMatchObject({ customer_account_token: SECOND })
  answerFirst()
  expect(await readResponse(first)).toMatchObject({ http: 409, code: 'session_used' })
  expect(await session.status()).toMatchObject({
    ...{ status: 'tokenized', customer_account_token: SECOND },
    other_tokens: [{ customer_account_token: FIRST }],
  })
})

it('needs a new session if the merchant gave the participant_unique_id1', async () => {
  const { session, readFrame, gateway, wait } = await startUnknown(
    { participant_unique_id1: 'order-1' },
    ...unresolved,
    foundAgain,
  )
  expect(await session.status()).not.toHaveProperty('needs_new_session')
  wait(GIVE_UP_MS)
  expect(await session.status()).toMatchObject({ status: 'unknown', needs_new_session: true })
  expect(await readFrame()).toMatchObject({ unresolved: { may_change: false, needs_new_session: true } })
  const answer = { http: 504, code: 'outcome_unknown', needs_new_session: true }
  expect(await readResponse(session.capture(other))).toMatchObject(answer)
  expect(await readResponse(session.capture(card, KEY))).toMatchObject(answer)
  expect(gateway.received.length).toBe(6)
  // The same content still finds its token.
  wait(ROUND_INTERVAL_MS)
  expect(await readResponse(session.capture(card, KEY))).toMatchObject({ customer_account_token: FIRST })
})

it('asks thirty times for an unknown outcome, then never again', async () => {
  const { session, gateway, wait } = await startUnknown({ expires_in: 86_400 }, undocumented)
  for (let times = 0; times < MAX_RESOLVE_TRIES; times++) {
    wait(ROUND_INTERVAL_MS)
    expect((await session.capture(card, KEY)).status).toBe(504)
  }
  const calls = gateway.received.length
  wait(ROUND_INTERVAL_MS)
  expect(await readResponse(session.capture(card, KEY))).toMatchObject({
    code: 'outcome_unknown',
    needs_new_session: true,
  })
  expect(gateway.received.length).toBe(calls)
  expect(await session.status()).toMatchObject({ needs_new_session: true })
})

it('rejects more keys than attempts with too_many_keys', async () => {
  const { session, gateway, wait } = await startUnknown({ max_attempts: 3 }, undocumented)
  wait(GIVE_UP_MS)
  expect(await readResponse(session.capture(other))).toMatchObject({ code: 'outcome_unknown' })
  wait(GIVE_UP_MS)
  const response = await readResponse(session.capture(third))
  expect(response).toMatchObject({ http: 504, code: 'outcome_unknown' })
  wait(GIVE_UP_MS)
  const calls = gateway.received.length
  expect(await readResponse(session.capture({ ...card, account: '4111111111111111' }))).toMatchObject({
    needs_new_session: true,
  })
  expect(gateway.received.length).toBe(calls)
})

it('counts a capture that was given up as an attempt, for the frame and for the backend', async () => {
  const { session, readFrame, wait } = await startUnknown({ max_attempts: 2 }, declined, foundAgain)
  wait(GIVE_UP_MS)
  expect(await readResponse(session.capture(other))).toMatchObject({
    code: 'card_declined',
    attempts_left: 0,
  })
  expect(await readFrame()).toMatchObject({ attempts_left: 0, unresolved: { needs_new_session: true } })
  expect(await session.status()).toMatchObject({ status: 'open', needs_new_session: true })
  expect(await readResponse(session.capture(third))).toMatchObject({ http: 429, code: 'too_many_keys' })
  wait(ROUND_INTERVAL_MS)
  expect(await readResponse(session.capture(card))).toMatchObject({ customer_account_token: FIRST })
})
