/** The rule that grants or refuses the lease of a session, for both stores. redisLeaseScript.ts has it in Lua. */
import { hasPassed, isLeaseHeld } from './leaseTime.js'
import { RESOLVE_MS, type CurrentCapture, type GivenUpCapture, type SessionRecord } from './record.js'

/** An unknown outcome is given up after this time, or after this many tries to resolve it. */
export const GIVE_UP_MS = 60_000
export const GIVE_UP_TRIES = 3
/** The minimum time between two tries to resolve an unknown outcome. Ingo asks for 3–4 s between repeats. */
export const ROUND_INTERVAL_MS = 4_000
/** After this many tries, the server never asks the gateway for the outcome again. */
export const MAX_RESOLVE_TRIES = 30

export type LeaseTerms = {
  key: string
  fingerprint: string
  /** Whether the operation has a participant_unique_id1. */
  usesId: boolean
  now: number
  leaseExpiresAt: number
  /** The request won't wait in the queue, so the record says from the start that it may have been sent. */
  isSent?: boolean
}

/**
 * Why the lease is not granted:
 * - `answered`: the key has an answer.
 * - `ended`: the session has a token, no attempts left, or ended otherwise.
 * - `expired`: the session has expired.
 * - `in_progress`: another capture runs, or its outcome is unknown and not given up.
 * - `too_soon`: the latest round about the unknown outcome is less than ROUND_INTERVAL_MS ago.
 * - `needs_new_session`: the outcome is unknown, and this session accepts no other content.
 * - `other_content`: the key belongs to other content, whose outcome is unknown. A key names one lease.
 * - `too_many_keys`: answers and captures given up have reached the session's `maxAttempts`.
 */
export type LeaseRefusal =
  | 'answered'
  | 'ended'
  | 'expired'
  | 'in_progress'
  | 'other_content'
  | 'too_soon'
  | 'needs_new_session'
  | 'too_many_keys'

/** The changes of a granted lease to the record, whose state becomes `processing`. */
type LeaseGrant = { current: CurrentCapture; idNumber: number; givenUp: GivenUpCapture[] }

/** The current capture if its outcome is unknown at `now`. With an expired lease, it is unknown since the expiry. */
export function unresolvedCapture(
  { state, current }: Pick<SessionRecord, 'state' | 'current'>,
  now: number,
): (CurrentCapture & { unknownSince: number }) | undefined {
  if (!current || isLeaseHeld({ state, current }, now)) return undefined
  const { unknownSince, isSent, leaseExpiresAt } = current
  if (state === 'unknown') return { ...current, unknownSince: unknownSince ?? leaseExpiresAt }
  // If a lease expires before a request is sent, no outcome is unknown.
  if (state !== 'processing' || (!isSent && unknownSince === undefined)) return undefined
  return { ...current, unknownSince: unknownSince ?? leaseExpiresAt }
}

/**
 * For an unknown outcome: whether other content may be captured in this session or only in a new one, and whether the
 * server may still ask for the outcome. Undefined if no outcome is unknown.
 */
export function unresolvedChoices(
  record: SessionRecord,
  now: number,
): { mayChange: boolean; needsNewSession: boolean; hasRoundsLeft: boolean } | undefined {
  const capture = unresolvedCapture(record, now)
  if (!capture) {
    if (!hasNoPlaceLeft(record)) return undefined
    const hasRoundsLeft = countRounds(record.givenUp) < MAX_RESOLVE_TRIES
    return { mayChange: false, needsNewSession: true, hasRoundsLeft }
  }
  const { resolveTries, unknownSince, idNumber } = capture
  const hasRoundsLeft = countRounds([capture, ...record.givenUp]) < MAX_RESOLVE_TRIES
  const isGivenUp = resolveTries >= GIVE_UP_TRIES || hasPassed(GIVE_UP_MS, unknownSince, now)
  // The gateway may have used the merchant's id. It would then answer the next account with the first account's token.
  const isStuck = record.participantId !== undefined && idNumber > 0
  const isFull = record.attempts + record.givenUp.length + 1 >= record.maxAttempts
  const mayChange = isGivenUp && !isStuck && !isFull && now < record.expiresAt
  return { mayChange, needsNewSession: !hasRoundsLeft || (isGivenUp && !mayChange), hasRoundsLeft }
}

/** Whether given-up captures use up the attempts of an open session. Their own contents may still be resolved. */
function hasNoPlaceLeft({ state, attempts, givenUp, maxAttempts }: SessionRecord): boolean {
  return state === 'open' && givenUp.length > 0 && attempts + givenUp.length >= maxAttempts
}

/** The captures that are given up while `current` has the lease; `before` is the record without it. */
export function listGivenUpCaptures(
  before: SessionRecord,
  { fingerprint }: CurrentCapture,
  now: number,
): GivenUpCapture[] {
  const unresolved = unresolvedCapture(before, now)
  const all = [...before.givenUp, ...(unresolved ? toGivenUpCaptures(unresolved) : [])]
  return all.filter((capture) => capture.fingerprint !== fingerprint)
}

