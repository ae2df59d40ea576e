import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { SessionInput, SessionState } from '../../contract/sessionRequest.js'
import { GIVE_UP_MS, ROUND_INTERVAL_MS } from '../store/leaseRule.js'
import { RESOLVE_MS } from '../store/record.js'
import { unlimited } from '../store/storeFixtures.case.js'
import { card, json, NOW, start, success, type Behaviour } from '../testing/app.case.js'
import { startReviewing } from '../testing/ingoEvents.case.js'
import { LEASE_MS } from '../store/leaseTime.js'
import { renderStatesPage } from './stateMachineDocs.case.js'
import { transitions } from './transitions.js'

const MINUTE_MS = 60_000
const other = { ...card, account: '4242424242424242' }

type Seen = { status: SessionState; attempts: number }
type Row = (typeof transitions)[number]

const verified = json((sent) => success(sent))
const declined = json(() => ({ status: 852 }))
const undocumented = json(() => ({ ok: true }))
/** The three calls of one capture whose outcome stays unknown. */
const unresolved = [undocumented, undocumented, undocumented]
const misconfigured = json(() => ({ status: 402 }))
const othersAccount = json((sent) => success(sent, { last_4: '0000' }))
const overLimit = json(() => ({ status: 607, data: { issuers: [{ credit_info: { max: '20.00' } }] } }))

/** The lease of a process that dies before its capture leaves the server. */
function deadLease(id: string) {
  const session = { merchant: 'demo', id, maxAttempts: 5, expiresAt: NOW + 1_800_000 }
  const lease = { merchant: 'demo', id, key: 'dead', fingerprint: 'f', usesId: true }
  return { ...lease, now: NOW, leaseExpiresAt: NOW + LEASE_MS, session, attempt: unlimited }
}

/** A session whose status is read when it is new, during each gateway call, and after each capture. */
async function startObserved(body: Partial<SessionInput>, ...behaviours: Behaviour[]) {
  const seen: Seen[] = []
  const recordStatus = async () => void seen.push((await session.status()) as Seen)
  const watching = behaviours.map((behave): Behaviour => (...call) => {
    void recordStatus().then(() => {
      behave(...call)
    })
  })
  const app = await start(...watching)
  const session = await app.open(body)
  await recordStatus()
  const capture = async (content: object = card) => {
    await session.capture(content, crypto.randomUUID())
    await recordStatus()
  }
  /** Time until the next round about an unknown outcome, or until it is given up. */
  const wait = (ms: number) => void (app.time.now += ms)
  return { ...app, id: session.id, seen, recordStatus, capture, wait }
}

/** The status during the last call and after it. */
async function lastCall(captures: number, body: Partial<SessionInput>, ...behaviours: Behaviour[]) {
  const { seen, capture, wait } = await startObserved(body, ...behaviours)
  for (let times = 0; times < captures; times++) {
    await capture()
    wait(ROUND_INTERVAL_MS)
  }
  return seen.slice(-2)
}

/** The status a minute after a review began, and once Ingo has sent the code. */
async function reviewed(event_code: number, body: Partial<SessionInput> = {}, data: object = {}) {
  const underReview = json((sent) => success(sent, { ...data }, 130))
  const { review, send, time } = await startReviewing({}, underReview)
  const session = await review(body)
  time.now += MINUTE_MS
  const before = (await session.status()) as Seen
  await send({ event_code, participant_unique_id1: session.participant_unique_id1 })
  return [before, (await session.status()) as Seen]
}

/** The same beside a capture whose outcome can't become known any more. */
async function reviewedBesideUnknown(event_code: number) {
  const underReview = json((sent) => success(sent, {}, 130))
  const { review, send, time } = await startReviewing({}, underReview, undocumented)
  const session = await review({ expires_in: MINUTE_MS / 1000 })
  await session.capture({ ...other, expiration_date: '9612' })
  time.now += MINUTE_MS + RESOLVE_MS
  const before = (await session.status()) as Seen
  await send({ event_code, participant_unique_id1: session.participant_unique_id1 })
  return [before, (await session.status()) as Seen]
}

