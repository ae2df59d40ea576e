/** What the panel says in place of a form that did not load, or that has ended. */
import type { ErrorCode, Problem } from '../../../contract/errors.js'
import type { Messages } from './load.js'
import { describeRateLimit } from './retryTime.js'

/** What the text about an ended form depends on. */
type Ending = Pick<Problem, 'code' | 'reason' | 'attempts_left' | 'needs_new_session'>
type Ended = { failure: Ending & Pick<Problem, 'retryable'>; reference?: string; retryAfter?: number }

/**
 * Why the form has ended: some errors read otherwise while the form can still be used. Every response of the capture server has
 * a reference. An `internal` error without one means that no response came, or, if it is not retryable, that the form itself
 * has found something that only loading the page again mends.
 */
export function endingText(messages: Messages, { failure, reference, retryAfter }: Ended): string {
  const { error, ended, notPayable, failedText } = messages
  const { code, reason, retryable } = failure
  const own: Partial<Record<ErrorCode, string>> = ended
  if (reason) return `${notPayable[reason]} ${ended.card_not_payable}`
  if (isLastAttempt(failure)) return error.attempts_exhausted
  if (code === 'internal' && !reference) return retryable ? failedText : error.not_found
  if (code === 'rate_limited') return describeRateLimit(messages, retryAfter)
  // It ends only a form that did not load, and has sent nothing that could be processed twice.
  return code === 'gateway_unavailable' ? error.internal : (own[code] ?? error[code])
}

/** Whether the form has ended because no attempts are left, and not for a reason that would end it with some left. */
export function isLastAttempt({ code, attempts_left, needs_new_session }: Ending): boolean {
  return code === 'attempts_exhausted' || (attempts_left === 0 && !needs_new_session)
}
