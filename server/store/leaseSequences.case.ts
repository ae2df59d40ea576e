/** For tests: random sequences of a store's operations on one session, by several processes at once. */
import fc from 'fast-check'
import { expect } from 'vitest'
import type { Answer, SessionRecord, StoredState } from './record.js'
import { declined, T, tokenized, unlimited } from './storeFixtures.case.js'
import type { CaptureCommit, Store } from './store.js'

/** A store, and a dump of all bytes that it has written. */
export type Watched = { store: Store; dump: () => Promise<string> }

const keys = ['key-1', 'key-2', 'key-3', 'key-4', 'key-5', 'key-6']
/** Stands for the key of the latest lease. With random keys only, most steps would be refused. */
const LATEST = 'latest'
const holderKey = fc.oneof({ weight: 4, arbitrary: fc.constant(LATEST) }, fc.constantFrom(...keys))
const outcome = fc.oneof(
  { weight: 2, arbitrary: fc.constant('unknown') },
  { weight: 2, arbitrary: fc.constantFrom('declined', 'uncounted') },
  fc.constantFrom('none', 'token'),
)

type Step =
  | { kind: 'acquire'; key: string; content: string; usesId: boolean; isSent: boolean }
  | { kind: 'sent'; key: string }
  | { kind: 'renew'; key: string }
  | { kind: 'release'; key: string }
  | { kind: 'commit'; key: string; outcome: string }
  | { kind: 'wait'; ms: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('acquire' as const),
      key: fc.constantFrom(...keys),
      content: fc.constantFrom('a', 'a', 'b', 'c'),
      usesId: fc.boolean(),
      isSent: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('sent' as const, 'renew' as const, 'release' as const),
      key: holderKey,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('commit' as const), key: holderKey, outcome }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      // A clock may also be set back.
      ms: fc.constantFrom(1, 3_999, 4_000, 15_000, 60_000, 60_000, 900_000, -2_000, -50_000, -900_000),
    }),
  },
)

export const sequences = fc.record({
  steps: fc.array(step, { minLength: 5, maxLength: 60, size: 'max' }),
  maxAttempts: fc.integer({ min: 1, max: 5 }),
  isGiven: fc.boolean(),
  /** Whether the record is lost: its session was never created in the store. */
  isLost: fc.boolean(),
})
type Sequence = typeof sequences extends fc.Arbitrary<infer T> ? T : never

let sessions = 0

/**
 * Runs a sequence on all stores. Expects the same results and records in all of them, no change by a refused step, and
 * no more entries in a record than its session has attempts.
 */
export async function runSequence(stores: Watched[], { steps, maxAttempts, ...session }: Sequence) {
  const id = `sequence-${(sessions += 1)}`
  const participantId = session.isGiven ? { participantId: 'order-1' } : {}
  const created = { merchant: 'demo', id, maxAttempts, expiresAt: T + 3_600_000, ...participantId }
  const granted = new Map<string, SessionRecord>()
  let now = T
  let lateTokens = 0
  let latest = ''

  const onAll = async <Result>(run: (store: Store) => Promise<Result>): Promise<Result> => {
    const results = await Promise.all(stores.map(({ store }) => run(store)))
    // Compares data only, without functions such as `settle`.
    for (const result of results) expect(toData(result)).toEqual(toData(results[0]))
    return results[0] as Result
  }
  const read = () => onAll((store) => store.read('demo', id))
  const dump = () => Promise.all(stores.map((store) => store.dump()))

  const take = async (one: Step) => {
    if (one.kind === 'wait') {
      now += one.ms
      return
    }
    const key = one.key === LATEST ? latest : one.key
    const holder = { merchant: 'demo', id, key }
    if (one.kind === 'acquire') {
      const { content: fingerprint, usesId, isSent } = one
      const terms = { fingerprint, usesId, isSent, now, leaseExpiresAt: now + 15_000 }
      const before = await dump()
      const request = { ...holder, ...terms, session: created, attempt: unlimited }
      const lease = await onAll((store) => store.acquireLease(request))
      if (!('current' in lease)) expect(await dump()).toEqual(before)
      else {
        granted.set(key, lease.before)
        latest = key
      }
    } else if (one.kind === 'sent') await onAll((store) => store.markSent(holder))
    else if (one.kind === 'renew')
      await onAll((store) => store.renewLease({ ...holder, leaseExpiresAt: now + 15_000 }))
    else if (one.kind === 'release') {
      const before = granted.get(key)
      if (before) await onAll((store) => store.releaseLease(holder, before))
    } else {
      const attempts = (await read())?.attempts ?? 0
      const commit = toCommit(one.outcome, { attempts, maxAttempts, now })
      const isHeld = await onAll((store) => store.commit({ ...holder, ...commit }))
      if (!isHeld && one.outcome === 'token') lateTokens += 1
    }
  }

  if (!session.isLost) await onAll((store) => store.create({ ...created, now }))
  for (const one of steps) {
    await take(one)
    const record = await read()
    if (!record) continue
    const kept = Object.keys(record.answers).length + record.givenUp.length
    expect(kept).toBeLessThanOrEqual(maxAttempts + 1 + lateTokens)
  }
}

function toData(result: unknown): unknown {
  return result === undefined ? undefined : JSON.parse(JSON.stringify(result))
}

/** The commit of a capture. */
function toCommit(
  outcome: string,
  { attempts, maxAttempts, now }: { attempts: number; maxAttempts: number; now: number },
): Pick<CaptureCommit, 'state' | 'attempts' | 'answer' | 'now'> {
  const counted = attempts + 1
  const answers: Record<string, [state: StoredState, attempts: number, answer?: Answer]> = {
    declined: [counted >= maxAttempts ? 'exhausted' : 'open', counted, { ...declined, at: now }],
    uncounted: ['open', attempts, { ...declined, isCounted: false, at: now }],
    none: ['open', attempts],
    unknown: ['unknown', attempts],
    token: ['tokenized', counted, { ...tokenized, at: now }],
  }
  const [state, after, answer] = answers[outcome] ?? ['open', attempts]
  return { state, attempts: after, now, ...(answer && { answer: { ...answer, gateway: { status: 100 } } }) }
}
