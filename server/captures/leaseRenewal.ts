/** Renews the leases of all captures that run in this process, with one timer. */
import type { Clock } from '../gateway/clock.js'
import { LEASE_MS } from '../store/leaseTime.js'
import type { LeaseHolder, Store } from '../store/store.js'

const RENEW_INTERVAL_MS = 5_000

/** Starts to renew a lease, and returns what stops it. */
export type RenewLease = (lease: LeaseHolder) => () => void

/**
 * Most captures end before the first renewal. After a failed renewal the lease may expire, and the outcome counts as
 * unknown until it is stored.
 */
export function createLeaseRenewal(store: Pick<Store, 'renewLease'>, clock: Clock): RenewLease {
  const held = new Set<LeaseHolder>()
  let timer: NodeJS.Timeout | undefined

  function renewAll(): void {
    const leaseExpiresAt = clock.now() + LEASE_MS
    for (const lease of held) store.renewLease({ leaseExpiresAt, ...lease }).catch(() => undefined)
    if (held.size > 0) return
    clearInterval(timer)
    timer = undefined
  }

  return (lease) => {
    held.add(lease)
    timer ??= setInterval(renewAll, RENEW_INTERVAL_MS).unref()
    return () => {
      held.delete(lease)
    }
  }
}
