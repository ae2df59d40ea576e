/** The gateway for captures: each call waits in the queue of its HMAC username, and is then sent once. */
import type { CallLease, Rate } from '../limits/rateLimiter.js'
import type { Metrics } from '../observability/metrics.js'
import type { GatewayAccount } from './account.js'
import type { GuardedClient } from './circuitBreaker.js'
import type { GatewayRequest } from './client.js'
import type { ClockSkew } from './clockSkew.js'
import type { GatewayResult } from './gatewayResult.js'
import { LeaseLostError, QueueFullError, type Queue, type QueueSlot } from './queue.js'

/** Seconds after which a client may ask again when the queue is full. */
const RETRY_AFTER_S = 5
/** The pause after an HTTP 429 without Retry-After. */
const MIN_PAUSE_S = 1

export type Gateway = {
  /** One call. Ends by `deadline` (ms since 1970) and never throws. */
  verify(account: GatewayAccount, request: GatewayRequest, deadline?: number): Promise<GatewayResult>
} & Pick<GuardedClient, 'setMerchants' | 'close'>

/** The composition root builds the parts: `client` is the guarded and instrumented one. */
export type GatewayDependencies = {
  client: GuardedClient
  queue: Queue
  clockSkew: Pick<ClockSkew, 'setMerchants'>
  metrics: Metrics
  /** Records that a request of the lease is about to be sent. False if its key no longer holds the lease. */
  markSent: (lease: CallLease) => Promise<boolean>
}

export function createGateway({ client, queue, clockSkew, metrics, markSent }: GatewayDependencies): Gateway {
  /** How many merchants use each HMAC username. */
  let sharers = new Map<string, number>()

  function reserveSlot(
    { id, ingo: { credentials } }: GatewayAccount,
    rate: Rate,
    { lease }: GatewayRequest,
  ): Promise<QueueSlot> {
    const { username } = credentials
    const isShared = (sharers.get(username) ?? 0) > 1
    return queue.reserveSlot(username, id, { isShared, ...rate }, lease)
  }

  /** Slows the queue when the gateway asks for it. */
  function observe({ ingo }: GatewayAccount, result: GatewayResult): void {
    if (result.kind === 'rate_limited' && ingo.rate && !result.canRepeatAtOnce) {
      queue.pause(ingo.credentials.username, ingo.rate, Math.max(MIN_PAUSE_S, result.retryAfter) * 1000)
    }
  }

  return {
    close: () => client.close(),
    setMerchants(merchants) {
      client.setMerchants(merchants)
      clockSkew.setMerchants(merchants)
      sharers = countByUsername(merchants)
    },
    async verify(account, request, deadline) {
      const open = client.openResult(account, request.operation)
      if (open) return open
      const { rate } = account.ingo
      const { lease } = request
      const started = performance.now()
      let slot: QueueSlot | undefined
      try {
        if (rate) slot = await reserveSlot(account, rate, request)
        metrics.queueWait.observe({ merchant: account.id }, (performance.now() - started) / 1000)
      } catch (error) {
        if (error instanceof LeaseLostError) return { kind: 'not_sent' }
        if (!(error instanceof QueueFullError)) throw error
        metrics.limited.inc({ merchant: account.id, limit: 'gateway' })
        return { kind: 'queue_full', retryAfter: RETRY_AFTER_S }
      }
      try {
        const isMarked = slot?.isMarkedSent ?? (lease?.isMarkedSent && !request.retry)
        // If the store can't record it, the request is not sent.
        if (lease && !isMarked && !(await markSent(lease).catch(() => false))) return { kind: 'not_sent' }
        const result = await client.post(account, request, deadline)
        observe(account, result)
        return result
      } finally {
        slot?.release()
      }
    },
  }
}

function countByUsername(merchants: GatewayAccount[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { ingo } of merchants) {
    const { username } = ingo.credentials
    counts.set(username, (counts.get(username) ?? 0) + 1)
  }
  return counts
}
