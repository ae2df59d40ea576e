/** The participant_unique_id1 of a session's capture: the merchant's, or one that the server derives. */
import { createHash } from 'node:crypto'
import { ProblemError } from '../problem.js'
import type { CurrentCapture, SessionRecord } from '../store/record.js'

/**
 * The participant_unique_id1 of the session's next capture, the gateway's idempotency key. Once an account is tokenized
 * under it, another account needs another id. Only an id that the server derives can change.
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
 * The n-th id that the server derives for a session, n from 1: a UUID of version 8 (RFC 9562, 5.8) from SHA-256 of the
 * session's id and n. It depends on nothing else, so it survives the loss of the session's record.
 */
function deriveParticipantId(sessionId: string, n: number): string {
  const hash = createHash('sha256').update(`${sessionId} ${n}`).digest('hex')
  const variant = ((parseInt(hash.slice(16, 17), 16) & 0x3) | 0x8).toString(16)
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, variant + hash.slice(17, 20)]
  return [...parts, hash.slice(20, 32)].join('-')
}

/** The problem for a merchant's id under which the gateway has tokenized an account, or is about to. */
export function usedIdProblem(): ProblemError {
  const field = 'participant_unique_id1'
  const way = 'leave it out, or use a new one to replace or add a card'
  return new ProblemError('participant_id_used', {
    field,
    detail: `${field}: has tokenized an account before, or is being verified; ${way}`,
  })
}
