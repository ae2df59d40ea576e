/** Log level and log fields for the outcome of a verification. */
import { errors, type ErrorCode } from '../../contract/errors.js'
import type { LogFields, LogLevel } from '../observability/log.js'
import type { VerificationOutcome } from './verifyWithRetries.js'

/** The gateway's status code, if it sent a documented response. */
function outcomeStatus(outcome: VerificationOutcome): number | undefined {
  return 'response' in outcome ? outcome.response?.status : undefined
}

/** `error` if the integrator must fix it. `warn` for failures of the gateway or the network, which may end by themselves. */
function outcomeLogLevel(outcome: 'tokenized' | 'verified' | ErrorCode): LogLevel {
  if (outcome === 'tokenized' || outcome === 'verified') return 'info'
  if (outcome === 'gateway_misconfigured' || outcome === 'account_mismatch') return 'error'
  return errors[outcome].retryable ? 'warn' : 'info'
}

/**
 * The level and the fields about the gateway's responses. A gateway that mixes up its connections is an `error` even if
 * this capture succeeds, because it may send this merchant's response to another one.
 */
export function outcomeLog(
  outcome: VerificationOutcome,
  code: 'tokenized' | 'verified' | ErrorCode,
): { level: LogLevel; fields: LogFields } {
  return {
    level: outcome.mixedUp ? 'error' : outcomeLogLevel(code),
    fields: {
      gateway_status: outcomeStatus(outcome),
      reason: outcome.mixedUp && 'other_request',
      missing_fields: missingFields(outcome),
    },
  }
}

/** The documented fields that a success lacks, so that they could not be compared with the request. */
function missingFields(outcome: VerificationOutcome): string | undefined {
  const missing = 'missing' in outcome ? outcome.missing : undefined
  return missing?.join(' ') || undefined
}
