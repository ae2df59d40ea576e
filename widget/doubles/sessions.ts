/** What the fake capture server does with its sessions. */
import type * as z from 'zod/mini'
import type { BackendProblem } from '../../contract/backendProblem.js'
import type { RetrievedSession, SessionList, sessionRequest } from '../../contract/sessionRequest.js'
import { toProblem } from './problems.js'

type Sessions = ReadonlyMap<string, RetrievedSession>

export function newSession({
  participant_unique_id1,
  participant_unique_id2,
  metadata,
  expires_in,
}: z.infer<typeof sessionRequest>): RetrievedSession {
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

export function rejectCancel(session: RetrievedSession | undefined): BackendProblem | undefined {
  if (!session) return toProblem('not_found')
  return session.status === 'tokenized' ? toProblem('session_used') : undefined
}

/** Newest first. No form has shown a reference here, so none is found by one. */
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
