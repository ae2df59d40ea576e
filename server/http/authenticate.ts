/** Authenticates a request: a merchant's backend by its secret key, a frame by its sealed session. */
import type { Config } from '../config/config.js'
import type { Merchant } from '../config/merchant.js'
import { ProblemError } from '../problem.js'
import { findMerchantByKey } from '../config/secretKey.js'
import { RESOLVE_MS } from '../store/record.js'
import { openSession, type OpenedSession } from '../sessions/sealedSession.js'
import type { CaptureContext } from './context.js'

/** RFC 6750, 2.1. */
function bearerToken(c: CaptureContext): string | undefined {
  return /^Bearer ([\x21-\x7e]+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
}

const NO_KEY = 'The secret key is missing. Send it as Authorization: Bearer sk_…'
const UNKNOWN_KEY = 'The secret key is invalid. Send the value of the server’s CAPTURE_SECRET_KEY'
const REMOVED_ORIGIN =
  'The merchant or the origin of this session is not configured any more. Create another session'

/** The merchant of the secret key; throws `unauthorized`. */
export function authenticateMerchant(c: CaptureContext, config: Config): Merchant {
  const key = bearerToken(c)
  const merchant = key === undefined ? undefined : findMerchantByKey(config.merchants, key)
  if (!merchant) throw new ProblemError('unauthorized', { detail: key === undefined ? NO_KEY : UNKNOWN_KEY })
  return merchant
}

/** Throws `origin_not_allowed` if a browser sent the request, but not from our own document. */
export function requireOwnDocument(c: CaptureContext, config: Config): void {
  const origin = c.req.header('origin')
  if (origin !== undefined && origin !== new URL(config.publicUrl).origin)
    throw new ProblemError('origin_not_allowed')
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin') throw new ProblemError('origin_not_allowed')
}

/**
 * The session of a frame, with its merchant. Throws `origin_not_allowed` if a browser sent the request, but not from
 * our own document, and `unauthorized` or `session_expired` for its session.
 */
export function authenticateFrame(
  c: CaptureContext,
  config: Config,
  now: number,
): { merchant: Merchant; session: OpenedSession } {
  requireOwnDocument(c, config)
  const sealed = bearerToken(c)
  if (sealed === undefined) throw new ProblemError('unauthorized')
  const session = openSession(sealed, config.sealingKeys)
  c.set('subject', { merchant: session.merchant, session: session.id })
  // Before that, the route decides by the session's record, because its last outcome may still be unknown.
  if (now >= session.expiresAt + RESOLVE_MS) throw new ProblemError('session_expired')
  const merchant = config.merchants.find(({ id }) => id === session.merchant)
  // Removing an origin from the configuration ends the sessions made for it.
  if (!merchant?.origins.includes(session.request.origin))
    throw new ProblemError('unauthorized', { detail: REMOVED_ORIGIN })
  return { merchant, session }
}
