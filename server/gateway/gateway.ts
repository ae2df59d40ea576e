/** The gateway behind its circuits and its line: each call waits for a permit of its HMAC username. */
import type { Merchant } from '../config/merchant.js'
import type { Clock } from './clock.js'
import {
  createGatewayClient,
  type RequestContext,
  type GatewayClient,
  type GatewayRequest,
  type GatewayResult,
} from './client.js'
import type { Log } from '../observability/log.js'
import { withCircuitBreaker, type GuardedGateway } from './circuitBreaker.js'
import type { Metrics } from '../observability/metrics.js'
import type { RateLimiter } from '../limits/rateLimiter.js'
import { traceCalls } from './instrumentation.js'
import { createQueue, CrowdedError, type Place } from './queue.js'
import { watchCalls } from './instrumentation.js'

const RETRY_AFTER_S = 5
/** For a 429 that doesn't say. */
const SHORTEST_PAUSE_S = 1

/** One capture's way to the gateway, with its place in line for the first call. */
export type Line = Pick<GatewayClient, 'verify'> & {
  /** Gives the place up if no call was made. */
  leave: () => void
}

type Dependencies = { permits: RateLimiter; clock: Clock; metrics: Metrics; log: Log }

export type Gateway = Omit<GuardedGateway, 'verify'> & {
  /** Takes a place in line before it is known whether there will be a call: that saves a round trip. */
  lineUp: (merchant: Merchant, caller: RequestContext) => Line
}

export function createGateway({ permits, clock, metrics, log }: Dependencies): Gateway {
  const gateway = withCircuitBreaker(
    watchCalls(traceCalls(createGatewayClient(clock.now)), { log, metrics }),
    metrics,
  )
  const queue = createQueue(permits, clock)

  function enter({ ingo }: Merchant): Place {
    const { credentials, rate } = ingo
    return rate
      ? queue.enter(credentials.username, rate)
      : { turn: Promise.resolve(), leave: () => undefined }
  }

  async function callFrom(
    place: Place,
    since: number,
    merchant: Merchant,
    request: GatewayRequest,
    deadline?: number,
  ): Promise<GatewayResult> {
    try {
      await place.turn
    } catch (error) {
      if (!(error instanceof CrowdedError)) throw error
      metrics.limited.inc({ merchant: merchant.id, limit: 'gateway' })
      return { kind: 'crowded', retryAfter: RETRY_AFTER_S }
    }
    metrics.queueWait.observe({ merchant: merchant.id }, (performance.now() - since) / 1000)
    const reply = await gateway.verify(merchant, request, deadline).finally(() => {
      place.leave(true)
    })
    const drift = gateway.clockSkewMs()
    if (drift !== undefined) metrics.clockSkew.set(drift / 1000)
    const { rate, credentials } = merchant.ingo
    if (reply.kind === 'throttled' && rate) {
      queue.pause(credentials.username, rate, Math.max(SHORTEST_PAUSE_S, reply.retryAfter) * 1000)
    }
    return reply
  }

  return {
    ...gateway,
    lineUp(merchant, caller) {
      let attempt = 0
      const since = performance.now()
      let first: Place | undefined = enter(merchant)
      return {
        verify(of, call, deadline) {
          attempt += 1
          const request = { ...call, context: caller, attempt }
          const reserved = first
          first = undefined
          return reserved
            ? callFrom(reserved, since, of, request, deadline)
            : callFrom(enter(of), performance.now(), of, request, deadline)
        },
        leave() {
          first?.leave(false)
          first = undefined
        },
      }
    },
  }
}
