/** The lease rule as a table: the record and the request, and what becomes of it. */
import { describe, expect, it } from 'vitest'
import { decideLease, MAX_RESOLVE_TRIES, unresolvedChoices, type LeaseTerms } from './leaseRule.js'
import { RESOLVE_MS, type CurrentCapture, type GivenUpCapture, type SessionRecord } from './record.js'
import { declined } from './storeFixtures.case.js'

const NOW = 1_000_000
const END = NOW + 600_000
const open: SessionRecord = {
  ...{ merchant: 'demo', id: 's1', state: 'open', attempts: 0, maxAttempts: 5, idNumber: 1 },
  ...{ expiresAt: END, givenUp: [], answers: {} },
}
const terms: LeaseTerms = {
  ...{ key: 'key-b', fingerprint: 'fp-b', usesId: true, now: NOW, leaseExpiresAt: NOW + 15_000 },
}
const running: CurrentCapture = {
  ...{ key: 'key-a', fingerprint: 'fp-a', idNumber: 1, leaseExpiresAt: NOW + 1 },
  ...{ isSent: true, resolveTries: 0, lastRoundAt: NOW - 14_999 },
}
const lapsed: SessionRecord = { ...open, state: 'processing', current: { ...running, leaseExpiresAt: NOW } }
const unknownRecord = (ms: number, more: Partial<CurrentCapture> = {}): SessionRecord => ({
  ...open,
  state: 'unknown',
  current: { ...running, leaseExpiresAt: 0, unknownSince: NOW - ms, lastRoundAt: NOW - 4_000, ...more },
})
const givenUp: GivenUpCapture = {
  ...{ key: 'key-a', fingerprint: 'fp-a', idNumber: 1, resolveTries: 1 },
  ...{ unknownSince: NOW - 90_000, lastRoundAt: NOW - 4_000 },
}
const same = { fingerprint: 'fp-a' }

describe('refuses', () => {
  it.each<[what: string, refusal: string, record: SessionRecord, request?: Partial<LeaseTerms>]>([
    ['a key with an answer', 'answered', { ...open, answers: { 'key-b': declined } }],
    ['a session with its token', 'ended', { ...open, state: 'tokenized' }],
    ['a session without attempts', 'ended', { ...open, attempts: 5 }],
    ['an expired session', 'expired', open, { now: END }],
    ['a session whose lease is held', 'in_progress', { ...open, state: 'processing', current: running }],
    ['other content while the outcome is unknown', 'in_progress', unknownRecord(59_999)],
    ['other content after a sent request’s lease has expired', 'in_progress', lapsed],
    ['a second round within 4 s', 'too_soon', unknownRecord(9_000, { lastRoundAt: NOW - 3_999 }), same],
    [
      'a round within 4 s of one about a capture given up',
      'too_soon',
      {
        ...unknownRecord(9_000),
        givenUp: [{ ...givenUp, key: 'key-z', fingerprint: 'fp-z', lastRoundAt: NOW - 1 }],
      },
      same,
    ],
    ['a round after the thirtieth', 'needs_new_session', unknownRecord(0, { resolveTries: 30 }), same],
    [
      'the same content an hour after the session’s end',
      'expired',
      unknownRecord(0),
      { ...same, now: END + RESOLVE_MS },
    ],
    ['other content after the session’s end', 'expired', unknownRecord(0), { now: END }],
    [
      'other content under the merchant’s id',
      'needs_new_session',
      { ...unknownRecord(60_000), participantId: 'order-1' },
    ],
    ['other content without a place left', 'needs_new_session', { ...unknownRecord(60_000), attempts: 4 }],
    ['other content under the key that is unknown', 'other_content', unknownRecord(60_000), { key: 'key-a' }],
    [
      'other content under a key that was given up',
      'other_content',
      { ...open, givenUp: [givenUp] },
      { key: 'key-a' },
    ],
    ['new content when all places are taken', 'too_many_keys', { ...open, attempts: 4, givenUp: [givenUp] }],
    [
      'a round about a capture that was given up within 4 s',
      'too_soon',
      { ...open, givenUp: [{ ...givenUp, lastRoundAt: NOW - 3_999 }] },
      same,
    ],
    [
      'a capture that was given up after thirty rounds',
      'needs_new_session',
      { ...open, givenUp: [{ ...givenUp, resolveTries: MAX_RESOLVE_TRIES }] },
      same,
    ],
  ])('%s: %s', (_what, refusal, record, request) => {
    expect(decideLease(record, { ...terms, ...request })).toBe(refusal)
  })
})

