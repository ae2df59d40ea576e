import type { Context } from 'hono'
import type { CaptureEnding } from '../captures/captureRequest.js'
import type { ErrorCode } from '../../contract/errors.js'

/** The variables of a request that the middleware and the routes set. */
export type Variables = {
  requestId: string
  /** Headers of every response, unless the route has another value. */
  defaultHeaders: Record<string, string>
  /** The error code of the response, if there is one. */
  code?: ErrorCode
  /** The session of a request from the frame, for the log. */
  subject?: { merchant: string; session: string }
  /** The end of the capture that ran for the request, for the same log line. */
  ending?: CaptureEnding
}
/** Hono's context with our variables. */
export type CaptureContext = Context<{ Variables: Variables }>
