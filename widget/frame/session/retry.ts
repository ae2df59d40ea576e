import type { ApiResult, Failure } from './api.js'

/** If the server asks for a longer wait, the call is not repeated: the form shows the wait, and the cardholder decides. */
const LONGEST_WAIT_S = 10

/**
 * Repeats a call while its failure is retryable and `canRepeat` allows it, once after each of the pauses (in ms), or after
 * a longer pause that the server asks for. Returns the last result.
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
