/** Every error this product answers with: its code, whose fault it is, its HTTP status, whether to send again. */
import * as z from 'zod/mini'

export type Fault = 'cardholder' | 'merchant' | 'gateway' | 'network' | 'internal'
type Entry = { status: number; retryable: boolean; fault: Fault; title: string }

export const errors = {
  invalid_request: {
    status: 400,
    retryable: false,
    fault: 'merchant',
    title: 'The request is malformed or against the contract.',
  },
  unauthorized: {
    status: 401,
    retryable: false,
    fault: 'merchant',
    title: 'The secret key or the sealed session is not valid.',
  },
  origin_not_allowed: {
    status: 403,
    retryable: false,
    fault: 'merchant',
    title: 'This origin is not one of the merchant’s.',
  },
  not_found: { status: 404, retryable: false, fault: 'merchant', title: 'There is nothing here.' },
  in_progress: {
    status: 409,
    retryable: true,
    fault: 'network',
    title: 'This session is being verified right now.',
  },
  session_used: {
    status: 409,
    retryable: false,
    fault: 'merchant',
    title: 'This session has already tokenized another account.',
  },
  idempotency_conflict: {
    status: 409,
    retryable: false,
    fault: 'merchant',
    title: 'The idempotency key or the participant_unique_id1 was used for other content.',
  },
  under_review: {
    status: 422,
    retryable: false,
    fault: 'gateway',
    title: 'The verification needs a review before it can be completed.',
  },
  session_expired: { status: 410, retryable: false, fault: 'merchant', title: 'The session has expired.' },
  attempts_exhausted: {
    status: 429,
    retryable: false,
    fault: 'cardholder',
    title: 'No attempts are left in this session.',
  },
  rate_limited: { status: 429, retryable: true, fault: 'network', title: 'Too many requests.' },
  card_number_invalid: {
    status: 422,
    retryable: false,
    fault: 'cardholder',
    title: 'The card number is not valid.',
  },
  card_expired: { status: 422, retryable: false, fault: 'cardholder', title: 'The card has expired.' },
  cvv_invalid: {
    status: 422,
    retryable: false,
    fault: 'cardholder',
    title: 'The security code does not match.',
  },
  address_mismatch: {
    status: 422,
    retryable: false,
    fault: 'cardholder',
    title: 'The billing address does not match the card.',
  },
  field_rejected: { status: 422, retryable: false, fault: 'cardholder', title: 'A field was refused.' },
  card_not_supported: {
    status: 422,
    retryable: false,
    fault: 'cardholder',
    title: 'This card cannot be used here.',
  },
  card_declined: {
    status: 422,
    retryable: false,
    fault: 'cardholder',
    title: 'The card’s issuer declined it.',
  },
  limit_exceeded: { status: 422, retryable: false, fault: 'cardholder', title: 'A limit was exceeded.' },
  outcome_unknown: {
    status: 504,
    retryable: true,
    fault: 'gateway',
    title: 'The gateway may have processed this: send the same again.',
  },
  gateway_unavailable: {
    status: 502,
    retryable: true,
    fault: 'network',
    title: 'The gateway could not be reached. Nothing has been processed.',
  },
  gateway_misconfigured: {
    status: 502,
    retryable: false,
    fault: 'merchant',
    title: 'The gateway refused the integration’s request or credentials.',
  },
  not_available: { status: 501, retryable: false, fault: 'merchant', title: 'This is not available here.' },
  internal: { status: 500, retryable: true, fault: 'internal', title: 'Something went wrong.' },
} as const satisfies Record<string, Entry>

export type ErrorCode = keyof typeof errors

/** What the host's SDK alone can find: at which stage loading the frame failed. */
export const loadErrors = [
  'script_blocked',
  'frame_blocked',
  'origin_not_allowed',
  'handshake_timeout',
  'session_expired',
] as const
export type LoadErrorCode = (typeof loadErrors)[number]

/** The body of every error answer, `application/problem+json` (RFC 9457). */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(errors) as [ErrorCode, ...ErrorCode[]]),
  retryable: z.boolean(),
  detail: z.optional(z.string()),
  field: z.optional(z.string()),
  attempts_left: z.optional(z.int()),
  gateway_status: z.optional(z.int()),
  request_id: z.optional(z.string()),
})
export type Problem = z.infer<typeof problem>
