/** An error response: a code from the contract's list. It never repeats a value that the client sent. */
import type * as z from 'zod/mini'
import type { GatewayResponse } from '../contract/gatewayResponse.js'
import type { NotPayableReason } from '../contract/payable.js'
import type { BackendProblem } from '../contract/backendProblem.js'
import { errors, titles, type ErrorCode, type Problem } from '../contract/errors.js'
import { describeRejection } from '../contract/describeRejection.js'
import type { BackendAnswer } from '../contract/sessionRequest.js'

/** The optional members of a problem. Ingo's response is not among them, so that the frame can't get it. */
export type ProblemDetails = {
  /** Replaces the code's own HTTP status, such as 413 or 415 for `invalid_request`. */
  status?: number
  detail?: string
  field?: string
  attempts_left?: number
  reason?: NotPayableReason
  needs_new_session?: true
  may_change?: true
  /** Seconds, for the `Retry-After` header. */
  retryAfter?: number
  /** Other headers of the response. */
  headers?: Record<string, string>
}

/** Thrown anywhere in a request; the app turns it into the response. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ErrorCode
  readonly details: ProblemDetails

  constructor(code: ErrorCode, details: ProblemDetails = {}) {
    super(details.detail ?? titles[code])
    this.code = code
    this.details = details
  }
}

/** A problem with Ingo's response. Only for routes of the merchant's backend. */
export class BackendProblemError extends ProblemError {
  readonly gateway: GatewayResponse

  constructor(code: ErrorCode, details: ProblemDetails, gateway: GatewayResponse) {
    super(code, details)
    this.gateway = gateway
  }
}

/**
 * The response body (RFC 9457). Lists the members one by one, because the details of a replay come from the store,
 * where an earlier version may have written other members.
 */
export function problemBody(error: ProblemError, requestId: string): Problem | BackendProblem {
  const { code, details } = error
  const { detail, field, reason, needs_new_session, may_change, attempts_left } = details
  const gateway = error instanceof BackendProblemError ? error.gateway : undefined
  return {
    type: `urn:ingo-capture:problem:${code}`,
    title: titles[code],
    status: details.status ?? errors[code].status,
    code,
    retryable: errors[code].retryable,
    ...(detail !== undefined && { detail }),
    ...(field !== undefined && { field }),
    ...(reason && { reason }),
    ...(needs_new_session && { needs_new_session }),
    ...(may_change && { may_change }),
    ...(attempts_left !== undefined && { attempts_left }),
    ...(gateway && { gateway_status: gateway.status, gateway: gateway as BackendAnswer }),
    request_id: requestId,
  }
}

/** Parses with a schema; throws `invalid_request` with the name of the first invalid field. */
export function parseOrThrow<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (!result.success)
    throw new ProblemError('invalid_request', describeRejection(schema, result.error, value))
  return result.data
}
