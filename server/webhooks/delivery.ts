/** Sends a merchant's events, each session's in its order. */
import type { Merchant } from '../config/merchant.js'
import type { Clock } from '../gateway/clock.js'
import type { Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import type { ClaimedEvent, DeliveryResult } from '../store/outbox.js'
import type { Store } from '../store/store.js'
import type { PostWebhook } from './receiver.js'
import { scheduleRetry } from './schedule.js'
import { formatBody, signWebhook } from './sign.js'

/** Longer than a request may take. If the process dies, another one sends the event after this. */
export const CLAIM_MS = 30_000
/** Sessions of one merchant at the same time. Each merchant has its own, so a slow receiver delays no other's. */
const MAX_IN_FLIGHT = 8

type Dependencies = {
  store: Pick<Store, 'outbox'>
  clock: Clock
  log: Log
  metrics: Metrics
  post: PostWebhook
}

/** Resolves when no event of the merchant is due that it may claim, and no request is in flight. */
type Deliver = (merchant: Merchant) => Promise<void>

export function createDelivery(
  dependencies: Dependencies,
  mayClaim: (merchant: Merchant) => boolean,
): Deliver {
  const { store, clock, post } = dependencies
  const { outbox } = store
  /** By merchant: its requests in flight, and the places of a claim that runs. */
  const taken = new Map<string, number>()
  const countTaken = (merchant: Merchant) => taken.get(merchant.id) ?? 0
  const take = (merchant: Merchant, places: number) => taken.set(merchant.id, countTaken(merchant) + places)

  /** The next events of as many sessions. */
  async function claim(merchant: Merchant, places: number): Promise<ClaimedEvent[]> {
    const now = clock.now()
    if (!mayClaim(merchant) || places <= 0) return []
    return outbox.claim({ merchant: merchant.id, now, leaseExpiresAt: now + CLAIM_MS, limit: places })
  }

  async function send(merchant: Merchant, event: ClaimedEvent): Promise<void> {
    const { url, secrets = [], allowsPrivate = false } = merchant.webhook ?? {}
    if (url === undefined) return
    const body = formatBody(event)
    const error = await post({ url, allowsPrivate }, body, signWebhook(secrets, event.id, body, clock.now()))
    const result = toResult(event, error, clock.now())
    await outbox.settle(event, result)
    report(dependencies, event, result)
  }

  /** Takes its places before the store answers: the next round may begin meanwhile. */
  async function claimAndTake(merchant: Merchant): Promise<ClaimedEvent[]> {
    const places = MAX_IN_FLIGHT - countTaken(merchant)
    take(merchant, places)
    let events: ClaimedEvent[] = []
    try {
      events = await claim(merchant, places)
    } finally {
      take(merchant, events.length - places)
    }
    return events
  }

  /** Sends one event after another, as long as there are any, and gives the place back. */
  async function sendAll(merchant: Merchant, first: ClaimedEvent): Promise<void> {
    try {
      for (let event: ClaimedEvent | undefined = first; event; [event] = await claim(merchant, 1))
        await send(merchant, event)
    } finally {
      take(merchant, -1)
    }
  }

  return async (merchant) => {
    const events = await claimAndTake(merchant)
    // A store that fails is reported by its own log and metrics; the other requests go on.
    await Promise.allSettled(events.map((event) => sendAll(merchant, event)))
  }
}

function toResult(
  { tries, firstTryAt }: ClaimedEvent,
  error: string | undefined,
  now: number,
): DeliveryResult {
  if (error === undefined) return { status: 'delivered' }
  const first = firstTryAt ?? now
  const dueAt = scheduleRetry(tries + 1, first, now)
  return dueAt === undefined
    ? { status: 'failed', error }
    : { status: 'pending', dueAt, firstTryAt: first, error }
}

const outcomes = { delivered: 'delivered', pending: 'retried', failed: 'given_up' } as const
const levels = { delivered: 'debug', pending: 'warn', failed: 'error' } as const

function report(
  { log, metrics }: Pick<Dependencies, 'log' | 'metrics'>,
  { data, type, tries }: ClaimedEvent,
  result: DeliveryResult,
): void {
  const outcome = outcomes[result.status]
  metrics.webhooks.inc({ merchant: data.merchant, outcome })
  log[levels[result.status]]('webhook', {
    ...{ merchant: data.merchant, session: data.id, type, outcome, retry: tries },
    ...('error' in result && { error: result.error }),
  })
}
