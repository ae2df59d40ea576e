/** A new record for a session whose record is lost, such as after a restart of a Redis without persistence. */
import type { NewSession, SessionRecord } from './record.js'

/**
 * Earlier captures are unknown, so the record begins with an unknown outcome of any content. If the gateway has
 * tokenized an account, it knows the session's first participant_unique_id1 and answers 101. `now` in ms since 1970.
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
