/** Without its store the server answers 503: it never falls back to what one process remembers. */
import { ProblemError } from '../problem.js'
import type { Store } from './store.js'

const RETRY_AFTER_S = 5

/** The store with every failure as a `gateway_unavailable`: nothing has been processed. */
export function failClosed(store: Store): Store {
  return {
    create: guarded((...values: Parameters<Store['create']>) => store.create(...values)),
    read: guarded((...values: Parameters<Store['read']>) => store.read(...values)),
    begin: guarded((...values: Parameters<Store['begin']>) => store.begin(...values)),
    renew: guarded((...values: Parameters<Store['renew']>) => store.renew(...values)),
    finish: guarded((...values: Parameters<Store['finish']>) => store.finish(...values)),
    check: guarded((...values: Parameters<Store['check']>) => store.check(...values)),
    close: () => store.close(),
  }
}

function guarded<Values extends unknown[], Result>(method: (...values: Values) => Promise<Result>) {
  return async (...values: Values): Promise<Result> => {
    try {
      return await method(...values)
    } catch {
      // The driver's message may quote a statement's values.
      throw new ProblemError('gateway_unavailable', {
        status: 503,
        retryAfter: RETRY_AFTER_S,
        detail: 'The store does not answer. Nothing has been processed.',
      })
    }
  }
}
