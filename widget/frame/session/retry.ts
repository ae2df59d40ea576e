import type { ApiResult, Failure } from './api.js'

/** A longer wait is the cardholder's to decide: the form says how long it is, and sends nothing meanwhile. */
const LONGEST_WAIT_S = 10

/**
 * Repeats a call while its failure is retryable and `canRepeat`, after each pause (ms) once, or after the longer pause that
 * the server asks for. Returns the last result.
 */
export async function retry<Value>(
  call: () => Promise<ApiResult<Value>>,
  pauses: readonly number[],
  canRepeat: (failure: Failure) => boolean = () => true,
): Promise<ApiResult<Value>> {
  const result = await call()
  const [pause, ...later] = pauses
  if ('value' in result || !result.failure.retryable || !canRepeat(result.failure)) return result
  const { retryAfter = NaN } = result
  if (pause === undefined || retryAfter > LONGEST_WAIT_S) return result
  const wait = Math.max(pause, retryAfter * 1000 || 0)
  if (retryAfter !== 0) await new Promise((resolve) => setTimeout(resolve, wait))
  return retry(call, later, canRepeat)
}
