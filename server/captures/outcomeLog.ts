/** Log level and status code for the outcome of a verification. */
import { errors, type ErrorCode } from '../../contract/errors.js'
import type { LogLevel } from '../observability/log.js'
import type { VerificationOutcome } from './verifyWithRetries.js'

/** The gateway's status code, if it sent a documented response. */
export function outcomeStatus(outcome: VerificationOutcome): number | undefined {
  return 'response' in outcome ? outcome.response?.status : undefined
}

/** `error` if the integrator must fix it. `warn` for failures of the gateway or the network, which may end by themselves. */
export function outcomeLogLevel(outcome: 'tokenized' | 'verified' | ErrorCode): LogLevel {
  if (outcome === 'tokenized' || outcome === 'verified') return 'info'
  if (outcome === 'gateway_misconfigured' || outcome === 'account_mismatch') return 'error'
  return errors[outcome].retryable ? 'warn' : 'info'
}

/** The documented fields that a success lacks, so that they could not be compared with the request. */
export function missingFields(outcome: VerificationOutcome): string | undefined {
  const missing = 'missing' in outcome ? outcome.missing : undefined
  return missing?.join(' ') || undefined
}
