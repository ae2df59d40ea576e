/** The frame: what its form needs, and the one door for card data. */
import { Hono } from 'hono'
import { cardCapture } from '../../contract/card.js'
import type { CaptureAnswer, FrameSession } from '../../contract/session.js'
import { isLoopback } from '../../contract/session.js'
import { addressOf } from '../address.js'
import type { Dependencies } from '../app.js'
import { readJson } from '../body.js'
import type { Captures } from '../capture.js'
import type { Merchant } from '../config.js'
import { parseOrRefuse, ProblemError } from '../problem.js'
import { sessionOf, type Variables } from '../request.js'
import type { Session } from '../sessions.js'
import { tokenOf, type SessionRecord } from '../store/store.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function captureRoutes({ config, store, clock, log }: Dependencies, captures: Captures) {
  let hasWarned = false
  /** Behind a proxy that isn't told of, all cardholders are one address, and soon turned away together. */
  function warnOfProxy(forwarded: string | undefined): void {
    if (hasWarned || config.trustedProxies > 0 || forwarded === undefined) return
    hasWarned = true
    log.info('X-Forwarded-For is not believed: behind a proxy of yours, set CAPTURE_TRUSTED_PROXIES')
  }

  return new Hono<{ Variables: Variables }>()
    .get('/session', async (c) => {
      const { merchant, session } = sessionOf(c, config, clock.now())
      const record = await store.read(merchant.id, session.id)
      if (!record) throw new ProblemError('unauthorized')
      if (record.state === 'exhausted') throw new ProblemError('attempts_exhausted', { attempts_left: 0 })
      return c.json<FrameSession>(frameSession(merchant, session, record, clock.now()))
    })
    .post('/captures', async (c) => {
      const { merchant, session } = sessionOf(c, config, clock.now())
      const key = c.req.header('idempotency-key')?.toLowerCase() ?? ''
      if (!UUID.test(key)) {
        throw new ProblemError('invalid_request', {
          field: 'Idempotency-Key',
          detail: 'Idempotency-Key: must be a UUID',
        })
      }
      const body = withFixedRecipient(session, await readJson(c))
      const content = parseOrRefuse(cardCapture(merchant.policy), body)
      warnOfProxy(c.req.header('x-forwarded-for'))
      const address = addressOf(c, config.trustedProxies)
      return c.json<CaptureAnswer>(await captures.capture({ merchant, session, content, key, address }))
    })
}

function frameSession(
  merchant: Merchant,
  { request, expiresAt }: Session,
  record: SessionRecord,
  now: number,
): FrameSession {
  const answer = tokenOf(record)
  const { origin, account_types, recipient, recipient_fields, accepted_brands, locale } = request
  return {
    origin,
    account_types,
    cvv: merchant.policy.cvv,
    expiration_date: merchant.policy.expiration_date,
    ...(recipient_fields !== 'hidden' && recipient && { recipient }),
    recipient_fields,
    ...(accepted_brands && { accepted_brands }),
    ...(locale && { locale }),
    attempts_left: record.maxAttempts - record.attempts,
    expires_at: new Date(expiresAt).toISOString(),
    server_time: new Date(now).toISOString(),
    test: isLoopback(new URL(merchant.ingo.url).hostname),
    ...(answer && { answer }),
  }
}

/** Values that the session fixes win; the frame may not send others in their place. */
function withFixedRecipient({ request }: Session, body: unknown): unknown {
  const { recipient, recipient_fields } = request
  if (!recipient || recipient_fields === 'editable' || typeof body !== 'object' || body === null) return body
  const sent = Object.keys(body).find((field) => Object.hasOwn(recipient, field))
  if (sent !== undefined) {
    throw new ProblemError('invalid_request', { field: sent, detail: `${sent}: the session has fixed it` })
  }
  return { ...body, ...recipient }
}
