/** For the merchant's backend: creates sessions and retrieves their results. */
import { Hono } from 'hono'
import * as z from 'zod/mini'
import { containsCardNumber } from '../../../contract/cardNumber.js'
import { omitNotGiven } from '../../../contract/notGiven.js'
import { participant } from '../../../contract/participant.js'
import { sessionRequest, type CreatedSession, type SessionList } from '../../../contract/sessionRequest.js'
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
import { indexKinds, indexName, referenceName, type IndexKind } from '../../sessions/indexName.js'
import { noSession } from '../../sessions/noSession.js'
import { cancelSession } from '../../captures/cancelSession.js'
import { readPage, readQuery, reject, toPageMembers } from '../query.js'
import { respondJson } from '../respond.js'
import { toRetrievedSession } from './retrievedSession.js'
import { createOnce, readCreationKey } from './sessionCreation.js'

/** What the form shows, or the whole id of the request. */
const REFERENCE = /^[0-9a-f]{8}(?:-[0-9a-f-]{27})?$/i

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
        ...(request.metadata && { metadata: request.metadata }),
      }
      return respondJson(c, created satisfies CreatedSession, 201)
    })
    .get('/', async (c) => {
      const merchant = authenticateMerchant(c, config)
      const query = readQuery(c, [...indexKinds, 'limit', 'before'])
      const { limit, cursor } = readPage(query)
      const indexName = readFilter(query)
      const page = await store.list({ merchant: merchant.id, indexName, ...cursor, limit, mayOmit: true })
      if (!page)
        reject('before', 'is no session of this list. Send the id of the last session of the page before')
      const sessions = page.entries.map((record) => toRetrievedSession(record, clock.now()))
      return respondJson(c, { sessions, ...toPageMembers(page) } satisfies SessionList)
    })
    .post('/:id/cancel', async (c) => {
      const merchant = authenticateMerchant(c, config)
      const record = await cancelSession({ store, clock }, merchant, c.req.param('id'))
      return respondJson(c, toRetrievedSession(record, clock.now()))
    })
    .get('/:id', async (c) => {
      const merchant = authenticateMerchant(c, config)
      const record = await store.read(merchant.id, c.req.param('id'))
      if (!record) throw noSession()
      return respondJson(c, toRetrievedSession(record, clock.now()))
    })
}

/** The name in the store's index. Throws `invalid_request` unless the query has exactly one of the three. */
function readFilter(query: Partial<Record<IndexKind, string>>): string {
  const given = indexKinds.flatMap((kind) =>
    query[kind] === undefined ? [] : [[kind, query[kind]] as const],
  )
  const [first, second] = given
  if (!first)
    throw new ProblemError('invalid_request', {
      detail: `The query names no session. Send one of ${indexKinds.join(', ')}`,
    })
  if (second) reject(second[0], `is invalid beside ${first[0]}. Send one of the two`)
  const [kind, value] = first
  if (kind !== 'reference') {
    // The rules of POST: a card number in a query is an error, and not an id that no session has.
    parseOrThrow(z.object({ [kind]: participant[kind] }), { [kind]: value })
    return indexName(kind, value)
  }
  if (!REFERENCE.test(value)) reject(kind, 'should be the 8 characters that the form shows, 0-9 and a-f')
  return referenceName(value.toLowerCase())
}

/** Names the origin, which can hold no credentials, unless it looks like a card number. */
function describeForeignOrigin(origin: string): string {
  const name = containsCardNumber(origin) ? 'the origin' : origin
  return `origin: ${name} is not one of the merchant’s. Add it to CAPTURE_ORIGINS, or send the origin of the page that holds the form`
}
