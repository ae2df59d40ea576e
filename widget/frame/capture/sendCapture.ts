import type { CaptureResponse } from '../../../contract/session.js'
import type { CaptureContent } from '../form/values.js'
import { postCapture, type ApiResult } from '../session/api.js'
import { retry } from '../session/retry.js'
import { endsCapture } from './captureState.js'

/** Ingo asks for 3 to 4 s between repeated requests. After these pauses the cardholder decides whether to try again. */
const PAUSES_MS = [4000, 4000]

/** Sends a capture, and the same content under the same Idempotency-Key again while the failure is retryable. */
export function sendCapture(
  sealed: string,
  content: CaptureContent,
  key: string,
): Promise<ApiResult<CaptureResponse>> {
  // The gateway recognizes no repeat of open banking.
  const canRepeat = content.account_type !== 'open-banking'
  const send = () => postCapture(sealed, content, key)
  return retry(
    send,
    PAUSES_MS,
    // Once the server has given the outcome up, the cardholder decides what is sent next, if anything can be.
    (failure) =>
      !endsCapture(failure) && (failure.code !== 'outcome_unknown' || (canRepeat && !failure.may_change)),
  )
}

/** Whether the server refused a request because the session had ended. */
export function isExpired(result: ApiResult<unknown>): boolean {
  return 'failure' in result && result.failure.code === 'session_expired'
}
