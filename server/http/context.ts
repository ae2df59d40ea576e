import type { Context } from 'hono'
import type { ErrorCode } from '../../contract/errors.js'

export type Variables = { requestId: string; code?: ErrorCode }
export type CaptureContext = Context<{ Variables: Variables }>
