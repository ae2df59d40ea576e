/** Which session an event of Ingo is about, over HTTP, with the embedded and the shared store. */
import { expect, it } from 'vitest'
import { json, success } from '../../testing/app.case.js'
import { card, cleared, describeStores } from '../../testing/ingoEvents.case.js'

const TOKEN = 'ca875cce-58c0-46a0-8f14-676190cc7df6'
const OTHER_TOKEN = '00000000-58c0-46a0-8f14-676190cc7df6'
const withToken = json((sent) => success(sent, {}, 130))
const declined = json(() => ({ status: 852 }))
const othersCard = json((sent) => success(sent, { last_4: '0000' }))
const APPLIED = { status: 200, result: 'applied' }
const UNCHANGED = { status: 200, result: 'unchanged' }

describeStores((start) => {
  it('finds a capture that ran under a later id of the server', async () => {
    const { review, send } = await start(othersCard, withToken)
    const session = await review()
    await session.capture(card)
    const { participant_unique_id1 } = await session.status()
    expect(participant_unique_id1).not.toBe(session.created.participant_unique_id1)
    expect(await send(cleared(String(participant_unique_id1)))).toEqual(APPLIED)
    expect(await session.status()).toMatchObject({ status: 'tokenized', participant_unique_id1 })
  })

  it('finds the session by the token, or by the merchant’s second id unless several are under review', async () => {
    const { review, send } = await start(withToken)
    const [first, second] = [
      await review({ participant_unique_id2: 'customer-81' }),
      await review({ participant_unique_id2: 'customer-82' }),
    ]
    expect(await send({ code: 1108, participant_unique_id2: 'customer-81' })).toEqual(APPLIED)
    expect(await first.status()).toMatchObject({ status: 'refused' })
    // Both sessions have the same token, but the first is no longer under review.
    expect(await send({ code: 1107, customer_account_token: TOKEN })).toEqual(APPLIED)
    expect(await second.status()).toMatchObject({ status: 'tokenized' })
    for (let times = 0; times < 2; times++) await review({ participant_unique_id2: 'customer-83' })
    const ambiguous = await send({ code: 1107, participant_unique_id2: 'customer-83' })
    expect(ambiguous).toEqual({ status: 200, result: 'ambiguous' })
  })

  it('gives out no other token than the one of the account under review', async () => {
    const { review, send, sentEvents } = await start(withToken)
    const session = await review()
    const event = cleared(session.participant_unique_id1, { customer_account_token: OTHER_TOKEN })
    expect(await send(event)).toMatchObject({ status: 409, code: 'account_mismatch' })
    expect(await session.status()).toMatchObject({ status: 'open', review: 'pending' })
    expect(await sentEvents()).toHaveLength(1)
  })

  it('changes no session that is not under review', async () => {
    const { review, send, backend, sentEvents } = await start(declined, withToken)
    const refused = await review()
    expect(await send(cleared(refused.participant_unique_id1))).toEqual(UNCHANGED)
    const canceled = await review()
    await backend(`/${canceled.id}/cancel`, { method: 'POST' })
    expect(await send(cleared(canceled.participant_unique_id1))).toEqual(UNCHANGED)
    expect(await canceled.status()).toMatchObject({ status: 'canceled' })
    expect(await send(cleared('order-99'))).toEqual({ status: 200, result: 'unknown_session' })
    expect((await sentEvents()).filter((each) => each.startsWith('session.resolved'))).toEqual([])
  })

  it('asks Ingo to send the event again while a capture is in flight', async () => {
    const answers: (() => void)[] = []
    const { review, send } = await start(
      withToken,
      (...call) =>
        void answers.push(() => {
          declined(...call)
        }),
    )
    const session = await review()
    const pending = session.capture(card)
    await expect.poll(() => answers.length).toBe(1)
    expect(await send(cleared(session.participant_unique_id1))).toMatchObject({
      status: 409,
      code: 'in_progress',
    })
    answers[0]?.()
    await pending
    expect(await send(cleared(session.participant_unique_id1))).toEqual(APPLIED)
  })
})
