/** Retries writes that must reach the store: a lease that is not released would look like an unknown outcome. */
import type { Clock } from '../gateway/clock.js'
import type { Log } from '../observability/log.js'
import { ProblemError } from '../problem.js'
import type { SessionRecord } from '../store/record.js'
import type { LeaseHolder, Store } from '../store/store.js'

const TRIES = 3
const PAUSE_MS = 500

/** Resolves to the result of `work` once it has succeeded; rejects with its last error after three tries. */
export function withStoreRetries<Result>(
  clock: Clock,
  work: () => Promise<Result>,
  triesLeft = TRIES - 1,
): Promise<Result> {
  return work().catch(async (error: unknown) => {
    if (triesLeft === 0) throw error
    await clock.sleep(PAUSE_MS)
    return withStoreRetries(clock, work, triesLeft - 1)
  })
}

/**
 * For a commit that found no lease. Resolves to the record if another capture has taken the lease meanwhile. Otherwise
 * the store has lost the record: writes it again, commits, and resolves to undefined. Without that, the page would get
 * a token that the backend never sees.
 */
export async function restoreAndCommit(
  { store, clock, log }: { store: Pick<Store, 'read' | 'restore'>; clock: Clock; log: Log },
  { merchant, id }: Pick<LeaseHolder, 'merchant' | 'id'>,
  commit: () => Promise<boolean>,
  toLeasedRecord: () => SessionRecord,
): Promise<SessionRecord | undefined> {
  for (let tries = 0; tries < 2; tries++) {
    const record = await withStoreRetries(clock, () => store.read(merchant, id))
    if (record) return record
    log.error('the state store has lost the record of a capture in flight', { merchant, session: id })
    await withStoreRetries(clock, () => store.restore(toLeasedRecord()))
    if (await withStoreRetries(clock, commit)) return undefined
  }
  throw new ProblemError('outcome_unknown')
}
