/** Without its store the server answers 503: it never falls back to what one process remembers. */
import { ProblemError } from '../problem.js'
import type { AttemptLimiter } from '../limits/attemptLimiter.js'
import type { Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { errorCode } from './errorCode.js'
import type { Store } from './store.js'

const RETRY_AFTER_S = 5
/** One line tells of an outage, not one for each request. */
const QUIET_MS = 10_000

/** What may fail, as it is counted. */
export const storeOperations = [
  'create',
  'read',
  'acquire_lease',
  'renew_lease',
  'commit',
  'probe',
  'limits',
] as const

type Watch = { metrics: Metrics; log: Log }

/** The store with every failure as a `gateway_unavailable`: nothing has been processed. */
export function instrumentStore(store: Store, watch: Watch): Store {
  const guarded = guardedBy(watch)
  return {
    create: guarded('create', (...values: Parameters<Store['create']>) => store.create(...values)),
    read: guarded('read', (...values: Parameters<Store['read']>) => store.read(...values)),
    acquireLease: guarded('acquire_lease', (...values: Parameters<Store['acquireLease']>) =>
      store.acquireLease(...values),
    ),
    renewLease: guarded('renew_lease', (...values: Parameters<Store['renewLease']>) =>
      store.renewLease(...values),
    ),
    commit: guarded('commit', (...values: Parameters<Store['commit']>) => store.commit(...values)),
    probe: guarded('probe', (...values: Parameters<Store['probe']>) => store.probe(...values)),
    close: () => store.close(),
  }
}

/** Nor are limits that can't be asked taken for limits that are kept. */
export function instrumentAttemptLimiter(limits: AttemptLimiter, watch: Watch): AttemptLimiter {
  return { consume: guardedBy(watch)('limits', limits.consume) }
}

function guardedBy({ metrics: { storeErrors, storeSeconds }, log }: Watch) {
  let quietUntil = 0
  return <Values extends unknown[], Result>(
    operation: (typeof storeOperations)[number],
    method: (...values: Values) => Promise<Result>,
  ) => {
    const seconds = storeSeconds.labels(operation)
    return async (...values: Values): Promise<Result> => {
      const started = performance.now()
      try {
        return await method(...values)
      } catch (error) {
        storeErrors.inc({ operation })
        if (Date.now() >= quietUntil) {
          log.storeFailure(operation, errorCode(error))
          quietUntil = Date.now() + QUIET_MS
        }
        // The driver's message may quote a statement's values.
        throw new ProblemError('gateway_unavailable', {
          status: 503,
          retryAfter: RETRY_AFTER_S,
          detail: 'The capture server’s state store can’t be used. Nothing has been processed.',
        })
      } finally {
        seconds.observe((performance.now() - started) / 1000)
      }
    }
  }
}