describe('after the clock is set back by an hour', () => {
  const HOUR_MS = 3_600_000
  const ahead = (record: SessionRecord, more: Partial<CurrentCapture> = {}): SessionRecord => ({
    ...record,
    current: { ...running, leaseExpiresAt: NOW + HOUR_MS, lastRoundAt: NOW + HOUR_MS, ...more },
  })
  const unknownAhead = ahead(unknownRecord(0), { leaseExpiresAt: 0, unknownSince: NOW + HOUR_MS })

  it('grants another round about an unknown outcome, also of one given up', () => {
    expect(decideLease(unknownAhead, { ...terms, ...same })).toMatchObject({ current: { resolveTries: 1 } })
    const earlier = { ...givenUp, lastRoundAt: NOW + HOUR_MS }
    const record = { ...open, givenUp: [earlier] }
    expect(decideLease(record, { ...terms, ...same })).toMatchObject({ current: { resolveTries: 2 } })
  })

  it('gives up an unknown outcome', () => {
    expect(unresolvedChoices(unknownAhead, NOW)).toMatchObject({ mayChange: true })
    expect(decideLease(unknownAhead, terms)).toMatchObject({ current: { key: 'key-b' } })
  })

  it('takes the lease of a dead process', () => {
    const dead = ahead({ ...open, state: 'processing' })
    expect(decideLease(dead, { ...terms, ...same })).toMatchObject({ current: { resolveTries: 1 } })
    const unsent = ahead({ ...open, state: 'processing' }, { isSent: false })
    expect(decideLease(unsent, terms)).toMatchObject({ current: { resolveTries: 0 } })
  })

  it('leaves a lease alone whose server’s clock is less than 45 s ahead', () => {
    const other = ahead({ ...open, state: 'processing' }, { leaseExpiresAt: NOW + 60_000 })
    expect(decideLease(other, { ...terms, ...same })).toBe('in_progress')
  })
})

describe('grants', () => {
  const fresh = { ...{ key: 'key-b', isSent: false, resolveTries: 0, lastRoundAt: NOW }, idNumber: 1 }
  const again = { ...{ key: 'key-b', isSent: false, lastRoundAt: NOW }, idNumber: 1 }
  it.each<[what: string, grant: object, record: SessionRecord, request?: Partial<LeaseTerms>]>([
    ['an open session', { current: fresh, idNumber: 1 }, open],
    ['an operation without an id', { current: { ...fresh, idNumber: 0 } }, open, { usesId: false }],
    [
      'a session whose lease expired before anything was sent',
      { current: fresh, givenUp: [] },
      { ...lapsed, current: { ...running, isSent: false, leaseExpiresAt: NOW } },
    ],
    [
      'the same content after a sent request’s lease has expired',
      { current: { ...again, resolveTries: 1, unknownSince: NOW } },
      lapsed,
      same,
    ],
    [
      'the same content of an unknown outcome',
      { current: { ...again, resolveTries: 3, unknownSince: NOW - 70_000 } },
      unknownRecord(70_000, { resolveTries: 2 }),
      same,
    ],
    [
      'any content if the record was lost',
      { current: { ...again, resolveTries: 1 } },
      { ...open, state: 'unknown', current: { ...unlost(), leaseExpiresAt: 0, unknownSince: NOW } },
    ],
    [
      'other content after 60 s, under the next id',
      { current: { ...fresh, idNumber: 2 }, idNumber: 2, givenUp: [{ key: 'key-a', fingerprint: 'fp-a' }] },
      unknownRecord(60_000),
    ],
    [
      'other content after three rounds',
      { current: { ...fresh, idNumber: 2 }, givenUp: [{ resolveTries: 3 }] },
      unknownRecord(0, { resolveTries: 3 }),
    ],
    [
      'a capture that was given up, under its own id',
      { current: { ...again, resolveTries: 2, unknownSince: NOW - 90_000 }, idNumber: 2, givenUp: [] },
      { ...open, idNumber: 2, givenUp: [givenUp] },
      same,
    ],
  ])('%s', (_what, grant, record, request) => {
    expect(decideLease(record, { ...terms, ...request })).toMatchObject(grant)
  })

  function unlost(): CurrentCapture {
    const { fingerprint: _, ...left } = running
    return { ...left, key: '', lastRoundAt: 0 }
  }
})

it('says whether other content may follow an unknown outcome', () => {
  const choices = { mayChange: false, needsNewSession: false, hasRoundsLeft: true }
  expect(unresolvedChoices(open, NOW)).toBeUndefined()
  expect(unresolvedChoices(unknownRecord(59_999), NOW)).toEqual(choices)
  expect(unresolvedChoices(unknownRecord(60_000), NOW)).toEqual({ ...choices, mayChange: true })
  const given = { ...unknownRecord(60_000), participantId: 'order-1' }
  expect(unresolvedChoices(given, NOW)).toEqual({ ...choices, needsNewSession: true })
})

it('counts the rounds of all unknown outcomes together, for what it refuses and for what it says', () => {
  const others = { givenUp: [{ ...givenUp, key: 'key-z', fingerprint: 'fp-z', resolveTries: 20 }] }
  const at = (resolveTries: number) => ({ ...unknownRecord(0, { resolveTries }), ...others })
  expect(decideLease(at(9), { ...terms, ...same })).toMatchObject({ current: { resolveTries: 10 } })
  expect(unresolvedChoices(at(9), NOW)).toMatchObject({ needsNewSession: false, hasRoundsLeft: true })
  for (const content of [same, {}])
    expect(decideLease(at(10), { ...terms, ...content })).toBe('needs_new_session')
  expect(unresolvedChoices(at(10), NOW)).toMatchObject({ needsNewSession: true, hasRoundsLeft: false })
})
