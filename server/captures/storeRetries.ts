/** Repeats what must reach the store: a lease that is not given back would look like an unknown outcome. */
import type { Clock } from '../gateway/clock.js'

const TRIES = 3
const PAUSE_MS = 500

/** Resolves to the result of `work` once it has succeeded; rejects with its last error after three tries. */
export async function withStoreRetries<Result>(clock: Clock, work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === TRIES) throw error
      await clock.sleep(PAUSE_MS)
    }
  }
}
