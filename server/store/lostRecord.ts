/** The record of a session that the store has lost, such as a Redis without persistence after a restart. */
import type { NewSession, SessionRecord } from './record.js'

/**
 * What was captured before is unknown, so the record begins with an unknown outcome of any content: the gateway knows
 * the session's first participant_unique_id1 if it has tokenized an account, and answers 101. `now` in ms since 1970.
 */
export function lostRecord({ participantId, ...session }: NewSession, now: number): SessionRecord {
  const idNumber = 1
  const ended = { leaseExpiresAt: 0, isSent: true, resolveTries: 0, lastRoundAt: 0 }
  return {
    ...{ ...session, idNumber },
    ...(participantId !== undefined && { participantId }),
    state: 'unknown',
    attempts: 0,
    current: { ...ended, key: '', idNumber, unknownSince: now },
    givenUp: [],
    answers: {},
  }
}
