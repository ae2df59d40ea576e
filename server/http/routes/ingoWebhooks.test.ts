/** How Ingo's events about reviews change a session, over HTTP, with the embedded and the shared store. */
import { expect, it } from 'vitest'
import { json, readResponse, success } from '../../testing/app.case.js'
import { card, cleared, describeStores, failed } from '../../testing/ingoEvents.case.js'

const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const withToken = json((sent) => success(sent, {}, 130))
const withoutToken = json(() => ({ status: 130 }))
const notPayable = json((sent) => success(sent, { issuers: [{ credit_enabled: 0 }] }, 130))
const tokenizedBefore = json((sent) => success(sent, {}, 101))
const APPLIED = { status: 200, result: 'applied' }
const UNCHANGED = { status: 200, result: 'unchanged' }

describeStores((start) => {
  it('gives the backend the token of a cleared review, and keeps it until then', async () => {
    const { review, send, sentEvents, time } = await start(withToken)
    const session = await review()
    expect([session.http, await sentEvents()]).toEqual([
      422,
      ['session.under_review open pending under_review'],
    ])
    const before = await session.status()
    expect(before).toMatchObject({ status: 'open', review: 'pending' })
    expect(before).not.toHaveProperty('customer_account_token')
    time.now += 2 * 86_400_000
    expect(await session.status()).toMatchObject({ status: 'expired', review: 'pending' })
    expect(await send(cleared(session.participant_unique_id1))).toEqual(APPLIED)
    expect(await session.status()).toMatchObject({
      ...{ status: 'tokenized', review: 'cleared', attempts: 1, account_type: 'card' },
      ...{ customer_account_token: TOKEN, participant_unique_id1: session.participant_unique_id1 },
    })
    expect((await sentEvents()).slice(1)).toEqual([
      'session.resolved tokenized cleared',
      'session.tokenized tokenized cleared',
    ])
  })

  it('refuses a session whose review has failed', async () => {
    const { app, review, send, sentEvents, gateway } = await start(withToken)
    const session = await review()
    expect(await send(failed(session.participant_unique_id1))).toEqual(APPLIED)
    expect(await session.status()).toMatchObject({
      status: 'refused',
      review: 'failed',
      needs_new_session: true,
    })
    expect((await sentEvents()).slice(1)).toEqual(['session.resolved refused failed under_review'])
    const next = await session.capture(card)
    const headers = { Authorization: `Bearer ${session.sealed}` }
    const refusal = { code: 'session_refused', needs_new_session: true }
    expect([next.status, await next.json()]).toMatchObject([410, refusal])
    // The page that still shows the review gets the same answer as a reloaded page.
    const again = await session.capture(card, session.key)
    expect([again.status, await again.json()]).toMatchObject([410, refusal])
    expect(await readResponse(app.request('/v1/session', { headers }))).toMatchObject({
      http: 410,
      ...refusal,
    })
    expect(gateway.received).toHaveLength(1)
  })

  it.each([
    ['cleared', 'tokenized'],
    ['failed', 'refused'],
  ])('changes nothing when the event is repeated, or another one follows (%s)', async (first, status) => {
    const { review, send, sentEvents } = await start(withToken)
    const { participant_unique_id1: id, status: read } = await review()
    const events = first === 'cleared' ? [cleared(id), failed(id)] : [failed(id), cleared(id)]
    await send(events[0])
    const [kept, sent] = [await read(), await sentEvents()]
    expect(kept).toMatchObject({ status })
    for (const event of events) expect(await send(event)).toEqual(UNCHANGED)
    expect([await read(), await sentEvents()]).toEqual([kept, sent])
  })

  it('applies one of many events at once', async () => {
    const { review, send, sentEvents } = await start(withoutToken)
    const { participant_unique_id1: id } = await review()
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(cleared(id))))
    expect(answers.map(({ result }) => result).sort()).toEqual([
      'applied',
      'unchanged',
      'unchanged',
      'unchanged',
    ])
    expect(await sentEvents()).toHaveLength(2)
  })

  it('takes the token of the event if Ingo’s answer had none', async () => {
    const { review, send, sentEvents } = await start(withoutToken)
    const session = await review()
    await send(cleared(session.participant_unique_id1, { data: { customer_account_token: TOKEN } }))
    expect(await session.status()).toMatchObject({ status: 'tokenized', customer_account_token: TOKEN })
    expect((await sentEvents()).at(-1)).toBe('session.tokenized tokenized cleared')
    // The page that still waits gets the token when it submits the same again.
    const again = await session.capture(card, session.key)
    expect(await again.json()).toEqual({ customer_account_token: TOKEN })
  })

  it('reports a cleared review without a token, and finds the token when the account is submitted again', async () => {
    const { review, send, sentEvents, open } = await start(withoutToken, tokenizedBefore)
    const session = await review()
    expect(await send(cleared(session.participant_unique_id1))).toEqual(APPLIED)
    expect(await session.status()).toMatchObject({ status: 'open', review: 'cleared' })
    expect((await sentEvents()).slice(1)).toEqual(['session.resolved open cleared'])
    expect((await session.capture(card)).status).toBe(200)
    expect(await session.status()).toMatchObject({ status: 'tokenized', customer_account_token: TOKEN })
    const later = await open({ participant_unique_id1: session.participant_unique_id1 })
    expect((await later.capture(card)).status).toBe(200)
    expect(await later.status()).toMatchObject({ status: 'tokenized', customer_account_token: TOKEN })
  })

  it('gives the token of a cleared card only to the backend if the card does not meet `require`', async () => {
    const { review, send, sentEvents } = await start(notPayable)
    const session = await review({ require: { push: true } })
    expect(await send(cleared(session.participant_unique_id1))).toEqual(APPLIED)
    expect(await session.status()).toMatchObject({
      ...{ status: 'exhausted', review: 'cleared', payable: false, reason: 'push_disabled' },
      ...{ customer_account_token: TOKEN, needs_new_session: true },
    })
    expect((await sentEvents()).slice(1)).toEqual([
      'session.resolved exhausted cleared card_not_payable',
      'session.not_payable exhausted cleared card_not_payable',
      'session.exhausted exhausted cleared card_not_payable',
    ])
  })

  it('remembers that the merchant’s own id has a token', async () => {
    const { review, send, create } = await start(withToken)
    const session = await review({ participant_unique_id1: 'order-1' })
    await send(cleared('order-1'))
    const next = await create({ origin: 'http://localhost:4181', participant_unique_id1: 'order-1' })
    expect([session.participant_unique_id1, next.status]).toEqual(['order-1', 409])
  })
})
