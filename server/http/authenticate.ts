/** Whose request it is: an id for each, the merchant behind a secret key, the session behind a sealed one. */
import { randomUUID } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { ErrorCode } from '../../contract/errors.js'
import type { Config, Merchant } from '../config/config.js'
import { msSince, type Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { ProblemError } from '../problem.js'
import { merchantOfKey } from '../config/secretKey.js'
import { openSession, type Session } from '../sessions/sealedSession.js'

export type Variables = { requestId: string; code?: ErrorCode }
export type CaptureContext = Context<{ Variables: Variables }>
type Middleware = MiddlewareHandler<{ Variables: Variables }>

/** Names the request, counts it and writes its one log line. A client's own id is not taken: it could hold anything. */
export function observe({ log, metrics }: { log: Log; metrics: Metrics }): Middleware {
  return async (c, next) => {
    const started = performance.now()
    const requestId = randomUUID()
    c.set('requestId', requestId)
    c.header('X-Request-Id', requestId)
    await next()
    const code = c.get('code')
    const route = routePath(c, -1)
    const { status } = c.res
    const duration_ms = msSince(started)
    metrics.requests.inc({ route, status })
    metrics.requestSeconds.observe({ route }, duration_ms / 1000)
    const { method } = c.req
    log.request({ request_id: requestId, method, route, status, duration_ms, ...(code && { code }) })
  }
}

function bearer(c: CaptureContext): string {
  const [, token] = /^Bearer ([\x21-\x7e]+)$/i.exec(c.req.header('authorization') ?? '') ?? []
  if (!token) throw new ProblemError('unauthorized')
  return token
}

/** The merchant whose backend asks. */
export function merchantOf(c: CaptureContext, config: Config): Merchant {
  const merchant = merchantOfKey(config.merchants, bearer(c))
  if (!merchant) throw new ProblemError('unauthorized')
  return merchant
}

/** The session whose frame asks, which must be our own document: no other page, and no cross-site call. */
export function sessionOf(
  c: CaptureContext,
  config: Config,
  now: number,
): { merchant: Merchant; session: Session } {
  const origin = c.req.header('origin')
  if (origin !== undefined && origin !== new URL(config.publicUrl).origin)
    throw new ProblemError('origin_not_allowed')
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin') throw new ProblemError('origin_not_allowed')
  const session = openSession(bearer(c), config.sealingKeys, now)
  const merchant = config.merchants.find(({ id }) => id === session.merchant)
  // An origin that the merchant has taken back takes its sessions along.
  if (!merchant?.origins.includes(session.request.origin)) throw new ProblemError('unauthorized')
  return { merchant, session }
}
