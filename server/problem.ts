/** An error answer on its way out: a code of the contract's list, and never anything that was sent to us. */
import type * as z from 'zod/mini'
import type { GatewayResponse } from '../contract/gatewayResponse.js'
import { errors, titles, type ErrorCode, type Problem } from '../contract/errors.js'

export type ProblemDetails = {
  /** Another HTTP status than the code's own, such as 413 or 415 for `invalid_request`. */
  status?: number
  detail?: string
  field?: string
  attempts_left?: number
  gateway_status?: number
  /** For the merchant's backend alone. */
  gateway?: GatewayResponse
  /** Seconds, for the `Retry-After` header. */
  retryAfter?: number
}

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

/** The body of the answer (RFC 9457). */
export function problemBody(
  { code, details }: ProblemError,
  requestId: string,
): Problem & Pick<ProblemDetails, 'gateway'> {
  const { status, retryable } = errors[code]
  const { retryAfter: _, ...shown } = details
  return {
    type: `urn:ingo-capture:problem:${code}`,
    title: titles[code],
    status,
    code,
    retryable,
    ...shown,
    request_id: requestId,
  }
}

/** A list has fewer items: a longer number was chosen by the sender, as names may be. */
const FAR = 100

/** The first issue of a refused value as `invalid_request`, naming the field. */
export function invalidRequest(error: z.core.$ZodError): ProblemError {
  const issue = error.issues[0]
  const path = [
    ...(issue?.path ?? []),
    ...(issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []),
  ]
  const nameable = path.every((part) => (typeof part === 'number' ? part < FAR : isSafeToEcho(String(part))))
  const field = path.join('.')
  const why =
    issue?.code === 'unrecognized_keys' ? 'is not a field of this request' : `: ${issue?.message ?? ''}`
  if (field === '' || !nameable) {
    return new ProblemError('invalid_request', { detail: 'The request has a field that is not part of it.' })
  }
  return new ProblemError('invalid_request', { field, detail: `${field} ${why}`.replace(' :', ':') })
}

/** Parses with a schema; throws `invalid_request` naming the first field at fault. */
export function parseOrThrow<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const result = schema.safeParse(value)
  if (!result.success) throw invalidRequest(result.error)
  return result.data
}

/** A name that somebody else has chosen may hold anything: it is told again if it looks like nothing but a name. */
const NAMEABLE = /^[A-Za-z_][A-Za-z_0-9]{0,40}$/
const MANY_DIGITS = /[0-9]{3}/

export function isSafeToEcho(name: string): boolean {
  return NAMEABLE.test(name) && !MANY_DIGITS.test(name)
}
