/** Whose request it is: an id for each, the merchant behind a secret key, the session behind a sealed one. */
import type { Config } from '../config/config.js'
import type { Merchant } from '../config/merchant.js'
import { ProblemError } from '../problem.js'
import { findMerchantByKey } from '../config/secretKey.js'
import { openSession, type Session } from '../sessions/sealedSession.js'
import type { CaptureContext } from './context.js'

function bearer(c: CaptureContext): string {
  const [, token] = /^Bearer ([\x21-\x7e]+)$/i.exec(c.req.header('authorization') ?? '') ?? []
  if (!token) throw new ProblemError('unauthorized')
  return token
}

/** The merchant whose backend asks. */
export function authenticateMerchant(c: CaptureContext, config: Config): Merchant {
  const merchant = findMerchantByKey(config.merchants, bearer(c))
  if (!merchant) throw new ProblemError('unauthorized')
  return merchant
}

/** The session whose frame asks, which must be our own document: no other page, and no cross-site call. */
export function authenticateFrame(
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
