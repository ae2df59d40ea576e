import type { BackendProblem } from '../contract/backendProblem.js'
import type { BackendErrorCode, ErrorCode } from '../contract/errors.js'
import type { BackendAnswer } from '../contract/sessionRequest.js'

/** The members of the capture server's problem body (RFC 9457) that an error takes over. */
export type ErrorDetails = Pick<
  BackendProblem,
  'status' | 'retryable' | 'title' | 'detail' | 'field' | 'gateway'
> & { code: ErrorCode | BackendErrorCode }

/**
 * An error response of the capture server. Without a valid response the code is `capture_server_unreachable`, and
 * `retryable` is false if only another `url` can help. For an invalid option the code is `invalid_request`, and `field`
 * is the option's name.
 */
export class CaptureServerError extends Error {
  /** Set here because bundlers shorten a class's own name, and Node prints this one above the stack. */
  static override readonly name = 'CaptureServerError'
  override readonly name = 'CaptureServerError'
  readonly code: ErrorCode | BackendErrorCode
  readonly status: number
  readonly field: string | undefined
  readonly retryable: boolean
  /** Ingo's response, if Ingo rejected a verification. */
  readonly gateway: BackendAnswer | undefined

  /** `cause` is the error that fetch threw, when there was no response. */
  constructor(answer: ErrorDetails, cause?: unknown) {
    super(answer.detail ?? answer.title, cause === undefined ? undefined : { cause })
    this.code = answer.code
    this.status = answer.status
    this.field = answer.field
    this.retryable = answer.retryable
    this.gateway = answer.gateway
  }
}

/** The error for an option that can't work. It names the option and never contains its value. */
export function invalidOption(field: string, should: string): CaptureServerError {
  const title = `ingo-capture: "${field}" ${should}`
  return new CaptureServerError({ code: 'invalid_request', status: 400, title, field, retryable: false })
}

/** The error for a request without a valid response. */
export function unreachable(
  answer: { status: number; title: string; retryable: boolean },
  cause?: unknown,
): CaptureServerError {
  return new CaptureServerError({ code: 'capture_server_unreachable', ...answer }, cause)
}
