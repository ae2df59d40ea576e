/** Error codes that several operations have. */
import type { ErrorCode } from '../../../contract/errors.js'

export const limitCodes = ['rate_limited', 'too_many_keys', 'attempts_exhausted'] as const
export const cardCodes = ['card_number_invalid', 'card_expired', 'cvv_invalid', 'address_mismatch'] as const
export const gatewayCodes = [
  ...['field_rejected', 'card_not_supported', 'card_declined', 'limit_exceeded', 'under_review'],
  ...['account_mismatch', 'outcome_unknown', 'gateway_unavailable', 'gateway_misconfigured'],
] as ErrorCode[]
