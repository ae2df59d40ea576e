/** Wires the gateway's parts. */
import type { RateLimiter } from '../limits/rateLimiter.js'
import type { Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import { withCircuitBreaker } from './circuitBreaker.js'
import { createGatewayClient } from './client.js'
import type { Clock } from './clock.js'
import { createClockSkew } from './clockSkew.js'
import { createGateway, type Gateway, type GatewayDependencies } from './gateway.js'
import { instrumentGateway } from './instrumentation.js'
import { createQueue } from './queue.js'
import type { ShapeWatch } from './shapeWatch.js'
import { createProbe } from './tokenProbe.js'

type Surroundings = Pick<GatewayDependencies, 'markSent'> & {
  rateLimiter: RateLimiter
  clock: Clock
  log: Log
  metrics: Metrics
  shapes: ShapeWatch
}

/** Opens no connection before the first call. */
export function composeGateway(surroundings: Surroundings): Gateway {
  const { rateLimiter, clock, log, metrics, shapes, markSent } = surroundings
  const { now } = clock
  const queue = createQueue(rateLimiter, clock)
  const clockSkew = createClockSkew({ metrics, now })
  // Inside the circuit breaker, because a request that an open circuit refuses is not a call.
  const called = instrumentGateway(createGatewayClient({ now, clockSkew }), { log, metrics, shapes })
  const probe = createProbe({ client: called, queue, now })
  const client = withCircuitBreaker(called, { metrics, log, now, probe })
  return createGateway({ client, queue, clockSkew, metrics, markSent })
}
