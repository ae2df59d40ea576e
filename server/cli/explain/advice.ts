/** What to do, and what to tell the customer: by the code, or by what has become of the session since. */
import { errors } from '../../../contract/errors.js'
import type { RetrievedSession, SessionState } from '../../../contract/sessionRequest.js'
import type { Ending, Meaning, Meanings } from './meaning.js'
import { sinceFaults, type Since, type SinceTexts } from './since.js'

/** What is known of the session now. `gone`: the server has no such session any more. */
export type SessionNow = Pick<RetrievedSession, 'attempts' | 'review' | 'payable' | 'needs_new_session'> & {
  status: SessionState | 'gone'
}

/** Who has to act: `none` after a success. */
export type Responsible = (typeof errors)[keyof typeof errors]['fault'] | 'none'
type Advice = Omit<Meaning, 'cause'> & { responsible: Responsible }

/** The codes of a session that takes no other submit: their own advice is for a new session already. */
const finalCodes: Ending[] = [
  ...(['session_expired', 'session_canceled', 'session_refused', 'session_used'] as const),
  ...(['attempts_exhausted', 'too_many_keys', 'idempotency_conflict'] as const),
]
/** Ends without an error. */
const plainEndings: Ending[] = ['tokenized', 'verified', 'answered']

/** Without `now`, by the code alone. */
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
  // A fault of the integration has to be mended, whatever has become of the session.
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

/** Whose advice holds now in place of the code's own. */
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

/** Of a session that is open, or has ended without a token. */
function findEnd(
  ending: Ending,
  { status, review, payable, needs_new_session }: SessionNow,
): Ending | Since | undefined {
  const isReview = ending === 'under_review'
  // Ingo's events do not end a review of open banking, nor one from before an upgrade.
  if (finalCodes.includes(ending) || (isReview && review === undefined)) return undefined
  // Of another account than the one that was submitted, a session says `needs_new_session`.
  const isLastCleared = isReview && review === 'cleared' && payable === undefined && !needs_new_session
  if (status === 'exhausted' && !isLastCleared)
    return payable === false ? 'not_payable' : 'attempts_exhausted'
  if (isReview) return status === 'open' ? 'cleared' : 'cleared_later'
  if (status === 'expired') return 'expired'
  return ending === 'in_progress' ? 'over' : undefined
}
