/** Error codes: the server, the frame and the SDK use this list and no other. */
import * as z from 'zod/mini'
import { notPayableReasons } from './payable.js'

/** Who can solve the problem. */
type Fault = 'cardholder' | 'merchant' | 'gateway' | 'network' | 'internal'
type ErrorEntry = { status: number; retryable: boolean; fault: Fault }

/** Every error code that the server sends, with its HTTP status, whether a retry may help, and who has to act. */
export const errors = {
  invalid_request: { status: 400, retryable: false, fault: 'merchant' },
  unauthorized: { status: 401, retryable: false, fault: 'merchant' },
  origin_not_allowed: { status: 403, retryable: false, fault: 'merchant' },
  not_found: { status: 404, retryable: false, fault: 'merchant' },
  in_progress: { status: 409, retryable: true, fault: 'network' },
  session_used: { status: 409, retryable: false, fault: 'merchant' },
  idempotency_conflict: { status: 409, retryable: false, fault: 'merchant' },
  participant_id_used: { status: 409, retryable: false, fault: 'merchant' },
  account_mismatch: { status: 409, retryable: false, fault: 'merchant' },
  under_review: { status: 422, retryable: false, fault: 'gateway' },
  session_expired: { status: 410, retryable: false, fault: 'merchant' },
  session_canceled: { status: 410, retryable: false, fault: 'merchant' },
  session_refused: { status: 410, retryable: false, fault: 'gateway' },
  attempts_exhausted: { status: 429, retryable: false, fault: 'cardholder' },
  too_many_keys: { status: 429, retryable: false, fault: 'cardholder' },
  rate_limited: { status: 429, retryable: true, fault: 'network' },
  card_number_invalid: { status: 422, retryable: false, fault: 'cardholder' },
  card_expired: { status: 422, retryable: false, fault: 'cardholder' },
  cvv_invalid: { status: 422, retryable: false, fault: 'cardholder' },
  address_mismatch: { status: 422, retryable: false, fault: 'cardholder' },
  field_rejected: { status: 422, retryable: false, fault: 'cardholder' },
  card_not_supported: { status: 422, retryable: false, fault: 'cardholder' },
  card_declined: { status: 422, retryable: false, fault: 'cardholder' },
  limit_exceeded: { status: 422, retryable: false, fault: 'cardholder' },
  card_not_payable: { status: 422, retryable: false, fault: 'cardholder' },
  outcome_unknown: { status: 504, retryable: true, fault: 'gateway' },
  gateway_unavailable: { status: 502, retryable: true, fault: 'network' },
  gateway_misconfigured: { status: 502, retryable: false, fault: 'merchant' },
  not_available: { status: 501, retryable: false, fault: 'merchant' },
  internal: { status: 500, retryable: true, fault: 'internal' },
} as const satisfies Record<string, ErrorEntry>

export type ErrorCode = keyof typeof errors

/**
 * The `title` of each problem body, for developers. A constant of its own, so that bundlers drop it from the
 * frame and the SDK, which have messages of their own. The compiler checks that both lists have the same codes.
 */
export const titles = {
  invalid_request: 'The request is malformed or against the contract.',
  unauthorized: 'The secret key or the sealed session is not valid.',
  origin_not_allowed: 'This origin is not one of the merchant’s.',
  not_found: 'There is nothing here.',
  in_progress: 'This session is being verified right now.',
  session_used: 'This session has already tokenized another account.',
  idempotency_conflict: 'The idempotency key was used for other content.',
  participant_id_used: 'This participant_unique_id1 has tokenized an account before.',
  account_mismatch: 'The gateway’s answer is about another account than the one submitted.',
  under_review: 'The verification needs a review before it can be completed.',
  session_expired: 'The session has expired.',
  session_canceled: 'The merchant has canceled the session.',
  session_refused: 'A review has refused the account of this session.',
  attempts_exhausted: 'No attempts are left in this session.',
  too_many_keys: 'This session has had more Idempotency-Keys than attempts.',
  rate_limited: 'Too many requests.',
  card_number_invalid: 'The card number is not valid.',
  card_expired: 'The card has expired.',
  cvv_invalid: 'The security code does not match.',
  address_mismatch: 'The billing address does not match the card.',
  field_rejected: 'A field was refused.',
  card_not_supported: 'This card cannot be used here.',
  card_declined: 'The card’s issuer declined it.',
  limit_exceeded: 'A limit was exceeded.',
  card_not_payable: 'The card is valid, but it misses what the session requires.',
  outcome_unknown: 'The gateway may have processed this: send the same again.',
  gateway_unavailable: 'This can’t be done at the moment. This request has not been processed.',
  gateway_misconfigured: 'The gateway refused the integration’s request or credentials.',
  not_available: 'This is not available here.',
  internal: 'Something went wrong.',
} as const satisfies Record<ErrorCode, string>

/**
 * Codes that `ingo-capture/backend` finds by itself; the server sends none of them. `capture_server_unreachable`: no
 * response of a capture server.
 */
export const backendErrors = ['capture_server_unreachable'] as const
export type BackendErrorCode = (typeof backendErrors)[number]

/** Codes that the form finds by itself. `validation_error`: the cardholder has to correct a field; nothing was sent. */
export const formErrors = ['validation_error'] as const
export type FormErrorCode = (typeof formErrors)[number]

/** Codes of a `loaderror`: where loading the form failed. The SDK finds these. */
export const loadErrors = [
  'script_blocked',
  'frame_blocked',
  'frame_lost',
  'origin_not_allowed',
  'handshake_timeout',
  'unsupported_browser',
] as const
export type LoadErrorCode = (typeof loadErrors)[number]

/**
 * The body of every error response, `application/problem+json` (RFC 9457). It has no place for Ingo's status, which
 * would help card testers. Only `backendProblem.ts` has it.
 */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(errors) as [ErrorCode, ...ErrorCode[]]),
  retryable: z.boolean(),
  detail: z.optional(z.string()),
  field: z.optional(z.string()),
  /** Why a verified card is `card_not_payable`. */
  reason: z.optional(z.enum(notPayableReasons)),
  /** No account can be captured in this session any more. The merchant's backend has to create another session. */
  needs_new_session: z.optional(z.literal(true)),
  /**
   * Only with `outcome_unknown`. True: other content may be captured now, although the first may have been processed.
   */
  may_change: z.optional(z.boolean()),
  attempts_left: z.optional(z.int()),
  request_id: z.optional(z.string()),
})
export type Problem = z.infer<typeof problem>