const scenarios: Record<Row['when'], () => Promise<Seen[]>> = {
  'a capture acquires the lease': async () => {
    const { seen, capture } = await startObserved({}, verified)
    await capture()
    return seen.slice(0, 2)
  },
  'verified, and the response matches the request': () => lastCall(1, {}, verified),
  'not payable or another account’s, under an id of the server’s own': () => lastCall(1, {}, othersAccount),
  'not payable or another account’s, under the merchant’s id': () =>
    lastCall(1, { participant_unique_id1: 'order-1' }, othersAccount),
  'over a limit': () => lastCall(1, { amount: 100 }, overLimit),
  'refused, attempts are left': () => lastCall(1, {}, declined),
  'refused, it was the last attempt': () => lastCall(1, { max_attempts: 1 }, declined),
  'not processed, or the integration is at fault': () => lastCall(1, {}, misconfigured),
  'not processed, and an earlier outcome is unknown': () => lastCall(2, {}, ...unresolved, misconfigured),
  'the outcome is unknown, or the process died after sending': () => lastCall(1, {}, undocumented),
  'the same content is submitted again': async () => {
    const { seen, capture, wait } = await startObserved({}, ...unresolved, verified)
    await capture()
    wait(ROUND_INTERVAL_MS)
    await capture()
    return seen.slice(-3, -1)
  },
  'other content is submitted, and has to wait': async () => {
    const { seen, capture } = await startObserved({}, ...unresolved, verified)
    await capture()
    await capture(other)
    return seen.slice(-2)
  },
  'other content is submitted, after the outcome was given up': async () => {
    const { seen, capture, wait } = await startObserved({}, ...unresolved, verified)
    await capture()
    wait(GIVE_UP_MS)
    await capture(other)
    return seen.slice(-3, -1)
  },
  'the process died before anything was sent': async () => {
    const { seen, store, id, recordStatus, wait } = await startObserved({})
    await store.acquireLease(deadLease(id))
    await recordStatus()
    wait(LEASE_MS)
    await recordStatus()
    return seen.slice(-2)
  },
  'the session ends with an unknown outcome': async () => {
    const { seen, capture, recordStatus, time } = await startObserved({ expires_in: 60 }, undocumented)
    await capture()
    time.now += 60_000
    await recordStatus()
    return seen.slice(-2)
  },
  'the merchant’s backend cancels the session': async () => {
    const { seen, backend, id, recordStatus } = await startObserved({})
    await backend(`/${id}/cancel`, { method: 'POST' })
    await recordStatus()
    return seen
  },
  'the session’s time is over': async () => {
    const { seen, recordStatus, time } = await startObserved({ expires_in: 60 }, verified)
    time.now += 60_000
    await recordStatus()
    return seen
  },
  'Ingo clears a review': () => reviewed(1107),
  'Ingo clears a review, and the card is not payable or another account’s': () =>
    reviewed(1107, { require: { push: true } }, { issuers: [{ credit_enabled: 0 }] }),
  'a review fails': () => reviewed(1108),
  'Ingo clears a review of the last attempt': () => reviewed(1107, { max_attempts: 1 }),
  'a review of the last attempt fails': () => reviewed(1108, { max_attempts: 1 }),
  'Ingo clears a review afterwards': () => reviewed(1107, { expires_in: 60 }),
  'a review fails afterwards': () => reviewed(1108, { expires_in: 60 }),
  'Ingo clears a review after the time for the unknown outcome': () => reviewedBesideUnknown(1107),
  'a review fails after the time for the unknown outcome': () => reviewedBesideUnknown(1108),
}

it.each(transitions)('$from → $to: $when', async ({ from, to, when, attempts }) => {
  const [before, after] = await scenarios[when]()
  expect(before).toMatchObject({ status: from })
  expect(after).toMatchObject({ status: to })
  expect((after?.attempts ?? NaN) - (before?.attempts ?? NaN)).toBe(attempts)
})

it('docs/capture.md shows the same states (npm run docs:capture writes them)', async () => {
  const path = fileURLToPath(new URL('../../docs/capture.md', import.meta.url))
  await expect(await renderStatesPage(path)).toMatchFileSnapshot(path)
})
