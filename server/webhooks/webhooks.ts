/**
 * Delivers the events of the outbox, and finds the events that no request causes. Every process of a fleet does both. A
 * claim in the store makes sure that only one process works on a session at a time.
 */
import type { Config } from '../config/config.js'
import type { Merchant } from '../config/merchant.js'
import type { Clock } from '../gateway/clock.js'
import type { Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import type { Store } from '../store/store.js'
import { CLAIM_MS, createDelivery } from './delivery.js'
import type { PostWebhook } from './receiver.js'
import { sweepSession } from './sweep.js'

const SWEEP_LIMIT = 100

type Dependencies = {
  config: Pick<Config, 'merchants'>
  store: Store
  clock: Clock
  log: Log
  metrics: Metrics
  post: PostWebhook
}

export type Webhooks = {
  /** Sends the due events, and resolves when no more are due. */
  deliver: () => Promise<void>
  /** Writes the events of sessions that have ended without a request. */
  sweep: () => Promise<void>
  /** Stops claiming, and resolves when no request is in flight. */
  stop: () => Promise<void>
}

export function createWebhooks(dependencies: Dependencies): Webhooks {
  const { config, store, clock } = dependencies
  const running = new Set<Promise<void>>()
  let isStopped = false
  // A reload replaces the merchant objects, so remaining events are sent to the new URL with the new secret.
  const mayClaim = (merchant: Merchant) => !isStopped && config.merchants.includes(merchant)
  const deliverMerchant = createDelivery(dependencies, mayClaim)

  async function sweepMerchant({ id: merchant, webhook }: Merchant): Promise<void> {
    for (let count = SWEEP_LIMIT; count === SWEEP_LIMIT && !isStopped;) {
      const now = clock.now()
      const claim = { merchant, now, leaseExpiresAt: now + CLAIM_MS, limit: SWEEP_LIMIT }
      const records = await store.outbox.claimWatched(claim)
      for (const record of records) {
        const swept = { record, isDelivered: webhook?.url !== undefined }
        await store.outbox.applySweep({ ...swept, ...sweepSession(record, now) })
      }
      count = records.length
    }
  }

  /** Ignores failures of the store, which logs them itself. The next round tries again. */
  function runForEach(work: (merchant: Merchant) => Promise<void>, merchants: Merchant[]): Promise<void> {
    const all = Promise.allSettled(merchants.map(work)).then(() => undefined)
    running.add(all)
    return all.finally(() => running.delete(all))
  }

  return {
    deliver: () =>
      runForEach(
        deliverMerchant,
        config.merchants.filter(({ webhook }) => webhook?.url !== undefined),
      ),
    sweep: () =>
      runForEach(
        sweepMerchant,
        config.merchants.filter(({ webhook }) => webhook !== undefined),
      ),
    async stop() {
      isStopped = true
      await Promise.all(running)
    },
  }
}
