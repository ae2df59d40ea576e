/** The sessions of the fake capture server: creation, repeats, and the list. */
import type * as z from 'zod/mini'
import type { BackendProblem } from '../../contract/backendProblem.js'
import type {
  CreatedSession,
  RetrievedSession,
  SessionList,
  sessionRequest,
} from '../../contract/sessionRequest.js'
import { toProblem } from './problems.js'

type SessionRequest = z.infer<typeof sessionRequest>
type Sessions = ReadonlyMap<string, RetrievedSession>

export function newSession({
  participant_unique_id1,
  participant_unique_id2,
  metadata,
  expires_in,
}: SessionRequest): RetrievedSession {
  return {
    id: crypto.randomUUID(),
    status: 'open',
    attempts: 0,
    expires_at: new Date(Date.now() + expires_in * 1000).toISOString(),
    participant_unique_id1: participant_unique_id1 ?? crypto.randomUUID(),
    ...(participant_unique_id2 && { participant_unique_id2 }),
    ...(metadata && { metadata }),
  }
}

/** The response to a creation. */
export function toCreated(url: string, session: RetrievedSession): CreatedSession {
  const { id, expires_at, participant_unique_id1, metadata } = session
  const frame = `${url}/frame/demo?form=card#${id}`
  return { ...{ id, url: frame, expires_at, participant_unique_id1 }, ...(metadata && { metadata }) }
}

/** A creation with an `Idempotency-Key`: the request's content, and the created session. */
export type Creation = { content: string; created: CreatedSession }

/** The response to a repeated creation. `idempotency_conflict` for another request, undefined for a new key. */
export function repeatCreation(
  creations: ReadonlyMap<string, Creation>,
  key: string | null,
  request: SessionRequest,
): CreatedSession | BackendProblem | undefined {
  if (key === null) return undefined
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) {
    const field = 'Idempotency-Key'
    return toProblem('invalid_request', {
      field,
      detail: `${field}: should be 1 to 255 printable characters`,
    })
  }
  const earlier = creations.get(key)
  if (!earlier) return undefined
  return earlier.content === toContent(request) ? earlier.created : toProblem('idempotency_conflict')
}

/** A request as text, to compare. The schema orders all keys except those of the metadata, which are sorted here. */
export function toContent({ metadata = {}, ...request }: SessionRequest): string {
  return JSON.stringify([request, Object.entries(metadata).sort()])
}

/** Throws unless a cardholder can still submit an account into the session. */
export function checkOpen({ status }: RetrievedSession): void {
  if (status === 'canceled' || status === 'expired' || status === 'exhausted') {
    throw new Error(`ingo-capture/testing/msw: tokenize: the session is ${status}. Create another one`)
  }
}

/** A problem if an account was already tokenized under the merchant's id. */
export function rejectUsedId(
  sessions: Sessions,
  { participant_unique_id1: id }: SessionRequest,
): BackendProblem | undefined {
  const isUsed = [...sessions.values()].some(
    ({ status, participant_unique_id1 }) => status === 'tokenized' && participant_unique_id1 === id,
  )
  const field = 'participant_unique_id1'
  return isUsed
    ? toProblem('participant_id_used', { field, detail: `${field}: has tokenized an account before` })
    : undefined
}

export function rejectCancel(session: RetrievedSession | undefined): BackendProblem | undefined {
  if (!session) return toProblem('not_found')
  return session.status === 'tokenized' ? toProblem('session_used') : undefined
}

/** Newest first. A search by reference finds no session, because no form has shown a reference. */
export function listSessions(sessions: Sessions, url: string): SessionList {
  const { searchParams } = new URL(url)
  const keys = ['participant_unique_id1', 'participant_unique_id2'] as const
  const key = keys.find((each) => searchParams.has(each))
  const newest = [...sessions.values()].reverse()
  const found = newest.filter((session) => key && session[key] === searchParams.get(key))
  const start = found.findIndex(({ id }) => id === searchParams.get('before')) + 1
  const end = start + Number(searchParams.get('limit') ?? 20)
  return { sessions: found.slice(start, end), has_more: end < found.length }
}
