/** Who gets the lease of a session: the one rule of both stores. redisLeaseScript.ts says the same in Lua. */
import { hasPassed, isLeaseHeld } from './leaseTime.js'
import { RESOLVE_MS, type CurrentCapture, type GivenUpCapture, type SessionRecord } from './record.js'

/** An unknown outcome is given up after this time, or after this many tries to resolve it. */
export const GIVE_UP_MS = 60_000
export const GIVE_UP_TRIES = 3
/** No try to resolve an unknown outcome begins sooner after the latest. Ingo asks for 3–4 s between repeats. */
export const ROUND_INTERVAL_MS = 4_000
/** After this many tries the outcome is never asked for again. */
export const MAX_RESOLVE_TRIES = 30

export type LeaseTerms = {
  key: string
  fingerprint: string
  /** Whether the operation has a participant_unique_id1. */
  usesId: boolean
  now: number
  leaseExpiresAt: number
  /** The request won't wait for its turn, so the record says from the start that it may have left. */
  isSent?: boolean
}

/**
 * Why the lease is not granted:
 * - `answered`: the key has its answer.
 * - `ended`: the session has its token, or no attempts left.
 * - `expired`: the session's time is over.
 * - `in_progress`: another capture runs, or its outcome is unknown and not given up.
 * - `too_soon`: the latest round about the unknown outcome is less than ROUND_INTERVAL_MS ago.
 * - `needs_new_session`: the outcome is unknown, and this session can't go on.
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

/** What granting the lease changes in the record; the state becomes `processing`. */
type LeaseGrant = { current: CurrentCapture; idNumber: number; givenUp: GivenUpCapture[] }

/** The record's current capture, if its outcome is unknown at `now`; with an expired lease since that expired. */
export function unresolvedCapture(
  { state, current }: Pick<SessionRecord, 'state' | 'current'>,
  now: number,
): (CurrentCapture & { unknownSince: number }) | undefined {
  if (!current || isLeaseHeld({ state, current }, now)) return undefined
  const { unknownSince, isSent, leaseExpiresAt } = current
  if (state === 'unknown') return { ...current, unknownSince: unknownSince ?? leaseExpiresAt }
  // A lease that expired before anything was sent leaves nothing unknown.
  if (state !== 'processing' || (!isSent && unknownSince === undefined)) return undefined
  return { ...current, unknownSince: unknownSince ?? leaseExpiresAt }
}

/**
 * Whether other content may be captured although the outcome is unknown, or only in a new session, and whether the
 * outcome may still be asked for. Undefined: known.
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
  // The gateway may have used the merchant's id, and would answer the next account with the first.
  const isStuck = record.participantId !== undefined && idNumber > 0
  const isFull = record.attempts + record.givenUp.length + 1 >= record.maxAttempts
  const mayChange = isGivenUp && !isStuck && !isFull && now < record.expiresAt
  return { mayChange, needsNewSession: !hasRoundsLeft || (isGivenUp && !mayChange), hasRoundsLeft }
}

/** Whether captures given up take the last places of an open session. Their own contents may still be resolved. */
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

/** Empty if nothing leads to the capture any more. */
function toGivenUpCaptures({
  fingerprint,
  leaseExpiresAt: _,
  isSent: __,
  ...left
}: CurrentCapture & { unknownSince: number }): GivenUpCapture[] {
  return fingerprint === undefined ? [] : [{ ...left, fingerprint }]
}

/** The record as the lease has left it, for a store that has lost it meanwhile. A request may have been sent since. */
export function leasedRecord(before: SessionRecord, current: CurrentCapture): SessionRecord {
  const idNumber = Math.max(before.idNumber, current.idNumber)
  const givenUp = listGivenUpCaptures(before, current, current.lastRoundAt)
  return { ...before, state: 'processing', current: { ...current, isSent: true }, idNumber, givenUp }
}

/** Decides from the record as it is stored. */
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

/** For a session that has not ended, with nothing unknown beside what was given up. */
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

/** How often the unknown outcomes of a session were asked for. They count together against MAX_RESOLVE_TRIES. */
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
