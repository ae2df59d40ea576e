/** Creates a session, once for each Idempotency-Key of the merchant's backend. */
import { createHash } from 'node:crypto'
import type { SessionRequest } from '../../../contract/sessionRequest.js'
import type { Config } from '../../config/config.js'
import type { Merchant } from '../../config/merchant.js'
import { ingoAccountName } from '../../gateway/account.js'
import { ProblemError } from '../../problem.js'
import { indexName } from '../../sessions/indexName.js'
import { participantIdInUse, usedIdProblem } from '../../sessions/participantId.js'
import { createSession, newRecord, sealSession, type Session } from '../../sessions/sealedSession.js'
import type { CreationKey, Store } from '../../store/store.js'
import type { CaptureContext } from '../context.js'

/** In characters. The frame sends the sealed session in a header, and a proxy may allow 8 KiB for all headers. */
const MAX_SEALED_LENGTH = 6 * 1024
/** Printable ASCII, like the keys of other APIs. */
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/

type Dependencies = { store: Store; config: Pick<Config, 'sealingKeys'> }
type SessionCreation = {
  merchant: Merchant
  request: SessionRequest
  creationKey?: CreationKey
  now: number
}

/**
 * The Idempotency-Key and the request of a creation, both hashed. Undefined without an Idempotency-Key. Throws
 * `invalid_request`.
 */
export function readCreationKey(c: CaptureContext, request: SessionRequest): CreationKey | undefined {
  const key = c.req.header('idempotency-key')
  if (key === undefined) return undefined
  const field = 'Idempotency-Key'
  if (!IDEMPOTENCY_KEY.test(key))
    throw new ProblemError('invalid_request', {
      field,
      detail: `${field}: should be 1 to 255 printable characters`,
    })
  const hash = (text: string) => createHash('sha256').update(text).digest('base64url')
  // Sorts the metadata, because the schema orders all other keys.
  const metadata =
    request.metadata && Object.entries(request.metadata).sort(([one], [other]) => (one < other ? -1 : 1))
  return { key: hash(key), content: hash(JSON.stringify({ ...request, metadata })) }
}

/**
 * Stores a new session, or finds the one that the same key and request have created. Throws `idempotency_conflict` for
 * another request, `participant_id_used`, and `invalid_request` for a session that is too long to be sealed.
 */
export async function createOnce(
  { store, config }: Dependencies,
  { merchant, request, creationKey, now }: SessionCreation,
): Promise<{ session: Session; sealed: string }> {
  const earlier = creationKey && (await store.findCreation(merchant.id, creationKey.key))
  if (!earlier) await rejectUsedId(store, merchant, request, now)
  // The metadata is not sealed, because it would make the form's URL longer. The store keeps it.
  const { metadata: _, ...sealable } = request
  const session = createSession(merchant.id, sealable, now)
  const sealed = sealWithinLimit(session, config.sealingKeys)
  const created = { ...describeSession(session, request), now, ...(merchant.webhook && { isWatched: true }) }
  const kept = earlier ?? (await store.create({ ...created, ...(creationKey && { creationKey }) }))
  if (!kept) return { session, sealed }
  if (kept.content !== creationKey?.content) throw new ProblemError('idempotency_conflict')
  const same = { ...session, id: kept.id, expiresAt: kept.expiresAt }
  return { session: same, sealed: sealWithinLimit(same, config.sealingKeys) }
}

/** The values that the store keeps with the record, and the names that find the session. */
function describeSession(session: Session, { participant_unique_id2, metadata }: SessionRequest) {
  const record = newRecord(session)
  const details = { ...(participant_unique_id2 && { participant_unique_id2 }), ...(metadata && { metadata }) }
  const participantId = participantIdInUse({ ...record, idNumber: 1 })
  const indexNames = [
    indexName('participant_unique_id1', participantId),
    ...(participant_unique_id2 ? [indexName('participant_unique_id2', participant_unique_id2)] : []),
  ]
  return { ...record, indexNames, ...(Object.keys(details).length > 0 && { details }) }
}

/** Rejects a used id early: otherwise another card would fail after the cardholder has typed everything. */
async function rejectUsedId(
  store: Store,
  merchant: Merchant,
  { participant_unique_id1: participantId }: SessionRequest,
  now: number,
): Promise<void> {
  if (participantId === undefined) return
  if (await store.findUsedId({ account: ingoAccountName(merchant), participantId }, now))
    throw usedIdProblem()
}

function sealWithinLimit(session: Session, sealingKeys: Buffer[]): string {
  const sealed = sealSession(session, sealingKeys)
  if (sealed.length <= MAX_SEALED_LENGTH) return sealed
  const field = longestPart(session.request)
  throw new ProblemError('invalid_request', {
    field,
    detail: `${field}: the values are too long together. A session may have about 4000 bytes of JSON. Shorten them`,
  })
}

/** The part of a session request to name when it is too long to be sealed. */
function longestPart(request: SessionRequest): string {
  const partLength = (part: 'recipient' | 'check' | 'open_banking') =>
    JSON.stringify(request[part] ?? '').length
  return (['recipient', 'check', 'open_banking'] as const).reduce((longest, part) =>
    partLength(part) > partLength(longest) ? part : longest,
  )
}
