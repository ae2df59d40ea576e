/** Repeats what must reach the store: a lease that is not given back would look like an unknown outcome. */
import type { Clock } from '../gateway/clock.js'

const TRIES = 3
const PAUSE_MS = 500

/** Resolves once `work` has succeeded; rejects with its last error after three tries. */
export async function withStoreRetries(clock: Clock, work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await work()
      return
    } catch (error) {
      if (tries === TRIES) throw error
      await clock.sleep(PAUSE_MS)
    }
  }
}
