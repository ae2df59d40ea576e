/** Finds the capture that an event about a review means. */
import { indexName } from '../sessions/indexName.js'
import { reviews } from '../store/answers.js'
import { unresolvedCapture } from '../store/leaseRule.js'
import { isLeaseHeld } from '../store/leaseTime.js'
import {
  RESOLVE_MS,
  type Answer,
  type FailedResult,
  type Review,
  type SessionRecord,
} from '../store/record.js'
import type { Store } from '../store/store.js'
import { resultToken } from './pendingReview.js'
import type { ReviewEvent } from './reviewEvent.js'

/** A capture under review, with its session as it was read. */
export type FoundReview = {
  record: SessionRecord
  key: string
  answer: Answer & { result: FailedResult }
  review: Review
}

/** Why there is none. `mismatched`: the event has another token than Ingo's answer to the capture had. */
type NotFound = 'unchanged' | 'unknown_session' | 'ambiguous' | 'in_progress' | 'mismatched'

/** Retries of one customer, newest first. */
const MAX_SESSIONS = 20

/** `now` in ms since 1970. */
export async function findReview(
  store: Pick<Store, 'list'>,
  merchant: string,
  event: ReviewEvent,
  now: number,
): Promise<FoundReview | NotFound> {
  const sessions = await listSessions(store, merchant, event)
  if (sessions.length === 0) return 'unknown_session'
  const pending = sessions.flatMap((record) => pendingReviews(record, event))
  const [found, ...others] = namedByToken(pending, event)
  if (!found) {
    if (pending.length > 0) return 'mismatched'
    // Its capture may be the one that is about to be put under review.
    if (sessions.some((record) => isBusy(record, now))) return 'in_progress'
    const isUnclear =
      sessions.length === MAX_SESSIONS || sessions.some((record) => mayBeReviewed(record, now))
    return isUnclear ? 'ambiguous' : 'unchanged'
  }
  // A guess could give out the token of an account whose review goes on, or fails.
  if (!others.every((other) => isSameAccount(found, other, event))) return 'ambiguous'
  // The capture in flight may end with another token.
  return isBusy(found.record, now) ? 'in_progress' : found
}

/** By the first of the names that leads to a session: the strictest one first. */
async function listSessions(
  store: Pick<Store, 'list'>,
  merchant: string,
  { participant_unique_id1, customer_account_token, participant_unique_id2 }: ReviewEvent,
): Promise<SessionRecord[]> {
  const names = [
    ['participant_unique_id1', participant_unique_id1],
    ['token', customer_account_token],
    ['participant_unique_id2', participant_unique_id2],
  ] as const
  for (const [kind, value] of names) {
    if (value === undefined) continue
    const query = { merchant, indexName: indexName(kind, value), limit: MAX_SESSIONS }
    const page = await store.list(query)
    if (page && page.entries.length > 0) return page.entries
  }
  return []
}

/** The latest first. A session that has ended otherwise is under review no more, and neither is an account whose review ended. */
function pendingReviews(record: SessionRecord, { participant_unique_id1: id }: ReviewEvent): FoundReview[] {
  if (['tokenized', 'canceled', 'refused'].includes(record.state)) return []
  return Object.entries(record.answers)
    .flatMap(([key, answer]) => {
      const { result } = answer
      if (!('problem' in result) || result.review?.state !== 'pending') return []
      const { review } = result
      if (id !== undefined && id !== review.participant_unique_id1) return []
      return [{ record, key, answer: { ...answer, result }, review }]
    })
    .filter((found) => !hasLaterEnd(found))
    .sort((one, other) => other.answer.at - one.answer.at)
}

/** Whether the review of the same account, submitted again, has ended since then. */
function hasLaterEnd({ record, answer, review }: FoundReview): boolean {
  const pending = toContent({ answer, review })
  return Object.values(record.answers).some(({ result, summary, at }) => {
    const hasEnded = result.review !== undefined && result.review.state !== 'pending'
    return hasEnded && at > answer.at && isSameContent(pending, { summary, token: resultToken(result) })
  })
}

type Content = { summary: string; token: string | undefined }

function toContent({ answer: { summary }, review }: Pick<FoundReview, 'answer' | 'review'>): Content {
  return { summary, token: resultToken(review.ifCleared) }
}

/** Of one session. The token is the better sign, as far as both are known. */
function isSameContent(one: Content, other: Content): boolean {
  if (one.token !== undefined && other.token !== undefined) return one.token === other.token
  return one.summary === other.summary
}

/**
 * The captures that the event's token leaves. Those whose answer had that token come before those whose answer had none:
 * no token leaves that is not the one of the account that was submitted, as far as Ingo's answer has named it.
 */
function namedByToken(pending: FoundReview[], { customer_account_token: token }: ReviewEvent): FoundReview[] {
  if (token === undefined) return pending
  const named = pending.filter(({ review }) => resultToken(review.ifCleared) === token)
  return named.length > 0
    ? named
    : pending.filter(({ review }) => resultToken(review.ifCleared) === undefined)
}

/**
 * Captures of one session run under the same participant_unique_id1 while they are under review, so it names no single
 * account there. A participant_unique_id2 is the merchant's, and names no single session.
 */
function isSameAccount(one: FoundReview, other: FoundReview, event: ReviewEvent): boolean {
  const isOneSession = one.record.id === other.record.id
  const { participant_unique_id1, customer_account_token } = event
  if (!isOneSession && participant_unique_id1 === undefined && customer_account_token === undefined)
    return false
  const [first, second] = [toContent(one), toContent(other)]
  return isOneSession
    ? isSameContent(first, second)
    : first.token !== undefined && first.token === second.token
}

/** Whether Ingo may have put a capture under review whose answer never came. */
function mayBeReviewed(record: SessionRecord, now: number): boolean {
  return unresolvedCapture(record, now) !== undefined && reviews(record).length === 0
}

/** Whether a capture is in flight, or an unknown outcome may still become known. */
function isBusy(record: SessionRecord, now: number): boolean {
  if (isLeaseHeld(record, now)) return true
  return unresolvedCapture(record, now) !== undefined && now < record.expiresAt + RESOLVE_MS
}
