/** A request to capture an account, and the interface that the routes use to run it. */
import type { CaptureResponse } from '../../contract/session.js'
import type { Merchant } from '../config/merchant.js'
import type { LogFields, LogLevel } from '../observability/log.js'
import type { OpenedSession } from '../sessions/sealedSession.js'
import type { ParsedCapture } from './methods/method.js'

export type CaptureRequest = {
  merchant: Merchant
  session: OpenedSession
  parsed: ParsedCapture
  /** The frame's Idempotency-Key. */
  key: string
  /** The cardholder's address, for the attempt limits. */
  address: string
  /** Id of the HTTP request, for logs and traces. */
  request_id: string
  /** Called once with the end of the capture, if this request ran the capture. */
  onEnded: (ending: CaptureEnding) => void
}

/** The capture's level and fields for the log line of the request. */
export type CaptureEnding = { level: LogLevel; fields: LogFields }

export type Captures = {
  /**
   * Runs one capture. Throws ProblemError. The same key and content joins the capture in flight, or
   * replays its result.
   */
  create(request: CaptureRequest): Promise<CaptureResponse>
  /** Resolves when no capture is in flight in this process. */
  idle(): Promise<void>
}
