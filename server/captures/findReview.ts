/** Finds the capture that an event about a review means. */
import { indexName } from '../sessions/indexName.js'
import type { Answer, FailedResult, Review, SessionRecord } from '../store/record.js'
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

export async function findReview(
  store: Pick<Store, 'list'>,
  merchant: string,
  event: ReviewEvent,
): Promise<FoundReview | NotFound> {
  const sessions = await listSessions(store, merchant, event)
  if (sessions.length === 0) return 'unknown_session'
  const pending = sessions.flatMap((record) => pendingReviews(record, event))
  const [found, ...others] = pending.filter(({ review }) => fitsToken(review, event))
  if (!found) {
    if (pending.length > 0) return 'mismatched'
    // Its capture may be the one that is about to be put under review.
    return sessions.some(isBusy) ? 'in_progress' : 'unchanged'
  }
  const isAlone = others.every(({ record }) => record.id === found.record.id)
  // Only Ingo's own key of a capture, and its token, name a single account.
  if (!isAlone && event.participant_unique_id1 === undefined && event.customer_account_token === undefined)
    return 'ambiguous'
  // The capture in flight may end with another token.
  return isBusy(found.record) ? 'in_progress' : found
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
    const sessions = await store.list(query)
    if (sessions && sessions.length > 0) return sessions
  }
  return []
}

/** The latest first. A session that has ended otherwise is under review no more. */
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
    .sort((one, other) => other.answer.at - one.answer.at)
}

/** No token leaves that is not the one of the account that was submitted, as far as Ingo's answer has named it. */
function fitsToken({ ifCleared }: Review, { customer_account_token }: ReviewEvent): boolean {
  const known = resultToken(ifCleared)
  return known === undefined || customer_account_token === undefined || known === customer_account_token
}

function isBusy({ state }: SessionRecord): boolean {
  return state === 'processing' || state === 'unknown'
}
