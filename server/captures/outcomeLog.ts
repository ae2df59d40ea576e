/** How the log shows the end of a verification. */
import { errors, type ErrorCode } from '../../contract/errors.js'
import type { LogLevel } from '../observability/log.js'
import type { VerificationOutcome } from './verifyWithRetries.js'

/** The gateway's status code, if it sent a documented response. */
export function outcomeStatus(outcome: VerificationOutcome): number | undefined {
  return 'response' in outcome ? outcome.response?.status : undefined
}

/** `error` for what the integrator must fix. What the gateway or the network did may pass by itself: `warn`. */
export function outcomeLogLevel(outcome: 'tokenized' | 'verified' | ErrorCode): LogLevel {
  if (outcome === 'tokenized' || outcome === 'verified') return 'info'
  if (outcome === 'gateway_misconfigured' || outcome === 'idempotency_conflict') return 'error'
  return errors[outcome].retryable ? 'warn' : 'info'
}
