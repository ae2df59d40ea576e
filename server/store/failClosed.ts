/** Without its store the server answers 503: it never falls back to what one process remembers. */
import { ProblemError } from '../problem.js'
import type { AttemptLimits } from '../limits/attempts.js'
import type { Metrics } from '../metrics.js'
import type { Store } from './store.js'

const RETRY_AFTER_S = 5

/** The store with every failure as a `gateway_unavailable`: nothing has been processed. */
export function failClosed(store: Store, metrics: Metrics): Store {
  const guarded = guardedBy(metrics)
  return {
    create: guarded('create', (...values: Parameters<Store['create']>) => store.create(...values)),
    read: guarded('read', (...values: Parameters<Store['read']>) => store.read(...values)),
    begin: guarded('begin', (...values: Parameters<Store['begin']>) => store.begin(...values)),
    renew: guarded('renew', (...values: Parameters<Store['renew']>) => store.renew(...values)),
    finish: guarded('finish', (...values: Parameters<Store['finish']>) => store.finish(...values)),
    check: guarded('check', (...values: Parameters<Store['check']>) => store.check(...values)),
    close: () => store.close(),
  }
}

/** Nor are limits that can't be asked taken for limits that are kept. */
export function failClosedLimits(limits: AttemptLimits, metrics: Metrics): AttemptLimits {
  return { enter: guardedBy(metrics)('limits', limits.enter) }
}

function guardedBy({ storeErrors }: Metrics) {
  return <Values extends unknown[], Result>(
      operation: string,
      method: (...values: Values) => Promise<Result>,
    ) =>
    async (...values: Values): Promise<Result> => {
      try {
        return await method(...values)
      } catch {
        storeErrors.inc({ operation })
        // The driver's message may quote a statement's values.
        throw new ProblemError('gateway_unavailable', {
          status: 503,
          retryAfter: RETRY_AFTER_S,
          detail: 'The store does not answer. Nothing has been processed.',
        })
      }
    }
}
