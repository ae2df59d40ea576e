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
  givenUp: string,
  gateway: string | null,
  tokenKey: string | null,
  details: string | null,
  hasAnswers: number,
  ...current: CurrentRow,
]
/** The columns of the capture that runs, or whose outcome is unknown. */
type CurrentRow = [
  key: string | null,
  fingerprint: string | null,
  idNumber: number,
  leaseExpiresAt: number,
  isSent: number,
  unknownSince: number | null,
  resolveTries: number,
  lastRoundAt: number,
  isTold: number | null,
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
  const [
    state,
    attempts,
    maxAttempts,
    expiresAt,
    participantId,
    idNumber,
    givenUp,
    gateway,
    tokenKey,
    details,
    ,
    ...columns
  ] = row
  const current = toCurrentCapture(columns)
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
    ...(current && { current }),
    ...(tokenKey !== null && { tokenKey }),
    ...(gateway !== null && { gateway: openGateway(sealer, { merchant, id }, gateway) }),
    ...(details !== null && { details: openDetails(sealer, { merchant, id }, details) }),
  }
}

/** The capture that runs, or whose outcome is unknown. */
function toCurrentCapture(columns: CurrentRow): CurrentCapture | undefined {
  const [
    key,
    fingerprint,
    idNumber,
    leaseExpiresAt,
    isSent,
    unknownSince,
    resolveTries,
    lastRoundAt,
    isTold,
  ] = columns
  if (key === null) return undefined
  return {
    key,
    ...(fingerprint !== null && { fingerprint }),
    idNumber,
    leaseExpiresAt,
    isSent: isSent === 1,
    ...(unknownSince !== null && { unknownSince }),
    resolveTries,
    lastRoundAt,
    ...(isTold === 1 && { isTold: true as const }),
  }
}

/** What a lease sets, or sets back, in a session's row. */
export function toLeaseColumns(
  { merchant, id }: SessionName,
  { current, idNumber, givenUp }: Pick<SessionRecord, 'current' | 'idNumber' | 'givenUp'>,
) {
  return {
    merchant,
    id,
    currentKey: current?.key ?? null,
    fingerprint: current?.fingerprint ?? null,
    currentIdNumber: current?.idNumber ?? null,
    leaseExpiresAt: current?.leaseExpiresAt ?? null,
    isSent: current?.isSent ? 1 : 0,
    unknownSince: current?.unknownSince ?? null,
    resolveTries: current?.resolveTries ?? null,
    lastRoundAt: current?.lastRoundAt ?? null,
    isTold: current?.isTold ? 1 : 0,
    idNumber,
    givenUp: JSON.stringify(givenUp),
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
