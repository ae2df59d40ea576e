import type { ApiResult, Failure } from './api.js'

/** Repeats a call while its failure is retryable and `canRepeat`, after each pause (ms) once. Returns the last result. */
export async function retry<Value>(
  call: () => Promise<ApiResult<Value>>,
  pauses: readonly number[],
  canRepeat: (failure: Failure) => boolean = () => true,
): Promise<ApiResult<Value>> {
  const result = await call()
  const [pause, ...later] = pauses
  if ('value' in result || !result.failure.retryable || !canRepeat(result.failure)) return result
  if (pause === undefined) return result
  if (!result.canRepeatAtOnce) await new Promise((resolve) => setTimeout(resolve, pause))
  return retry(call, later, canRepeat)
}
