/**
 * Whether this process can take requests: its store answers, and it is not shutting down. Requests can't make a process
 * unready, so that no cardholder can take a server out of a load balancer.
 */
import type { Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import type { Store } from '../store/store.js'

const STORE_CACHE_MS = 1_000
const reasons = ['store', 'draining'] as const

/** Why the server is not ready. */
type Reason = (typeof reasons)[number]

export type Readiness = {
  /** The reasons; empty if the server is ready. Asks the store at most once a second, and sets the metric. */
  findReasons(): Promise<Reason[]>
}

type Dependencies = {
  store: Pick<Store, 'probe'>
  isDraining: () => boolean
  log: Log
  metrics: Pick<Metrics, 'notReady'>
}

export function createReadiness({ store, isDraining, log, metrics }: Dependencies): Readiness {
  let reported = ''
  const isStoreAvailable = cacheForSecond(() =>
    store.probe().then(
      () => true,
      () => false,
    ),
  )

  /** Logs one line for each change, not for each request. */
  function report(found: Reason[]): void {
    for (const reason of reasons) metrics.notReady.set({ reason }, found.includes(reason) ? 1 : 0)
    const text = found.join(', ')
    if (text === reported) return
    reported = text
    if (text === '') log.info('ready')
    else log.warn('not ready', { reason: text })
  }

  return {
    async findReasons() {
      const checks = { store: !(await isStoreAvailable()), draining: isDraining() }
      const found = reasons.filter((reason) => checks[reason])
      report(found)
      return found
    },
  }
}

/** Caches the result for a second. Concurrent callers wait for the same result. */
function cacheForSecond(ask: () => Promise<boolean>): () => Promise<boolean> {
  let last: Promise<boolean> | undefined
  let expiresAt = Infinity
  return () => {
    // Uses a monotonic time, so that a corrected clock can't keep an old result.
    if (last === undefined || performance.now() >= expiresAt) {
      expiresAt = Infinity
      last = ask().finally(() => {
        expiresAt = performance.now() + STORE_CACHE_MS
      })
    }
    return last
  }
}
