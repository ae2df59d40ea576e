/** When each kind of circuit breaker opens, and which results count. */
import { circuitBreaker, ConsecutiveBreaker, handleWhenResult, SamplingBreaker } from 'cockatiel'
import type { GatewayResult } from './client.js'
import { classifyStatus } from './outcomes.js'

/** The failure breaker opens at half of at least ten failed calls in 30 s. */
const WINDOW_MS = 30_000
const FAILURE_SHARE = 0.5
const MIN_CALLS = 10
export const FAILURE_PROBE_AFTER_MS = 5_000
/** The other two open after this many rejections in a row. */
const MAX_REJECTIONS = 3
export const REJECTED_PROBE_AFTER_MS = 30_000
/** The gateway's status for a wrong signature. The rest of the 4xx family is about the request or the account. */
const UNAUTHORIZED = 401

export function createFailureBreaker() {
  const breaker = new SamplingBreaker({
    threshold: FAILURE_SHARE,
    duration: WINDOW_MS,
    minimumRps: MIN_CALLS / (WINDOW_MS / 1000),
  })
  return circuitBreaker(
    handleWhenResult((result) => isFailure(result as GatewayResult)),
    { halfOpenAfter: FAILURE_PROBE_AFTER_MS, breaker },
  )
}

export function createCredentialsBreaker() {
  return createRejectionBreaker(isRejectedCredential)
}

export function createRequestBreaker() {
  return createRejectionBreaker(isRejectedRequest)
}

function createRejectionBreaker(isRejected: (result: GatewayResult) => boolean) {
  return circuitBreaker(
    handleWhenResult((result) => isRejected(result as GatewayResult)),
    { halfOpenAfter: REJECTED_PROBE_AFTER_MS, breaker: new ConsecutiveBreaker(MAX_REJECTIONS) },
  )
}

/** Transport errors and 5xx alone: a declined card says nothing about the gateway. */
function isFailure({ kind }: GatewayResult): boolean {
  return kind === 'not_sent' || kind === 'indeterminate'
}

function isRejectedCredential(result: GatewayResult): boolean {
  return (
    result.kind === 'unauthorized' || (result.kind === 'response' && result.response.status === UNAUTHORIZED)
  )
}

function isRejectedRequest(result: GatewayResult): boolean {
  if (result.kind !== 'response' || isRejectedCredential(result)) return false
  const meaning = classifyStatus(result.response.status)
  return meaning.kind === 'refused' && meaning.refusal.code === 'gateway_misconfigured'
}
