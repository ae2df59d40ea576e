/**
 * Limits against card testing: the failed attempts of an address (an hour, a day), and all attempts of a merchant (a
 * minute). An attempt counts as failed once its outcome is known. While it is in flight it counts beside the failed
 * ones, so that many attempts at once can't exceed the limit.
 */
import type { ExceededLimit, LimitedMerchant } from './attemptCounters.js'

/** `failed`: the attempt was used up without a token. Only the first call counts. */
export type Settle = (outcome: 'failed' | 'other') => void

/** Counters in memory answer at once, without the cost of a promise for each capture. */
type Answer<Result> = Result | Promise<Result>

export type AttemptLimiter = {
  /** Which limit an attempt would exceed now. Counts and writes nothing. Rejects as `consume` does. */
  check: (merchant: LimitedMerchant, address: string) => Answer<ExceededLimit | undefined>
  /** Counts one attempt. Call `settle` once it has ended. Rejects when the counters are unavailable. */
  consume: (merchant: LimitedMerchant, address: string) => Answer<ExceededLimit | { settle: Settle }>
  /** `settle` of an attempt that no limit may stop. */
  exempt: (merchant: LimitedMerchant, address: string) => Settle
}

/** `countFailure` counts a failed attempt of the address; `release` ends the attempt. Only the first call counts. */
export function createSettle(countFailure: () => void, release?: () => void): Settle {
  let settled = false
  return (outcome) => {
    if (settled) return
    settled = true
    if (outcome === 'failed') countFailure()
    release?.()
  }
}
