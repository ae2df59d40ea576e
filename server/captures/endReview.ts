/** Ends a review with the outcome that Ingo reports. One step changes the session's state and writes the events. */
import type { ReviewResult } from '../../contract/ingoWebhook.js'
import type { WebhookData } from '../../contract/webhook.js'
import type { WebhookEventType } from '../../contract/webhookEventTypes.js'
import type { Merchant } from '../config/merchant.js'
import { ingoAccountName } from '../gateway/account.js'
import type { Clock } from '../gateway/clock.js'
import { ProblemError } from '../problem.js'
import { currentStatus } from '../sessions/currentStatus.js'
import { ROUND_INTERVAL_MS } from '../store/leaseRule.js'
import type { EventWrite } from '../store/outbox.js'
import type { CaptureResult, Review, SessionRecord, StoredState } from '../store/record.js'
import type { ReviewEnd, Store } from '../store/store.js'
import { toSessionEvent } from '../webhooks/sessionEvent.js'
import { findReview, type FoundReview } from './findReview.js'
import type { ReviewEvent } from './reviewEvent.js'

/** Each try fails only if the session changes between the read and the write, which is rare. */
const MAX_TRIES = 5

type Ended = { result: Exclude<ReviewResult, 'other_event'>; session?: string }

/**
 * A repeated event, or one that comes after the review has ended, changes nothing. Throws `in_progress` while a
 * capture of the session is in flight or its outcome may still become known, and `account_mismatch` for another account's
 * token.
 */
export async function endReview(
  { store, clock }: { store: Store; clock: Pick<Clock, 'now'> },
  merchant: Merchant,
  event: ReviewEvent,
): Promise<Ended> {
  for (let tries = 0; tries < MAX_TRIES; tries++) {
    const now = clock.now()
    const found = await findReview(store, merchant.id, event, now)
    if (found === 'in_progress') throw inProgress()
    if (found === 'mismatched')
      throw new ProblemError('account_mismatch', {
        detail: 'The event’s customer_account_token is not the one of the capture under review.',
      })
    if (typeof found === 'string') return { result: found }
    const end = toReviewEnd(found, event, now)
    const { record, review } = found
    if (record.participantId !== undefined && usesId(end)) {
      // Stored first, because Ingo has used the id even if the next step fails.
      const { participant_unique_id1: participantId } = review
      await store.addUsedId({ account: ingoAccountName(merchant), participantId, at: now })
    }
    const eventWrite = toEventWrite(merchant, end, now)
    if (await store.endReview({ ...end, ...(eventWrite && { eventWrite }) }))
      return { result: 'applied', session: record.id }
  }
  throw inProgress()
}

function inProgress(): ProblemError {
  return new ProblemError('in_progress', {
    detail: 'A capture of the session is in flight, or its outcome is unknown. Send the event again later.',
    retryAfter: ROUND_INTERVAL_MS / 1000,
  })
}

type End = Omit<ReviewEnd, 'eventWrite'>

/** Whether Ingo has an account under the capture's id, even one that is not payable or that was not submitted. */
function usesId({ answer: { result } }: End): boolean {
  return 'token' in result || result.problem !== 'under_review'
}

/** `now` in ms since 1970. The answer's time must change, because the store detects the change by it. */
function toReviewEnd({ record, key, answer, review }: FoundReview, event: ReviewEvent, now: number): End {
  const { ifCleared: _, ...rest } = review
  const ended: Review = { ...rest, state: event.outcome }
  const cleared = event.outcome === 'cleared' ? toClearedResult(review, event, record) : undefined
  const result: CaptureResult = { ...(cleared ?? answer.result), review: ended }
  const at = Math.max(now, answer.at + 1)
  return { record, key, answer: { ...answer, result, at }, state: nextState(event, record.state, cleared) }
}

/** A cleared review without a token does not change the state, so the same account can be submitted again. */
function nextState(
  { outcome }: ReviewEvent,
  state: StoredState,
  cleared: CaptureResult | undefined,
): StoredState {
  if (outcome === 'failed') return 'refused'
  if (!cleared) return state
  return 'token' in cleared ? 'tokenized' : 'exhausted'
}

/**
 * The result in Ingo's answer to the capture, with the event's token if that answer had none. Undefined if neither has
 * a result.
 */
function toClearedResult(
  { ifCleared, account_type, participant_unique_id1 }: Review,
  { customer_account_token }: ReviewEvent,
  { idNumber }: SessionRecord,
): CaptureResult | undefined {
  if (customer_account_token === undefined) return ifCleared
  if (!ifCleared) return { token: { customer_account_token }, account_type, participant_unique_id1 }
  if ('token' in ifCleared || ifCleared.withheld || ifCleared.problem === 'account_mismatch') return ifCleared
  return { ...ifCleared, withheld: { customer_account_token, participant_unique_id1, idNumber } }
}

/** Undefined without a webhook. The events are in sending order: first the end of the review, then its result. */
function toEventWrite({ webhook }: Merchant, end: End, now: number): EventWrite | undefined {
  if (!webhook) return undefined
  const { record, answer, state } = end
  const { result } = answer
  const { review } = result
  const types: WebhookEventType[] = ['session.resolved']
  if (state === 'tokenized') types.push('session.tokenized')
  if ('problem' in result && result.problem === 'card_not_payable') types.push('session.not_payable')
  if (state === 'exhausted' && record.state !== 'exhausted') types.push('session.exhausted')
  const token = webhook.includesToken && 'token' in result ? result.token.customer_account_token : undefined
  const isProblem = 'problem' in result && (state === 'refused' || result.problem !== 'under_review')
  const more: Partial<WebhookData> = {
    ...(review && {
      participant_unique_id1: review.participant_unique_id1,
      account_type: review.account_type,
      review: review.state,
    }),
    ...(isProblem && { code: result.problem }),
    ...(isProblem && result.details.reason && { reason: result.details.reason }),
    ...(token !== undefined && { customer_account_token: token }),
  }
  const status = currentStatus({ ...record, state }, now)
  const events = types.map((type) => {
    const event = toSessionEvent(record, type, status, now)
    return { ...event, data: { ...event.data, ...more } }
  })
  return { events, isDelivered: webhook.url !== undefined }
}
