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
  /** Receives how the capture ended, once, if it is this request that ran it. */
  onEnded: (ending: CaptureEnding) => void
}

/** What the log line of the request has of its capture. */
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
