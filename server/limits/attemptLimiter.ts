/**
 * Limits against card testing: the failed attempts of an address (an hour, a day), and all attempts of a merchant (a
 * minute). An attempt counts as failed once its outcome is known. While it is in flight it counts beside the failed
 * ones, so that many attempts at once can't exceed the limit. The store counts an attempt in the step that grants its
 * lease.
 */
import type { LimitedMerchant } from './attemptCounters.js'

/** Whose attempt a capture is. */
export type Attempt = { merchant: LimitedMerchant; address: string }

/** `failed`: the attempt was used up without a token. Only the first call counts. */
export type Settle = (outcome: 'failed' | 'other') => void

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
