import { describe, expect, it, vi } from 'vitest'
import {
  card,
  json,
  NOW,
  readResponse,
  slow,
  start,
  startApp,
  startGateway,
  success,
} from '../testing/app.case.js'

const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'

describe('idempotency', () => {
  it('joins the call in flight for the same key and content, and replays its result later', async () => {
    const { gateway, open } = await start(slow)
    const session = await open()
    const responses = await Promise.all(
      [session.capture(card, KEY), session.capture(card, KEY)].map(readResponse),
    )
    expect(responses.map(({ customer_account_token: token }) => token)).toEqual([TOKEN, TOKEN])
    expect(await readResponse(session.capture(card, KEY))).toMatchObject({
      http: 200,
      customer_account_token: TOKEN,
    })
    expect(gateway.received.length).toBe(1)
  })

  it('tells a reloaded frame that a capture is being verified, and then gives it the token', async () => {
    const { gateway, open, app } = await start(slow)
    const { sealed, capture } = await open()
    const read = () =>
      readResponse(app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } }))
    expect(await read()).not.toHaveProperty('processing')
    const capturing = capture()
    await vi.waitFor(() => {
      expect(gateway.received.length).toBe(1)
    }, 15_000)
    expect(await read()).toMatchObject({ processing: true })
    await capturing
    const after = await read()
    expect(after).toHaveProperty('tokenized')
    expect(after).not.toHaveProperty('processing')
  })

  it('gives the token to a frame that loads after the session’s end, for an hour', async () => {
    const { open, app, time } = await start(json((sent) => success(sent)))
    const [captured, unused] = [await open({ expires_in: 60 }), await open({ expires_in: 60 })]
    const read = ({ sealed }: { sealed: string }) =>
      readResponse(app.request('/v1/session', { headers: { Authorization: `Bearer ${sealed}` } }))
    await captured.capture()
    time.now = NOW + 60_000
    expect(await read(captured)).toMatchObject({ http: 200, tokenized: { account_type: 'card' } })
    expect(await read(unused)).toMatchObject({ http: 410, code: 'session_expired' })
    time.now = NOW + 60_000 + 3_600_000
    expect(await read(captured)).toMatchObject({ http: 410, code: 'session_expired' })
  })

  it('stores nothing for the key of a capture that was not sent', async () => {
    const { open } = startApp({ INGO_URL: 'http://127.0.0.1:1' })
    const session = await open()
    const before = await session.status()
    const unavailable = { http: 502, code: 'gateway_unavailable' }
    expect(await readResponse(session.capture(card, KEY))).toMatchObject(unavailable)
    expect(await readResponse(session.capture({ ...card, cvv: '999' }, KEY))).toMatchObject(unavailable)
    expect(await session.status()).toEqual(before)
  })

  it('rejects another key with Retry-After while a capture is in flight', async () => {
    const { open } = await start(slow)
    const session = await open()
    const first = session.capture()
    const second = await session.capture({ ...card, expiration_date: '3012' })
    expect(second.headers.get('retry-after')).toBe('4')
    expect(await readResponse(second)).toMatchObject({ http: 409, code: 'in_progress', retryable: true })
    expect((await first).status).toBe(200)
  })

  it('rejects the same key with other content after any first result', async () => {
    const { gateway, open } = await start(json(() => ({ status: 852 })))
    const session = await open()
    await session.capture(card, KEY)
    expect(await readResponse(session.capture({ ...card, expiration_date: '3012' }, KEY))).toMatchObject({
      http: 409,
      code: 'idempotency_conflict',
    })
    // The result of each key is stored, not only the last one.
    await session.capture({ ...card, expiration_date: '3012' })
    expect(await readResponse(session.capture(card, KEY))).toMatchObject({
      http: 422,
      code: 'card_declined',
      attempts_left: 4,
    })
    expect(gateway.received.length).toBe(2)
  })

  it('replays the token of a tokenized session for the same content, and rejects other content', async () => {
    const { gateway, open } = await start()
    const session = await open()
    await session.capture()
    expect(await readResponse(session.capture())).toMatchObject({ http: 200, customer_account_token: TOKEN })
    expect(await readResponse(session.capture({ ...card, account: '4242424242424242' }))).toMatchObject({
      http: 409,
      code: 'session_used',
    })
    expect(gateway.received.length).toBe(1)
  })

  it('makes one gateway call for twenty concurrent requests with the same key and content', async () => {
    const { gateway, open } = await start(slow)
    const session = await open()
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => readResponse(session.capture(card, KEY))),
    )
    for (const response of responses) {
      expect(response).toMatchObject({ http: 200, customer_account_token: TOKEN })
    }
    expect(gateway.received.length).toBe(1)
    expect(await session.status()).toMatchObject({ status: 'tokenized', attempts: 1 })
  })

  it('takes one queue slot for twenty concurrent keys of a session, so that another session is not delayed', async () => {
    const gateway = await startGateway(slow)
    const { open, slept } = startApp({ INGO_URL: gateway.url, INGO_REQUESTS_PER_SECOND: '2' })
    const [session, another] = [await open(), await open()]
    const captures = Array.from({ length: 20 }, () => readResponse(session.capture()))
    expect((await another.capture()).status).toBe(200)
    const codes = (await Promise.all(captures)).map(({ http, code }) => code ?? http)
    expect(codes.sort()).toEqual([200, ...Array<string>(19).fill('in_progress')])
    expect(slept).toEqual([])
    expect(gateway.received.length).toBe(2)
  })

  it('does not delay another session when a finished capture is repeated many times', async () => {
    const { open } = await start()
    const [session, another] = [await open(), await open()]
    await session.capture(card, KEY)
    const repeats = Array.from({ length: 80 }, async () => (await session.capture(card, KEY)).status)
    const response = another.capture()
    expect(new Set(await Promise.all(repeats))).toEqual(new Set([200]))
    expect((await response).status).toBe(200)
  })

  it('counts down the attempts, names the last one, then rejects with attempts_exhausted', async () => {
    const { open } = await start(json(() => ({ status: 852 })))
    const session = await open({ max_attempts: 2 })
    const first = await readResponse(session.capture())
    expect(first).toMatchObject({ code: 'card_declined', attempts_left: 1 })
    expect(first).not.toHaveProperty('detail')
    expect(await readResponse(session.capture())).toMatchObject({
      ...{ code: 'card_declined', attempts_left: 0 },
      detail: expect.stringMatching(
        /declined it\. This was the session’s last attempt: create another/,
      ) as string,
    })
    expect(await readResponse(session.capture())).toMatchObject({
      http: 429,
      code: 'attempts_exhausted',
      attempts_left: 0,
    })
    expect(await session.status()).toMatchObject({ status: 'exhausted', attempts: 2 })
  })
})
