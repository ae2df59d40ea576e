/** The merchant's backend: makes sessions, and reads what became of them. */
import { Hono } from 'hono'
import {
  sessionRequest,
  type CreatedSession,
  type RetrievedSession,
  type SessionState,
} from '../../contract/session.js'
import type { Dependencies } from '../app.js'
import { readJson } from '../body.js'
import { parseOrRefuse, ProblemError } from '../problem.js'
import { merchantOf, type Variables } from '../request.js'
import { createSession, formVariant, sealSession } from '../sessions.js'
import { tokenOf, type SessionRecord } from '../store/store.js'

/** The frame sends the sealed session in a header, and all headers together have 8 KiB. */
const LONGEST_SEALED = 6 * 1024

export function sessionRoutes({ config, store, clock }: Dependencies) {
  return new Hono<{ Variables: Variables }>()
    .post('/', async (c) => {
      const merchant = merchantOf(c, config)
      const request = parseOrRefuse(sessionRequest, await readJson(c))
      if (!merchant.origins.includes(request.origin))
        throw new ProblemError('origin_not_allowed', { field: 'origin' })
      const now = clock.now()
      const session = createSession(merchant.id, request, now)
      const { id, expiresAt } = session
      const sealed = sealSession(session, config.sealingKeys)
      if (sealed.length > LONGEST_SEALED) {
        throw new ProblemError('invalid_request', {
          field: 'recipient',
          detail: 'recipient: the values are too long together',
        })
      }
      await store.create({ merchant: merchant.id, id, maxAttempts: request.max_attempts, expiresAt, now })
      const form = formVariant(request, merchant.policy)
      const url = `${config.publicUrl}/frame/${merchant.id}?form=${form}#${sealed}`
      return c.json<CreatedSession>({ id, url, expires_at: new Date(expiresAt).toISOString() }, 201)
    })
    .get('/:id', async (c) => {
      const merchant = merchantOf(c, config)
      const record = await store.read(merchant.id, c.req.param('id'))
      if (!record) throw new ProblemError('not_found')
      return c.json<RetrievedSession>(retrieved(record, clock.now()))
    })
}

function retrieved(record: SessionRecord, now: number): RetrievedSession {
  const token = tokenOf(record)
  return {
    id: record.id,
    status: statusAt(record, now),
    attempts: record.attempts,
    expires_at: new Date(record.expiresAt).toISOString(),
    ...(token && { account_type: 'card', customer_account_token: token.customer_account_token }),
    ...(record.gateway && { gateway: record.gateway }),
  }
}

/** What is stored, seen at `now`: a hold that has lapsed hides an outcome; an open session grows old. */
function statusAt({ state, heldUntil, expiresAt }: SessionRecord, now: number): SessionState {
  if (state === 'processing' && heldUntil <= now) return 'unknown'
  if (state === 'open' && expiresAt <= now) return 'expired'
  return state
}
