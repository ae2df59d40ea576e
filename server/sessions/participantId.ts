/** The participant_unique_id1 that a session's capture runs under: the merchant's, or one that the server makes. */
import { createHash } from 'node:crypto'
import { ProblemError } from '../problem.js'
import type { CurrentCapture, SessionRecord } from '../store/record.js'

/**
 * The gateway's idempotency key of the session's next capture. After one account is tokenized under it, another account
 * needs another id, which only the server's own can be.
 */
export function participantIdInUse({
  id,
  participantId,
  idNumber,
}: Pick<SessionRecord, 'id' | 'participantId' | 'idNumber'>): string {
  return participantId ?? deriveParticipantId(id, idNumber)
}

/** The id of a capture that has the session's lease. Open banking sends none. */
export function captureParticipantId(session: SessionRecord, current: CurrentCapture): string {
  const { id, participantId } = session
  return participantId ?? deriveParticipantId(id, current.idNumber || session.idNumber)
}

/**
 * The n-th id that the server makes for a session, n from 1: a UUID of version 8 (RFC 9562, 5.8) from SHA-256 of the
 * session's id and n. Nothing else goes in, so the id survives the loss of the session's record.
 */
function deriveParticipantId(sessionId: string, n: number): string {
  const hash = createHash('sha256').update(`${sessionId} ${n}`).digest('hex')
  const variant = ((parseInt(hash.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, variant + hash.slice(17, 20)]
  return [...parts, hash.slice(20, 32)].join('-')
}

/** For an id of the merchant's under which the gateway has tokenized an account, or is asked to: it answers with that one. */
export function usedIdProblem(): ProblemError {
  const field = 'participant_unique_id1'
  const way = 'leave it out, or use a new one to replace or add a card'
  return new ProblemError('participant_id_used', {
    field,
    detail: `${field}: has tokenized an account before, or is being verified; ${way}`,
  })
}
