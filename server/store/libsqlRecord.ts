/** A session's rows as its record. */
import type { CurrentCapture, GivenUpCapture, SessionRecord, StoredState } from './record.js'
import type { Sealer } from './seal.js'
import { openAnswer, openDetails, openGateway } from './sealedValues.js'

/** The columns of a session, in the order of SELECT. A row as an object takes twice as long to build. */
type SessionColumns = [
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
]
type AnswerColumns = [key: string, isCounted: number, at: number, answer: string]
/** One row for each answer of the session, or one without an answer. */
export type SessionRow = [...SessionColumns, ...(AnswerColumns | [null, null, null, null])]

type SessionName = { merchant: string; id: string }

/** The record of a session's rows; undefined without a row. Throws MissingSealingKeyError. The JSON is only written by this store. */
export function toSessionRecord(
  { merchant, id }: SessionName,
  rows: SessionRow[],
  sealer: Sealer,
): SessionRecord | undefined {
  const [row] = rows
  if (!row) return undefined
  const [state, attempts, maxAttempts, expiresAt, participantId, idNumber, current, givenUp] = row
  const [gateway, tokenKey, details] = row.slice(8) as [string | null, string | null, string | null]
  return {
    merchant,
    id,
    state,
    attempts,
    maxAttempts,
    expiresAt,
    idNumber,
    givenUp: JSON.parse(givenUp) as GivenUpCapture[],
    answers: openAnswers({ merchant, id }, rows, sealer),
    ...(participantId !== null && { participantId }),
    ...(current !== null && { current: JSON.parse(current) as CurrentCapture }),
    ...(tokenKey !== null && { tokenKey }),
    ...(gateway !== null && { gateway: openGateway(sealer, { merchant, id }, gateway) }),
    ...(details !== null && { details: openDetails(sealer, { merchant, id }, details) }),
  }
}

function openAnswers(
  { merchant, id }: SessionName,
  rows: SessionRow[],
  sealer: Sealer,
): SessionRecord['answers'] {
  const answers: SessionRecord['answers'] = {}
  for (const row of rows) {
    const [key, isCounted, at, sealed] = row.slice(11) as AnswerColumns | [null, null, null, null]
    if (key === null) continue
    answers[key] = { isCounted: isCounted === 1, at, ...openAnswer(sealer, { merchant, id, key }, sealed) }
  }
  return answers
}
