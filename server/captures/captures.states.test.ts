import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import type { SessionInput, SessionState } from '../../contract/sessionRequest.js'
import { card, json, start, success, type Behaviour } from '../testing/app.case.js'
import { renderStatesPage } from './stateMachineDocs.case.js'
import { transitions } from './transition.js'

type Seen = { status: SessionState; attempts: number }
type Row = (typeof transitions)[number]

const verified = json((sent) => success(sent))
const declined = json(() => ({ status: 852 }))
const undocumented = json(() => ({ ok: true }))
const misconfigured = json(() => ({ status: 402 }))
const othersAccount = json((sent) => success(sent, { last_4: '0000' }))
const overLimit = json(() => ({ status: 607, data: { issuers: [{ credit_info: { max: '20.00' } }] } }))

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
  return { ...app, seen, recordStatus, capture }
}

/** The status during the last call and after it. */
async function lastCall(captures: number, body: Partial<SessionInput>, ...behaviours: Behaviour[]) {
  const { seen, capture } = await startObserved(body, ...behaviours)
  for (let times = 0; times < captures; times++) await capture()
  return seen.slice(-2)
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
  'not processed, and an earlier outcome is unknown': () =>
    lastCall(2, {}, undocumented, undocumented, undocumented, misconfigured),
  'the outcome is unknown, or the process died': () => lastCall(1, {}, undocumented),
  'the same content is submitted again': async () => {
    const { seen, capture } = await startObserved({}, undocumented, undocumented, undocumented, verified)
    await capture()
    await capture()
    return seen.slice(-3, -1)
  },
  'other content is submitted, and has to wait': async () => {
    const { seen, capture } = await startObserved({}, undocumented, undocumented, undocumented, verified)
    await capture()
    await capture({ ...card, cvv: '999' })
    return seen.slice(-2)
  },
  'the session ends with an unknown outcome': async () => {
    const { seen, capture, recordStatus, time } = await startObserved({ expires_in: 60 }, undocumented)
    await capture()
    time.now += 60_000
    await recordStatus()
    return seen.slice(-2)
  },
  'the session’s time is over': async () => {
    const { seen, recordStatus, time } = await startObserved({ expires_in: 60 }, verified)
    time.now += 60_000
    await recordStatus()
    return seen
  },
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
