/** Unknown outcomes: no later request may lose the token that the gateway may have issued. */
import { expect, it } from 'vitest'
import {
  card,
  json,
  start,
  startApp,
  startGateway,
  success,
  readResponse,
  type Behaviour,
} from '../testing/app.case.js'

const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'
const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const HOUR_MS = 3_600_000
const ROUND_MS = 4_000
const verified = json((sent) => success(sent, {}, 101))
const undocumented = json(() => ({ ok: true }))
const declined = json(() => ({ status: 852 }))
const other = { ...card, account: '4242424242424242' }
const expired = { ...card, expiration_date: '2605' }

/** A session whose first capture, of `card` with KEY, has ended unknown. */
async function startUnknown(settings: Record<string, string>, ...then: Behaviour[]) {
  const gateway = await startGateway(undocumented, undocumented, undocumented, ...then)
  const app = startApp({ INGO_URL: gateway.url, ...settings })
  const session = await app.open({ max_attempts: 1, expires_in: 600 })
  expect(await readResponse(session.capture(card, KEY))).toMatchObject({ http: 504, code: 'outcome_unknown' })
  const read = () =>
    app.app.request('/v1/session', { headers: { Authorization: `Bearer ${session.sealed}` } })
  /** Submits the same content again as soon as the server may ask the gateway again. */
  const resolve = (content: object = card, key = KEY) => {
    app.time.now += ROUND_MS
    return readResponse(session.capture(content, key))
  }
  return { gateway, session, read, resolve, ...app }
}

it.each([
  ['another card', other],
  ['a card that would be rejected before sending', expired],
])(
  'rejects %s as in_progress: it uses no attempt and does not replace the unknown outcome',
  async (_name, content) => {
    const { gateway, session, resolve } = await startUnknown({}, verified)
    const response = await session.capture(content)
    expect(response.headers.get('retry-after')).toBe('4')
    expect(await readResponse(response)).toMatchObject({ http: 409, code: 'in_progress', retryable: true })
    expect(gateway.received.length).toBe(3)
    expect(await session.status()).toMatchObject({ status: 'unknown', attempts: 0 })
    expect(await resolve()).toMatchObject({ http: 200, customer_account_token: TOKEN })
  },
)

it('accepts other content once the outcome is known', async () => {
  const { session, resolve } = await startUnknown({}, declined)
  expect(await resolve(card, crypto.randomUUID())).toMatchObject({ code: 'card_declined', attempts_left: 0 })
  expect(await readResponse(session.capture(other))).toMatchObject({ code: 'attempts_exhausted' })
})

it('exempts the resolution of an unknown outcome from the attempt limits', async () => {
  const settings = { CAPTURE_FAILED_PER_HOUR: '1', CAPTURE_ATTEMPTS_PER_MINUTE: '2' }
  const { open, resolve } = await startUnknown(settings, declined, verified)
  expect(await readResponse((await open()).capture(other))).toMatchObject({ code: 'card_declined' })
  expect(await readResponse((await open()).capture(other))).toMatchObject({ code: 'rate_limited' })
  expect(await resolve()).toMatchObject({ http: 200, customer_account_token: TOKEN })
})

it('returns the token for the same content after the session has expired, and rejects other content as session_expired', async () => {
  const { session, read, time } = await startUnknown({}, verified)
  time.now += 600_000 + HOUR_MS / 2
  expect(await readResponse(session.capture(other))).toMatchObject({ http: 410, code: 'session_expired' })
  expect((await read()).status).toBe(200)
  expect(await readResponse(session.capture(card, KEY))).toMatchObject({
    http: 200,
    customer_account_token: TOKEN,
  })
  expect(await readResponse(read())).toMatchObject({ http: 200, tokenized: { account_type: 'card' } })
})

it('rejects the same content an hour after the session has expired, and stays unknown for the backend', async () => {
  const { session, read, time } = await startUnknown({}, verified)
  time.now += 600_000 + HOUR_MS
  expect(await readResponse(session.capture(card, KEY))).toMatchObject({ http: 410, code: 'session_expired' })
  expect(await readResponse(read())).toMatchObject({ http: 410, code: 'session_expired' })
  expect(await session.status()).toMatchObject({ status: 'unknown' })
})

it('rejects other content for a key after a capture with another key', async () => {
  const { gateway, open } = await start(declined, declined, verified)
  const session = await open()
  expect(await readResponse(session.capture(card, KEY))).toMatchObject({ code: 'card_declined' })
  expect(await readResponse(session.capture(other))).toMatchObject({ code: 'card_declined' })
  expect(await readResponse(session.capture({ ...card, expiration_date: '3012' }, KEY))).toMatchObject({
    http: 409,
    code: 'idempotency_conflict',
  })
  expect(gateway.received.length).toBe(2)
})

it('never says that nothing was processed while an earlier outcome is unknown', async () => {
  const notProcessed = json(() => ({}), 429)
  const { session, resolve } = await startUnknown({}, notProcessed)
  expect(await resolve()).toMatchObject({ http: 504, code: 'outcome_unknown' })
  expect(await session.status()).toMatchObject({ status: 'unknown', attempts: 0 })
})

it('counts an unknown outcome for the address if it turns out to be a refusal', async () => {
  const { open, resolve } = await startUnknown({ CAPTURE_FAILED_PER_HOUR: '1' }, declined)
  expect(await resolve()).toMatchObject({ code: 'card_declined' })
  expect(await readResponse((await open()).capture())).toMatchObject({ code: 'rate_limited' })
})

it('accepts the same content with another CVV, which is no part of what is compared', async () => {
  const { resolve } = await startUnknown({}, verified)
  expect(await resolve({ ...card, cvv: '999' }, crypto.randomUUID())).toMatchObject({
    http: 200,
    customer_account_token: TOKEN,
  })
})

it('sends one round about an unknown outcome in four seconds, with Retry-After', async () => {
  const { gateway, session, resolve } = await startUnknown({}, verified)
  const response = await session.capture(card, KEY)
  expect(response.headers.get('retry-after')).toBe('4')
  expect(await readResponse(response)).toMatchObject({ http: 504, code: 'outcome_unknown', retryable: true })
  expect(gateway.received.length).toBe(3)
  expect(await resolve()).toMatchObject({ http: 200, customer_account_token: TOKEN })
})

it('keeps a hash of the content while the outcome is unknown, and no longer', async () => {
  const { session, store, resolve } = await startUnknown({}, declined)
  const stored = async () => store.read('demo', session.id)
  const fingerprint = (await stored())?.current?.fingerprint ?? ''
  expect(fingerprint).not.toBe('')
  expect(await resolve()).toMatchObject({ code: 'card_declined' })
  expect(JSON.stringify(await stored())).not.toContain(fingerprint)
})
