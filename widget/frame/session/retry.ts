import type { ApiResult } from './api.js'

/** Repeats a call while its failure is retryable, after each pause (ms) once. Returns the last result. */
export async function retry<Value>(
  call: () => Promise<ApiResult<Value>>,
  pauses: readonly number[],
): Promise<ApiResult<Value>> {
  const result = await call()
  const [pause, ...later] = pauses
  if ('value' in result || !result.failure.retryable || pause === undefined) return result
  await new Promise((resolve) => setTimeout(resolve, pause))
  return retry(call, later)
}
