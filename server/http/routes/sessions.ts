/** For the merchant's backend: creates sessions and retrieves their results. */
import { Hono } from 'hono'
import { containsCardNumber } from '../../../contract/cardNumber.js'
import { omitNotGiven } from '../../../contract/notGiven.js'
import {
  sessionRequest,
  type BackendAnswer,
  type CreatedSession,
  type RetrievedSession,
  type SessionState,
} from '../../../contract/sessionRequest.js'
import type { Dependencies } from '../dependencies.js'
import { readJson } from '../jsonBody.js'
import { rejectUnavailableTypes } from '../../captures/methods/parseCapture.js'
import { parseOrThrow, ProblemError } from '../../problem.js'
import { authenticateMerchant } from '../authenticate.js'
import { type Variables } from '../context.js'
import { requireRetail } from '../../sessions/retailFields.js'
import { newRecord } from '../../sessions/sealedSession.js'
import { formVariant } from '../../sessions/formVariant.js'
import { participantIdInUse } from '../../sessions/participantId.js'
import { endingResult, tokenizedResults, withheldTokens } from '../../store/answers.js'
import { unresolvedCapture, unresolvedChoices } from '../../store/leaseRule.js'
import type { SessionRecord } from '../../store/record.js'
import { respondJson } from '../respond.js'
import { createOnce, readCreationKey } from './sessionCreation.js'

export function sessionRoutes({ config, store, clock }: Dependencies) {
  return new Hono<{ Variables: Variables }>()
    .post('/', async (c) => {
      const merchant = authenticateMerchant(c, config)
      const body = omitNotGiven(sessionRequest, await readJson(c))
      if (typeof body === 'object' && body !== null)
        rejectUnavailableTypes(merchant, Reflect.get(body, 'account_types'))
      const request = parseOrThrow(sessionRequest, body)
      if (!merchant.origins.includes(request.origin))
        throw new ProblemError('origin_not_allowed', {
          field: 'origin',
          detail: describeForeignOrigin(request.origin),
        })
      requireRetail(merchant, request)
      const creationKey = readCreationKey(c, request)
      const creation = { merchant, request, now: clock.now(), ...(creationKey && { creationKey }) }
      const { session, sealed } = await createOnce({ store, config }, creation)
      const { id, expiresAt } = session
      const form = formVariant(request, merchant.policy)
      const url = `${config.publicUrl}/frame/${merchant.id}?form=${form}#${sealed}`
      const created: CreatedSession = {
        ...{ id, url, expires_at: new Date(expiresAt).toISOString() },
        participant_unique_id1: participantIdInUse({ ...newRecord(session), idNumber: 1 }),
      }
      return respondJson(c, created satisfies CreatedSession, 201)
    })
    .get('/:id', async (c) => {
      const merchant = authenticateMerchant(c, config)
      const record = await store.read(merchant.id, c.req.param('id'))
      if (!record) throw new ProblemError('not_found')
      return respondJson(c, toRetrievedSession(record, clock.now()))
    })
}

/** Names the origin, which can hold no credentials, unless it looks like a card number. */
function describeForeignOrigin(origin: string): string {
  const name = containsCardNumber(origin) ? 'the origin' : origin
  return `origin: ${name} is not one of the merchant’s. Add it to CAPTURE_ORIGINS, or send the origin of the page that holds the form`
}

function toRetrievedSession(record: SessionRecord, now: number): RetrievedSession {
  const [tokenized, ...later] = tokenizedResults(record)
  const withheld = withheldTokens(record)
  const latest = tokenized ? undefined : withheld.at(-1)
  const others = [
    ...(tokenized ? withheld : withheld.slice(0, -1)),
    ...later
      .filter(({ token }) => token.customer_account_token !== tokenized?.token.customer_account_token)
      .map(({ token: { customer_account_token }, participant_unique_id1 }) => ({
        ...{ customer_account_token, participant_unique_id1 },
      })),
  ]
  const needsNewSession = endingResult(record) ?? unresolvedChoices(record, now)?.needsNewSession
  return {
    id: record.id,
    status: currentStatus(record, now),
    attempts: record.attempts,
    expires_at: new Date(record.expiresAt).toISOString(),
    ...(tokenized && {
      account_type: tokenized.account_type,
      customer_account_token: tokenized.token.customer_account_token,
    }),
    participant_unique_id1: tokenized?.participant_unique_id1 ?? participantIdInUse(record),
    ...(latest && {
      account_type: 'card',
      customer_account_token: latest.customer_account_token,
      // The id of this token: the id in use is the next one by now.
      participant_unique_id1: latest.participant_unique_id1,
      ...{ payable: latest.payable, reason: latest.reason },
    }),
    ...(others.length > 0 && { other_tokens: others }),
    ...(needsNewSession && { needs_new_session: true }),
    ...(record.gateway && { gateway: record.gateway as BackendAnswer }),
  }
}

/** The stored state at `now`: an expired lease may leave an unknown outcome, and an open session expires. */
function currentStatus(record: SessionRecord, now: number): SessionState {
  if (unresolvedCapture(record, now)) return 'unknown'
  const isLapsed = record.state === 'processing' && (record.current?.leaseExpiresAt ?? 0) <= now
  if (record.state !== 'open' && !isLapsed) return record.state
  return record.expiresAt <= now ? 'expired' : 'open'
}
