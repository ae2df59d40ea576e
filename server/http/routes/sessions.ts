/** The merchant's backend: makes sessions, and reads what became of them. */
import { Hono } from 'hono'
import {
  sessionRequest,
  type BackendAnswer,
  type CreatedSession,
  type RetrievedSession,
  type SessionRequest,
  type SessionState,
} from '../../../contract/sessionRequest.js'
import type { Dependencies } from '../dependencies.js'
import { readJson } from '../jsonBody.js'
import { rejectUnavailableTypes } from '../../captures/methods/parseCapture.js'
import { parseOrThrow, ProblemError } from '../../problem.js'
import { authenticateMerchant } from '../authenticate.js'
import { type Variables } from '../context.js'
import { requireRetail } from '../../sessions/retailFields.js'
import { createSession, sealSession } from '../../sessions/sealedSession.js'
import { formVariant } from '../../sessions/formVariant.js'
import { isOutcomeUnknown, tokenizedResult, type SessionRecord } from '../../store/store.js'

/** The frame sends the sealed session in a header, and all headers together have 8 KiB. */
const LONGEST_SEALED = 6 * 1024

export function sessionRoutes({ config, store, clock }: Dependencies) {
  return new Hono<{ Variables: Variables }>()
    .post('/', async (c) => {
      const merchant = authenticateMerchant(c, config)
      const body = await readJson(c)
      if (typeof body === 'object' && body !== null)
        rejectUnavailableTypes(merchant, Reflect.get(body, 'account_types'))
      const request = parseOrThrow(sessionRequest, body)
      if (!merchant.origins.includes(request.origin))
        throw new ProblemError('origin_not_allowed', { field: 'origin' })
      requireRetail(merchant, request)
      const now = clock.now()
      const session = createSession(merchant.id, request, now)
      const { id, expiresAt } = session
      const sealed = sealSession(session, config.sealingKeys)
      if (sealed.length > LONGEST_SEALED) {
        const field = longestOf(request)
        throw new ProblemError('invalid_request', {
          field,
          detail: `${field}: the values are too long together; a session may have about 4000 bytes of JSON`,
        })
      }
      await store.create({ merchant: merchant.id, id, maxAttempts: request.max_attempts, expiresAt, now })
      const form = formVariant(request, merchant.policy)
      const url = `${config.publicUrl}/frame/${merchant.id}?form=${form}#${sealed}`
      return c.json<CreatedSession>({ id, url, expires_at: new Date(expiresAt).toISOString() }, 201)
    })
    .get('/:id', async (c) => {
      const merchant = authenticateMerchant(c, config)
      const record = await store.read(merchant.id, c.req.param('id'))
      if (!record) throw new ProblemError('not_found')
      return c.json<RetrievedSession>(retrieved(record, clock.now()))
    })
}

/** Which part of a session has grown too long to be sealed. */
function longestOf(request: SessionRequest): string {
  const lengthOf = (part: 'recipient' | 'check' | 'open_banking') =>
    JSON.stringify(request[part] ?? '').length
  return (['recipient', 'check', 'open_banking'] as const).reduce((longest, part) =>
    lengthOf(part) > lengthOf(longest) ? part : longest,
  )
}

function retrieved(record: SessionRecord, now: number): RetrievedSession {
  const told = tokenizedResult(record)
  return {
    id: record.id,
    status: statusAt(record, now),
    attempts: record.attempts,
    expires_at: new Date(record.expiresAt).toISOString(),
    ...(told && {
      account_type: told.account_type,
      customer_account_token: told.token.customer_account_token,
    }),
    // As it came from the gateway.
    ...(record.gateway && { gateway: record.gateway as BackendAnswer }),
  }
}

/** What is stored, seen at `now`: a hold that has lapsed hides an outcome; an open session grows old. */
function statusAt(record: SessionRecord, now: number): SessionState {
  if (isOutcomeUnknown(record, now)) return 'unknown'
  return record.state === 'open' && record.expiresAt <= now ? 'expired' : record.state
}
