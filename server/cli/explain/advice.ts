/** The fix, and the message for the customer, by the error code or by the session's present state. */
import { errors } from '../../../contract/errors.js'
import type { RetrievedSession, SessionState } from '../../../contract/sessionRequest.js'
import type { Ending, Meaning, Meanings } from './meaning.js'
import { sinceFaults, type Since, type SinceTexts } from './since.js'

/** The present state of the session. `gone`: the server no longer has the session. */
export type SessionNow = Pick<RetrievedSession, 'attempts' | 'review' | 'payable' | 'needs_new_session'> & {
  status: SessionState | 'gone'
}

/** Who has to act; `none` after a success. */
export type Responsible = (typeof errors)[keyof typeof errors]['fault'] | 'none'
type Advice = Omit<Meaning, 'cause'> & { responsible: Responsible }

/** Codes of a session that accepts no submission any more. Their own advice is already for a new session. */
const finalCodes: Ending[] = [
  ...(['session_expired', 'session_canceled', 'session_refused', 'session_used'] as const),
  ...(['attempts_exhausted', 'too_many_keys', 'idempotency_conflict'] as const),
]
/** Endings without an error. */
const plainEndings: Ending[] = ['tokenized', 'verified', 'answered']

/** The advice for an ending. Without `now`, it depends only on the code. */
export function findAdvice(
  ending: Ending,
  now: SessionNow | undefined,
  { meanings, since }: { meanings: Meanings; since: SinceTexts },
): Advice {
  const toAdvice = (name: Ending | Since): Advice =>
    isLaterState(name)
      ? { ...since[name], responsible: sinceFaults[name] }
      : { fix: meanings[name].fix, tell: meanings[name].tell, responsible: findFault(name) }
  const own = toAdvice(ending)
  const changed = now && !plainEndings.includes(ending) && findChange(ending, now)
  if (!changed || changed === ending) return own
  const later = toAdvice(changed)
  // A fault of the integration must be fixed in every state of the session.
  const isFault = own.responsible === 'merchant' || own.responsible === 'internal'
  if (!isFault || finalCodes.includes(ending)) return later
  return { fix: `${own.fix} ${later.fix}`, tell: later.tell, responsible: own.responsible }
}

function isLaterState(name: Ending | Since): name is Since {
  return name in sinceFaults
}

function findFault(ending: Ending): Responsible {
  return ending in errors ? errors[ending as keyof typeof errors].fault : 'none'
}

/** The ending or state whose advice replaces the code's own. Undefined if the code's own advice applies. */
function findChange(ending: Ending, now: SessionNow): Ending | Since | undefined {
  switch (now.status) {
    case 'tokenized':
      return ending === 'session_used' ? undefined : 'tokenized'
    case 'refused':
      return 'session_refused'
    case 'canceled':
      return 'session_canceled'
    case 'processing':
      return 'in_progress'
    case 'unknown':
      return now.needs_new_session ? 'unresolved' : 'outcome_unknown'
    case 'gone':
      return finalCodes.includes(ending) ? undefined : 'gone'
    default:
      return now.review === 'pending' ? 'under_review' : findEnd(ending, now)
  }
}

/** Like `findChange`, for a session that is open or has ended without a token. */
function findEnd(
  ending: Ending,
  { status, review, payable, needs_new_session }: SessionNow,
): Ending | Since | undefined {
  const isReview = ending === 'under_review'
  // No event of Ingo ends a review of open banking, or a review from before an upgrade.
  if (finalCodes.includes(ending) || (isReview && review === undefined)) return undefined
  // `needs_new_session` means that the review was of another account than the submitted one.
  const isLastCleared = isReview && review === 'cleared' && payable === undefined && !needs_new_session
  if (status === 'exhausted' && !isLastCleared)
    return payable === false ? 'not_payable' : 'attempts_exhausted'
  if (isReview) return status === 'open' ? 'cleared' : 'cleared_later'
  if (status === 'expired') return 'expired'
  return ending === 'in_progress' ? 'over' : undefined
}
