/** A session's rows as its record. */
import type { CurrentCapture, GivenUpCapture, SessionRecord, StoredState } from './record.js'
import type { Sealer } from './seal.js'
import { openAnswer, openGateway } from './sealedValues.js'

/** In the order of SELECT. A row as an object takes twice as long to build. */
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
]
/** In the order of SELECT_ANSWERS. */
export type AnswerRow = [key: string, isCounted: number, at: number, answer: string]

type Rows = { merchant: string; id: string; row: SessionRow; answers: AnswerRow[] }

/** Throws MissingSealingKeyError. The JSON is only written by this store. */
export function toSessionRecord({ merchant, id, row, answers }: Rows, sealer: Sealer): SessionRecord {
  const [state, attempts, maxAttempts, expiresAt, participantId, idNumber, current, givenUp, ...rest] = row
  const [gateway, tokenKey] = rest
  return {
    ...{ merchant, id, state, attempts, maxAttempts, expiresAt, idNumber },
    ...(participantId !== null && { participantId }),
    ...(current !== null && { current: JSON.parse(current) as CurrentCapture }),
    givenUp: JSON.parse(givenUp) as GivenUpCapture[],
    answers: Object.fromEntries(
      answers.map(([key, isCounted, at, sealed]) => {
        const kept = openAnswer(sealer, { merchant, id, key }, sealed)
        return [key, { ...kept, isCounted: isCounted === 1, at }] as const
      }),
    ),
    ...(tokenKey !== null && { tokenKey }),
    ...(gateway !== null && { gateway: openGateway(sealer, { merchant, id }, gateway) }),
  }
}
