/**
 * Limits against card testing: the failed attempts of an address (per hour and per day), and all attempts of a merchant
 * (per minute). An attempt counts as failed once its outcome is known. While an attempt is in flight, it counts
 * together with the failed ones, so that concurrent attempts can't exceed the limit. The store counts an attempt in the
 * step that grants its lease.
 */
import type { LimitedMerchant } from './attemptCounters.js'

/** The merchant and the address whose limits count the attempt. */
export type Attempt = { merchant: LimitedMerchant; address: string }

/** `failed`: the attempt has ended without a token, and counts as failed. Only the first call has an effect. */
export type Settle = (outcome: 'failed' | 'other') => void

/** `countFailure` counts a failed attempt of the address. `release` ends the attempt. Only the first call does both. */
export function createSettle(countFailure: () => void, release?: () => void): Settle {
  let settled = false
  return (outcome) => {
    if (settled) return
    settled = true
    if (outcome === 'failed') countFailure()
    release?.()
  }
}
