/** Converts a session's rows to its record. */
import type { CurrentCapture, GivenUpCapture, SessionRecord, StoredState } from './record.js'
import type { Sealer } from './seal.js'
import { openAnswer, openDetails, openGateway } from './sealedValues.js'

/** The columns of a session, in the order of SELECT. An array, because an object takes twice as long to build. */
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
  // The columns of the current capture:
  key: string | null,
  fingerprint: string | null,
  currentIdNumber: number,
  leaseExpiresAt: number,
  isSent: number,
  unknownSince: number | null,
  resolveTries: number,
  lastRoundAt: number,
  isTold: number | null,
]
/** The columns of an answer, in the order of SELECT_ANSWERS. */
export type AnswerRow = [key: string, isCounted: number, at: number, answer: string]

/** The column of a session without given-up captures, as nearly every session is. */
const NONE = '[]'

type SessionName = { merchant: string; id: string }

/** The record of a session's rows. Throws MissingSealingKeyError. Trusts the JSON, which only this store writes. */
export function toSessionRecord(
  { merchant, id }: SessionName,
  row: SessionRow,
  answers: AnswerRow[],
  sealer: Sealer,
): SessionRecord {
  // An array pattern would build an object for each column.
  const { 0: state, 1: attempts, 2: maxAttempts, 3: expiresAt, 4: participantId, 5: idNumber } = row
  const { 6: givenUp, 7: gateway, 8: tokenKey, 9: details } = row
  const record: SessionRecord = {
    merchant,
    id,
    state,
    attempts,
    maxAttempts,
    expiresAt,
    idNumber,
    givenUp: givenUp === NONE ? [] : (JSON.parse(givenUp) as GivenUpCapture[]),
    answers: openAnswers({ merchant, id }, answers, sealer),
  }
  if (participantId !== null) record.participantId = participantId
  const current = toCurrentCapture(row)
  if (current) record.current = current
  if (tokenKey !== null) record.tokenKey = tokenKey
  if (gateway !== null) record.gateway = openGateway(sealer, { merchant, id }, gateway)
  if (details !== null) record.details = openDetails(sealer, { merchant, id }, details)
  return record
}

/** The capture that runs, or whose outcome is unknown. */
function toCurrentCapture(row: SessionRow): CurrentCapture | undefined {
  const { 11: key, 12: fingerprint, 13: idNumber, 14: leaseExpiresAt, 15: isSent } = row
  const { 16: unknownSince, 17: resolveTries, 18: lastRoundAt, 19: isTold } = row
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

/** The columns of a session's row that a lease sets, and that its release restores. */
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
    givenUp: givenUp.length === 0 ? NONE : JSON.stringify(givenUp),
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
