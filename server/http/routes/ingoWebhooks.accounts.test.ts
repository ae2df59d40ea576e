/** Which account's token an event of Ingo gives out, if there are several accounts; with both stores. */
import { expect, it } from 'vitest'
import { json, success } from '../../testing/app.case.js'
import { card, cleared, describeStores, failed } from '../../testing/ingoEvents.case.js'

const TOKEN = 'aaaaaaaa-58c0-46a0-8f14-676190cc7df6'
const OTHER_TOKEN = 'bbbbbbbb-58c0-46a0-8f14-676190cc7df6'
const otherCard = { ...card, account: '4111111111111111' }
const review = (customer_account_token: string | undefined, more = {}) =>
  json((sent) => success(sent, { customer_account_token, ...more }, 130))
const withoutToken = json(() => ({ status: 130 }))
const APPLIED = { status: 200, result: 'applied' }
const AMBIGUOUS = { status: 200, result: 'ambiguous' }

describeStores((start) => {
  it('does not guess which of a session’s several accounts under review an event is about', async () => {
    const app = await start(review(TOKEN), review(OTHER_TOKEN))
    const session = await app.review()
    const id = session.participant_unique_id1
    expect((await session.capture(otherCard)).status).toBe(422)
    for (const event of [cleared(id), failed(id)]) expect(await app.send(event)).toEqual(AMBIGUOUS)
    expect(await session.status()).toMatchObject({ status: 'open', review: 'pending' })
    expect(await app.send(cleared(id, { customer_account_token: TOKEN }))).toEqual(APPLIED)
    expect(await session.status()).toMatchObject({ status: 'tokenized', customer_account_token: TOKEN })
  })

  it('ends the review of an account that was submitted twice', async () => {
    const app = await start(review(TOKEN))
    const session = await app.review()
    expect((await session.capture(card)).status).toBe(422)
    expect(await app.send(cleared(session.participant_unique_id1))).toEqual(APPLIED)
    expect(await session.status()).toMatchObject({ status: 'tokenized', customer_account_token: TOKEN })
  })

  it('gives both submissions of an account the same answer once its review has failed', async () => {
    const app = await start(review(TOKEN))
    const session = await app.review()
    const laterKey = crypto.randomUUID()
    expect((await session.capture(card, laterKey)).status).toBe(422)
    expect(await app.send(failed(session.participant_unique_id1))).toEqual(APPLIED)
    for (const key of [session.key, laterKey])
      expect(await (await session.capture(card, key)).json()).toMatchObject({ code: 'session_refused' })
  })

  it.each([
    ['misses `require`', review(TOKEN, { issuers: [{ credit_enabled: 0 }] })],
    ['has no token', withoutToken],
  ])('ends the review of a card that was submitted twice and %s once', async (_name, answer) => {
    const app = await start(answer)
    const session = await app.review({ require: { push: true } })
    app.time.now += 1000
    expect((await session.capture(card)).status).toBe(422)
    app.time.now += 1000
    const event = cleared(session.participant_unique_id1)
    expect(await app.send(event)).toEqual(APPLIED)
    const [ended, sent] = [await session.status(), await app.sentEvents()]
    expect(ended).toMatchObject({ review: 'cleared' })
    expect(await app.send(event)).toEqual({ status: 200, result: 'unchanged' })
    expect([await session.status(), await app.sentEvents()]).toEqual([ended, sent])
  })

  it('gives an event’s token to its own account, and not to a later account without a token', async () => {
    const app = await start(review(TOKEN), withoutToken)
    const session = await app.review()
    const laterKey = crypto.randomUUID()
    expect((await session.capture(otherCard, laterKey)).status).toBe(422)
    const event = cleared(session.participant_unique_id1, { customer_account_token: TOKEN })
    expect(await app.send(event)).toEqual(APPLIED)
    expect((await session.capture(otherCard, laterKey)).status).toBe(422)
    expect(await (await session.capture(card, session.key)).json()).toMatchObject({
      customer_account_token: TOKEN,
    })
  })

  it.each([{}, { customer_account_token: TOKEN }])(
    'gives out no token of another account that is under review, with %o in the event',
    async (more) => {
      const app = await start(review(TOKEN, { last_4: '0000' }))
      const session = await app.review()
      expect(JSON.stringify(await session.status())).not.toContain(TOKEN)
      expect(await app.send(cleared(session.participant_unique_id1, more))).toEqual(APPLIED)
      const ended = await session.status()
      expect(ended).toMatchObject({ status: 'exhausted', review: 'cleared', needs_new_session: true })
      expect(JSON.stringify(ended)).not.toContain(TOKEN)
      expect((await app.sentEvents()).slice(1)).toEqual([
        'session.resolved exhausted cleared account_mismatch',
        'session.exhausted exhausted cleared account_mismatch',
      ])
    },
  )

  it('gives out no token of an event if Ingo’s answer was about another account, without a token', async () => {
    const app = await start(review(undefined, { last_4: '0000' }))
    const session = await app.review()
    const event = cleared(session.participant_unique_id1, { customer_account_token: TOKEN })
    expect(await app.send(event)).toEqual(APPLIED)
    const ended = await session.status()
    expect(ended).toMatchObject({ status: 'exhausted', review: 'cleared', needs_new_session: true })
    expect(JSON.stringify(ended)).not.toContain(TOKEN)
  })

  it('gives an event’s token only to the backend if the card does not meet `require`', async () => {
    const app = await start(review(undefined, { issuers: [{ credit_enabled: 0 }] }))
    const session = await app.review({ require: { push: true } })
    const event = cleared(session.participant_unique_id1, { customer_account_token: TOKEN })
    expect(await app.send(event)).toEqual(APPLIED)
    expect(await session.status()).toMatchObject({
      ...{ status: 'exhausted', review: 'cleared', payable: false, reason: 'push_disabled' },
      customer_account_token: TOKEN,
    })
    const replay = await session.capture(card, session.key)
    expect([replay.status, await replay.text()]).toEqual([422, expect.not.stringContaining(TOKEN)])
  })

  it('ends the review of a card that does not meet `require` if neither answer nor event has a token', async () => {
    const app = await start(review(undefined, { issuers: [{ credit_enabled: 0 }] }))
    const session = await app.review({ require: { push: true } })
    expect(await app.send(cleared(session.participant_unique_id1))).toEqual(APPLIED)
    expect(await session.status()).toMatchObject({
      status: 'exhausted',
      review: 'cleared',
      needs_new_session: true,
    })
    expect((await app.sentEvents()).at(-1)).toBe('session.exhausted exhausted cleared card_not_payable')
  })

  it('rejects an event with a malformed token', async () => {
    const app = await start(withoutToken)
    const session = await app.review()
    for (const token of ['aaaa****', '<b>', '4111111111111111']) {
      const event = cleared(session.participant_unique_id1, { customer_account_token: token })
      expect(await app.send(event)).toMatchObject({ status: 422, code: 'invalid_request' })
    }
    expect(await session.status()).toMatchObject({ status: 'open', review: 'pending' })
  })
})
