/** What each error is called, for developers: the `title` of its answer. */
import type { ErrorCode } from './errors.js'

export const titles: Record<ErrorCode, string> = {
  invalid_request: 'The request is malformed or against the contract.',
  unauthorized: 'The secret key or the sealed session is not valid.',
  origin_not_allowed: 'This origin is not one of the merchant’s.',
  not_found: 'There is nothing here.',
  in_progress: 'This session is being verified right now.',
  session_used: 'This session has already tokenized another account.',
  idempotency_conflict: 'The idempotency key or the participant_unique_id1 was used for other content.',
  under_review: 'The verification needs a review before it can be completed.',
  session_expired: 'The session has expired.',
  attempts_exhausted: 'No attempts are left in this session.',
  rate_limited: 'Too many requests.',
  card_number_invalid: 'The card number is not valid.',
  card_expired: 'The card has expired.',
  cvv_invalid: 'The security code does not match.',
  address_mismatch: 'The billing address does not match the card.',
  field_rejected: 'A field was refused.',
  card_not_supported: 'This card cannot be used here.',
  card_declined: 'The card’s issuer declined it.',
  limit_exceeded: 'A limit was exceeded.',
  outcome_unknown: 'The gateway may have processed this: send the same again.',
  gateway_unavailable: 'This can’t be done at the moment. Nothing has been processed.',
  gateway_misconfigured: 'The gateway refused the integration’s request or credentials.',
  not_available: 'This is not available here.',
  internal: 'Something went wrong.',
}
