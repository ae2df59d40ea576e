import type { ProblemDetails } from '../problem.js'
import { ROUND_INTERVAL_MS, unresolvedChoices } from '../store/leaseRule.js'
import type { SessionRecord } from '../store/record.js'

/** The details of `outcome_unknown`: when to ask again, and what else the cardholder may do. */
export function unknownOutcome(record: SessionRecord, now: number): ProblemDetails {
  const choices = unresolvedChoices(record, now)
  return {
    ...(choices?.mayChange && { may_change: true }),
    ...(choices?.needsNewSession && { needs_new_session: true }),
    // Also sent with `needs_new_session`, because the same content may still find its token.
    ...(choices?.hasRoundsLeft !== false && { retryAfter: ROUND_INTERVAL_MS / 1000 }),
  }
}