/** Empty without a fingerprint, because no content can then find the capture. */
function toGivenUpCaptures({
  fingerprint,
  leaseExpiresAt: _,
  isSent: __,
  ...left
}: CurrentCapture & { unknownSince: number }): GivenUpCapture[] {
  return fingerprint === undefined ? [] : [{ ...left, fingerprint }]
}

/** The record after the lease was granted, for a store that has lost it. A request may have been sent since. */
export function leasedRecord(before: SessionRecord, current: CurrentCapture): SessionRecord {
  const idNumber = Math.max(before.idNumber, current.idNumber)
  const givenUp = listGivenUpCaptures(before, current, current.lastRoundAt)
  return { ...before, state: 'processing', current: { ...current, isSent: true }, idNumber, givenUp }
}

/** Grants or refuses the lease, by the stored record. */
export function decideLease(record: SessionRecord, terms: LeaseTerms): LeaseGrant | LeaseRefusal {
  const { state, givenUp, idNumber, expiresAt } = record
  const { key, fingerprint, now } = terms
  if (record.answers[key]) return 'answered'
  if (state !== 'open' && state !== 'processing' && state !== 'unknown') return 'ended'
  if (isLeaseHeld(record, now)) return 'in_progress'
  const unresolved = unresolvedCapture(record, now)
  if (now >= expiresAt + (unresolved ? RESOLVE_MS : 0)) return 'expired'
  const isOther = (capture?: Pick<CurrentCapture, 'key' | 'fingerprint'>) =>
    capture?.key === key && capture.fingerprint !== fingerprint
  if (isOther(unresolved) || givenUp.some(isOther)) return 'other_content'
  if (!unresolved) return decideOpen(record, terms)
  if (unresolved.fingerprint === undefined || unresolved.fingerprint === fingerprint) {
    const refusal = refuseRound([unresolved, ...givenUp], now)
    if (refusal) return refusal
    return { current: repeat(unresolved, terms), idNumber, givenUp }
  }
  if (now >= expiresAt) return 'expired'
  const choices = unresolvedChoices(record, now)
  if (choices?.needsNewSession) return 'needs_new_session'
  if (!choices?.mayChange) return 'in_progress'
  const next = {
    ...record,
    givenUp: [...givenUp, ...toGivenUpCaptures(unresolved)],
    idNumber: unresolved.idNumber === idNumber ? idNumber + 1 : idNumber,
  }
  return decideOpen(next, terms)
}

/** For a session that has not ended, and whose only unknown outcomes are of given-up captures. */
function decideOpen(record: SessionRecord, terms: LeaseTerms): LeaseGrant | LeaseRefusal {
  const { givenUp, idNumber, attempts, maxAttempts } = record
  const { key, fingerprint, usesId, now, leaseExpiresAt, isSent = false } = terms
  if (attempts >= maxAttempts) return 'ended'
  const earlier = givenUp.find((capture) => capture.fingerprint === fingerprint)
  if (earlier) {
    const refusal = refuseRound(givenUp, now)
    if (refusal) return refusal
    return {
      current: repeat(earlier, terms),
      idNumber,
      givenUp: givenUp.filter((capture) => capture !== earlier),
    }
  }
  if (attempts + givenUp.length >= maxAttempts) return 'too_many_keys'
  const fresh = { isSent, resolveTries: 0, lastRoundAt: now, idNumber: usesId ? idNumber : 0 }
  return { current: { key, fingerprint, leaseExpiresAt, ...fresh }, idNumber, givenUp }
}

/** The number of tries to resolve a session's unknown outcomes. They count together against MAX_RESOLVE_TRIES. */
function countRounds(captures: Pick<GivenUpCapture, 'resolveTries'>[]): number {
  return captures.reduce((sum, { resolveTries }) => sum + resolveTries, 0)
}

function refuseRound(
  captures: Pick<GivenUpCapture, 'resolveTries' | 'lastRoundAt'>[],
  now: number,
): 'needs_new_session' | 'too_soon' | undefined {
  if (countRounds(captures) >= MAX_RESOLVE_TRIES) return 'needs_new_session'
  const isOver = ({ lastRoundAt }: { lastRoundAt: number }) => hasPassed(ROUND_INTERVAL_MS, lastRoundAt, now)
  return captures.every(isOver) ? undefined : 'too_soon'
}

/** The lease of another round about an unknown outcome. */
function repeat(
  {
    unknownSince,
    resolveTries,
    idNumber,
    isTold,
  }: Pick<GivenUpCapture, 'unknownSince' | 'resolveTries' | 'idNumber' | 'isTold'>,
  { key, fingerprint, now, leaseExpiresAt, isSent = false }: LeaseTerms,
): CurrentCapture {
  const round = { resolveTries: resolveTries + 1, lastRoundAt: now, isSent }
  return { key, fingerprint, idNumber, leaseExpiresAt, unknownSince, ...round, ...(isTold && { isTold }) }
}
