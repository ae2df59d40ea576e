/** The data that is kept of a capture under review, until Ingo reports the end of the review. */
import type { AccountType } from '../../contract/session.js'
import { indexName } from '../sessions/indexName.js'
import { captureParticipantId } from '../sessions/participantId.js'
import type { CaptureResult, FailedResult, Review } from '../store/record.js'
import type { Admitted } from './admission.js'
import type { VerificationOutcome } from './verifyWithRetries.js'

/** Empty for every other outcome, and for open banking, whose captures have no id that a review could name. */
export function pendingReview(
  outcome: VerificationOutcome,
  account_type: AccountType,
  { before, current }: Pick<Admitted, 'before' | 'current'>,
): Pick<FailedResult, 'review'> {
  if (outcome.kind !== 'refused' || outcome.refusal.code !== 'under_review') return {}
  if (current.idNumber === 0) return {}
  const participant_unique_id1 = captureParticipantId(before, current)
  const review: Review = { state: 'pending', account_type, participant_unique_id1 }
  const { reviewed } = outcome
  if (reviewed?.kind === 'verified' && reviewed.token.customer_account_token !== '') {
    const { token } = reviewed
    review.ifCleared = { token, account_type, participant_unique_id1 }
  }
  if (reviewed?.kind === 'not_payable') {
    const { customer_account_token, reason } = reviewed
    review.ifCleared = {
      problem: 'card_not_payable',
      // Ingo then has this account under the id, and the session has no other id.
      details: { reason, attempts_left: 0, needs_new_session: true },
      ...(customer_account_token !== '' && {
        withheld: { customer_account_token, participant_unique_id1, idNumber: current.idNumber },
      }),
    }
  }
  if (reviewed?.kind === 'mismatched' || reviewed?.kind === 'other_request')
    review.ifCleared = {
      problem: 'account_mismatch',
      details: { attempts_left: 0, needs_new_session: true },
    }
  return { review }
}

/** The token of a result, whether the page may see it or only the backend. */
export function resultToken(result: CaptureResult | undefined): string | undefined {
  if (!result) return undefined
  return 'token' in result ? result.token.customer_account_token : result.withheld?.customer_account_token
}

/** The names in the store's index by which an event about a review finds its session. */
export function reviewNames({ review }: CaptureResult): string[] | undefined {
  if (!review) return undefined
  const name = indexName('participant_unique_id1', review.participant_unique_id1)
  const token = resultToken(review.ifCleared)
  return token === undefined ? [name] : [name, indexName('token', token)]
}
