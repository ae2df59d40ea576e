/** Converts a session's two hashes in Redis to its record, and back. */
import { sessionKey } from '../limits/redisCallLease.js'
import type { Answer, CurrentCapture, GivenUpCapture, SessionRecord, StoredState } from './record.js'
import { ANSWER_PREFIX } from './redisScripts.js'
import type { Sealer } from './seal.js'
import { openAnswer, openDetails, openGateway, sealAnswer, sealDetails, sealGateway } from './sealedValues.js'
import type { LeaseHolder } from './store.js'

/** The second hash holds the fingerprints, and expires when no unknown outcome can be resolved any more. */
export function sessionKeys({
  merchant,
  id,
}: {
  merchant: string
  id: string
}): [session: string, fingerprints: string] {
  const key = sessionKey(merchant, id)
  return [key, `${key}:fingerprints`]
}

/** A hash as a script returns it: alternating field and value. */
export type FlatHash = string[]
type SessionHashes = { fields: Record<string, string>; fingerprints: Record<string, string> }

export function toHashes(fields: FlatHash, fingerprints: FlatHash): SessionHashes {
  return { fields: toObject(fields), fingerprints: toObject(fingerprints) }
}

/** Converts a hash that a script has returned to an object. */
export function toObject(flat: FlatHash): Record<string, string> {
  return Object.fromEntries(
    flat.flatMap((name, index) => (index % 2 === 0 ? [[name, flat[index + 1] ?? '']] : [])),
  )
}

/** Adds the fingerprint, unless it has expired, to a capture from a script's JSON. */
function withFingerprint<T extends { key: string }>(capture: T, fingerprints: Record<string, string>) {
  const fingerprint = fingerprints[capture.key]
  return { ...capture, ...(fingerprint !== undefined && { fingerprint }) }
}

/** Throws MissingSealingKeyError. */
export function toSessionRecord(
  merchant: string,
  id: string,
  { fields, fingerprints }: SessionHashes,
  sealer: Sealer,
): SessionRecord {
  const { participantId, current, gateway, tokenKey, details } = fields
  const givenUp = (JSON.parse(fields.givenUp ?? '[]') as GivenUpCapture[])
    .map((capture) => withFingerprint(capture, fingerprints))
    .filter(({ key }) => fingerprints[key] !== undefined)
  const answers = Object.entries(fields).filter(([name]) => name.startsWith(ANSWER_PREFIX))
  return {
    ...{ merchant, id, givenUp },
    state: fields.state as StoredState,
    attempts: Number(fields.attempts),
    maxAttempts: Number(fields.maxAttempts),
    expiresAt: Number(fields.expiresAt),
    idNumber: Number(fields.idNumber),
    ...(participantId !== undefined && { participantId }),
    ...(tokenKey !== undefined && { tokenKey }),
    ...(current !== undefined && {
      current: withFingerprint(JSON.parse(current) as CurrentCapture, fingerprints),
    }),
    answers: Object.fromEntries(
      answers.map(([name, value]) => {
        const [isCounted, at, sealed = ''] = value.split(' ')
        const key = name.slice(ANSWER_PREFIX.length)
        const kept = openAnswer(sealer, { merchant, id, key }, sealed)
        return [key, { ...kept, isCounted: isCounted === '1', at: Number(at) }] as const
      }),
    ),
    ...(gateway !== undefined && { gateway: openGateway(sealer, { merchant, id }, gateway) }),
    ...(details !== undefined && { details: openDetails(sealer, { merchant, id }, details) }),
  }
}

/** The fields of a record's hash. */
export function toSessionFields(record: SessionRecord, sealer: Sealer): Record<string, string | number> {
  const { merchant, id, state, attempts, maxAttempts, expiresAt, idNumber, participantId, tokenKey } = record
  const { current, givenUp } = toCaptureFields(record)
  const answers = Object.entries(record.answers).map(([key, answer]) => [
    `${ANSWER_PREFIX}${key}`,
    toAnswerField(sealer, { merchant, id, key }, answer),
  ])
  return {
    ...{ state, attempts, maxAttempts, expiresAt, idNumber, givenUp },
    ...(participantId !== undefined && { participantId }),
    ...(tokenKey !== undefined && { tokenKey }),
    ...(current !== '' && { current }),
    ...(record.gateway && { gateway: sealGateway(sealer, { merchant, id }, record.gateway) }),
    ...(record.details && { details: sealDetails(sealer, { merchant, id }, record.details) }),
    ...(Object.fromEntries(answers) as Record<string, string>),
  }
}

/** The field's value: 1 if the answer is counted or 0, its time, and the sealed answer. */
export function toAnswerField(sealer: Sealer, name: LeaseHolder, answer: Answer): string {
  return `${answer.isCounted ? 1 : 0} ${answer.at} ${sealAnswer(sealer, name, answer)}`
}

/** The fields of the captures, and a list of each key followed by its fingerprint. */
export function toCaptureFields({ current, givenUp }: Pick<SessionRecord, 'current' | 'givenUp'>) {
  const captures = [...(current ? [current] : []), ...givenUp]
  return {
    current: current ? withoutFingerprint(current) : '',
    givenUp: `[${givenUp.map(withoutFingerprint).join()}]`,
    fingerprints: captures.flatMap(({ key, fingerprint }) =>
      fingerprint === undefined ? [] : [key, fingerprint],
    ),
  }
}

export function withoutFingerprint({ fingerprint: _, ...capture }: CurrentCapture | GivenUpCapture): string {
  return JSON.stringify(capture)
}
