/** For tests: a session, its lease, and the commit of a capture. */
import type { Attempt } from '../limits/attemptLimiter.js'
import type { Answer } from './record.js'
import type { CaptureCommit, Lease, LeaseRequest, Store } from './store.js'

/** Far in the future, because Redis expires sessions by the real clock. */
export const T = Date.UTC(2096, 0)
export const terms = { maxAttempts: 2, expiresAt: T + 1_800_000 }
export const session = { merchant: 'demo', id: 's1', ...terms }
/** An attempt without limits. */
export const unlimited: Attempt = {
  merchant: { id: 'demo', limits: { failedPerHour: 0, failedPerDay: 0, attemptsPerMinute: 0 } },
  address: '192.0.2.1',
}
export const lease: LeaseRequest = {
  ...{ merchant: 'demo', id: 's1', key: 'key-a', fingerprint: 'fp-a', usesId: true },
  ...{ now: T + 10, leaseExpiresAt: T + 15_010, session, attempt: unlimited },
}
export const other = { ...lease, key: 'key-b', fingerprint: 'fp-b' }
export const holder = { merchant: 'demo', id: 's1', key: 'key-a' }
export const committed = { ...holder, now: T + 20, state: 'open', attempts: 1 } as const
export const declined: Answer = {
  result: { problem: 'card_declined', details: { attempts_left: 1 } },
  summary: 'card 1111 2912',
  isCounted: true,
  at: T + 20,
}
export const uncounted: Answer = { ...declined, isCounted: false }
export const tokenized: Answer = {
  ...declined,
  result: {
    token: { customer_account_token: 'token-1' },
    account_type: 'card',
    participant_unique_id1: 'order-1',
  },
}
export const unknown: CaptureCommit = { ...holder, now: T + 20, state: 'unknown', attempts: 0 }
/** The same request, `ms` later. */
export const later = (request: LeaseRequest, ms: number): LeaseRequest => ({
  ...request,
  now: request.now + ms,
  leaseExpiresAt: request.leaseExpiresAt + ms,
})
export const LAPSED_MS = 15_000

/** Acquires the lease; throws if it is refused. */
export async function acquireLease(
  store: Store,
  request: LeaseRequest,
): Promise<Extract<Lease, { current: unknown }>> {
  const acquired = await store.acquireLease(request)
  if (!('current' in acquired)) throw new Error(JSON.stringify(acquired))
  return acquired
}
