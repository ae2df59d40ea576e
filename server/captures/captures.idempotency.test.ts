import { describe, expect, it } from 'vitest'
import { card, json, slow, start, told } from '../testing/app.case.js'

const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const KEY = '6f1f2b1e-3c58-4d57-9b6a-0a6f3a1d9a01'

describe('one capture, one call', () => {
  it('the same key and content at once joins the call under way, and later gets its answer', async () => {
    const { gateway, open } = await start(slow)
    const session = await open()
    const answers = await Promise.all([session.capture(card, KEY), session.capture(card, KEY)].map(told))
    expect(answers.map(({ customer_account_token: token }) => token)).toEqual([TOKEN, TOKEN])
    expect(await told(session.capture(card, KEY))).toMatchObject({ http: 200, customer_account_token: TOKEN })
    expect(gateway.received.length).toBe(1)
  })

  it('another key meanwhile is told to wait', async () => {
    const { open } = await start(slow)
    const session = await open()
    const first = session.capture()
    const second = await session.capture({ ...card, cvv: '999' })
    expect(second.headers.get('retry-after')).toBe('4')
    expect(await told(second)).toMatchObject({ http: 409, code: 'in_progress', retryable: true })
    expect((await first).status).toBe(200)
  })

  it('the same key with other content is a conflict, whatever became of the first', async () => {
    const { gateway, open } = await start(json(() => ({ status: 852 })))
    const session = await open()
    await session.capture(card, KEY)
    expect(await told(session.capture({ ...card, cvv: '999' }, KEY))).toMatchObject({
      http: 409,
      code: 'idempotency_conflict',
    })
    // An answer is kept for each key, not only for the last.
    await session.capture({ ...card, cvv: '999' })
    expect(await told(session.capture(card, KEY))).toMatchObject({
      http: 422,
      code: 'card_declined',
      attempts_left: 4,
    })
    expect(gateway.received.length).toBe(2)
  })

  it('a tokenized session gives the same content its token again, and no other content', async () => {
    const { gateway, open } = await start()
    const session = await open()
    await session.capture()
    expect(await told(session.capture())).toMatchObject({ http: 200, customer_account_token: TOKEN })
    expect(await told(session.capture({ ...card, account: '4242424242424242' }))).toMatchObject({
      http: 409,
      code: 'session_used',
    })
    expect(gateway.received.length).toBe(1)
  })

  it('however often it is repeated, a finished capture keeps nobody from their place in line', async () => {
    const { open } = await start()
    const [session, another] = [await open(), await open()]
    await session.capture(card, KEY)
    const repeats = Array.from({ length: 80 }, async () => (await session.capture(card, KEY)).status)
    const answer = another.capture()
    expect(new Set(await Promise.all(repeats))).toEqual(new Set([200]))
    expect((await answer).status).toBe(200)
  })

  it('counts down the attempts and ends', async () => {
    const { open } = await start(json(() => ({ status: 852 })))
    const session = await open({ max_attempts: 2 })
    expect(await told(session.capture())).toMatchObject({ code: 'card_declined', attempts_left: 1 })
    expect(await told(session.capture())).toMatchObject({ code: 'card_declined', attempts_left: 0 })
    expect(await told(session.capture())).toMatchObject({
      http: 429,
      code: 'attempts_exhausted',
      attempts_left: 0,
    })
    expect(await session.status()).toMatchObject({ status: 'exhausted', attempts: 2 })
  })
})
