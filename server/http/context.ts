import type { Context } from 'hono'
import type { ErrorCode } from '../../contract/errors.js'

/** What the middleware keeps of a request: its id, and the error code of its response if there is one. */
export type Variables = { requestId: string; code?: ErrorCode }
/** Hono's context with our variables. */
export type CaptureContext = Context<{ Variables: Variables }>
