/**
 * Every error this product answers with: its code, whose fault it is, its HTTP status, whether to send again.
 * What each is called is in `titles.ts`: the frame has sentences of its own and carries none of those.
 */
import * as z from 'zod/mini'

export type Fault = 'cardholder' | 'merchant' | 'gateway' | 'network' | 'internal'
type Entry = { status: number; retryable: boolean; fault: Fault }

export const errors = {
  invalid_request: { status: 400, retryable: false, fault: 'merchant' },
  unauthorized: { status: 401, retryable: false, fault: 'merchant' },
  origin_not_allowed: { status: 403, retryable: false, fault: 'merchant' },
  not_found: { status: 404, retryable: false, fault: 'merchant' },
  in_progress: { status: 409, retryable: true, fault: 'network' },
  session_used: { status: 409, retryable: false, fault: 'merchant' },
  idempotency_conflict: { status: 409, retryable: false, fault: 'merchant' },
  under_review: { status: 422, retryable: false, fault: 'gateway' },
  session_expired: { status: 410, retryable: false, fault: 'merchant' },
  attempts_exhausted: { status: 429, retryable: false, fault: 'cardholder' },
  rate_limited: { status: 429, retryable: true, fault: 'network' },
  card_number_invalid: { status: 422, retryable: false, fault: 'cardholder' },
  card_expired: { status: 422, retryable: false, fault: 'cardholder' },
  cvv_invalid: { status: 422, retryable: false, fault: 'cardholder' },
  address_mismatch: { status: 422, retryable: false, fault: 'cardholder' },
  field_rejected: { status: 422, retryable: false, fault: 'cardholder' },
  card_not_supported: { status: 422, retryable: false, fault: 'cardholder' },
  card_declined: { status: 422, retryable: false, fault: 'cardholder' },
  limit_exceeded: { status: 422, retryable: false, fault: 'cardholder' },
  outcome_unknown: { status: 504, retryable: true, fault: 'gateway' },
  gateway_unavailable: { status: 502, retryable: true, fault: 'network' },
  gateway_misconfigured: { status: 502, retryable: false, fault: 'merchant' },
  not_available: { status: 501, retryable: false, fault: 'merchant' },
  internal: { status: 500, retryable: true, fault: 'internal' },
} as const satisfies Record<string, Entry>

export type ErrorCode = keyof typeof errors

/** What the widget alone can find: at which stage loading the frame failed, and that the form can't be seen. */
export const loadErrors = [
  'script_blocked',
  'frame_blocked',
  'origin_not_allowed',
  'handshake_timeout',
  'session_expired',
  'occluded',
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
