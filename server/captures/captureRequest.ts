import type { Context } from '@opentelemetry/api'
import type { Merchant } from '../config/merchant.js'
import type { Session } from '../sessions/sealedSession.js'
import type { ParsedCapture } from './methods/method.js'
import type { CaptureResponse } from '../../contract/session.js'

export type CaptureRequest = {
  merchant: Merchant
  session: Session
  parsed: ParsedCapture
  /** The frame's Idempotency-Key. */
  key: string
  /** Whose attempt it is, for the limits. */
  address: string
  /** Of the HTTP request that asked for it, for the log. */
  request_id: string
  trace?: Context
}

export type Captures = {
  /** One attempt; throws ProblemError. The same key and content joins it or gets its answer again. */
  create(attempt: CaptureRequest): Promise<CaptureResponse>
  /** Resolves when nothing is under way in this process. */
  idle(): Promise<void>
}
