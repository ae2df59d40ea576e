import type { CaptureResponse } from '../../../contract/session.js'
import type { CaptureContent } from '../form/values.js'
import { postCapture, type ApiResult } from '../session/api.js'
import { retry } from '../session/retry.js'
import { endsCapture } from './captureState.js'

/** Ingo asks for 3 to 4 s between repeated requests. After these pauses the cardholder decides whether to try again. */
const PAUSES_MS = [4000, 4000]

/** Sends a capture. While the failure is retryable, sends the same content again, under the same Idempotency-Key. */
export function sendCapture(
  sealed: string,
  content: CaptureContent,
  key: string,
): Promise<ApiResult<CaptureResponse>> {
  // The gateway does not recognize a repeated open banking request.
  const canRepeat = content.account_type !== 'open-banking'
  const send = () => postCapture(sealed, content, key)
  return retry(
    send,
    PAUSES_MS,
    // With `may_change` the server no longer waits for the outcome. Then the cardholder decides what is sent next.
    (failure) =>
      !endsCapture(failure) && (failure.code !== 'outcome_unknown' || (canRepeat && !failure.may_change)),
  )
}

/** Whether the server rejected a request because the session had expired. */
export function isExpired(result: ApiResult<unknown>): boolean {
  return 'failure' in result && result.failure.code === 'session_expired'
}
