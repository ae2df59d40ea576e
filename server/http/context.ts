import type { Context } from 'hono'
import type { CaptureEnding } from '../captures/captureRequest.js'
import type { ErrorCode } from '../../contract/errors.js'

/** What the middleware keeps of a request. */
export type Variables = {
  requestId: string
  /** Of every response, unless the route has another value. */
  defaultHeaders: Record<string, string>
  /** The error code of its response, if there is one. */
  code?: ErrorCode
  /** The session of a request from the frame, as the log names it. */
  subject?: { merchant: string; session: string }
  /** The capture that ran for it, which shares its log line. */
  ending?: CaptureEnding
}
/** Hono's context with our variables. */
export type CaptureContext = Context<{ Variables: Variables }>
