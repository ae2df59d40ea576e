/** A session's rows as its record. */
import type { CurrentCapture, GivenUpCapture, SessionRecord, StoredState } from './record.js'
import type { Sealer } from './seal.js'
import { openAnswer, openDetails, openGateway } from './sealedValues.js'

/** The columns of a session, in the order of SELECT. A row as an object takes twice as long to build. */
export type SessionRow = [
  state: StoredState,
  attempts: number,
  maxAttempts: number,
  expiresAt: number,
  participantId: string | null,
  idNumber: number,
  current: string | null,
  givenUp: string,
  gateway: string | null,
  tokenKey: string | null,
  details: string | null,
  hasAnswers: number,
]
/** The columns of an answer, in the order of SELECT_ANSWERS. */
export type AnswerRow = [key: string, isCounted: number, at: number, answer: string]

type SessionName = { merchant: string; id: string }

/** The record of a session's rows. Throws MissingSealingKeyError. The JSON is only written by this store. */
export function toSessionRecord(
  { merchant, id }: SessionName,
  row: SessionRow,
  answers: AnswerRow[],
  sealer: Sealer,
): SessionRecord {
  const [state, attempts, maxAttempts, expiresAt, participantId, idNumber, current, givenUp, ...sealed] = row
  const [gateway, tokenKey, details] = sealed
  return {
    merchant,
    id,
    state,
    attempts,
    maxAttempts,
    expiresAt,
    idNumber,
    givenUp: JSON.parse(givenUp) as GivenUpCapture[],
    answers: openAnswers({ merchant, id }, answers, sealer),
    ...(participantId !== null && { participantId }),
    ...(current !== null && { current: JSON.parse(current) as CurrentCapture }),
    ...(tokenKey !== null && { tokenKey }),
    ...(gateway !== null && { gateway: openGateway(sealer, { merchant, id }, gateway) }),
    ...(details !== null && { details: openDetails(sealer, { merchant, id }, details) }),
  }
}

function openAnswers(
  { merchant, id }: SessionName,
  rows: AnswerRow[],
  sealer: Sealer,
): SessionRecord['answers'] {
  const answers: SessionRecord['answers'] = {}
  for (const [key, isCounted, at, sealed] of rows) {
    answers[key] = { isCounted: isCounted === 1, at, ...openAnswer(sealer, { merchant, id, key }, sealed) }
  }
  return answers
}
