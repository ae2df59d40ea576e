/** Wires the parts of a capture server; those of the gateway are wired in gateway/composeGateway.ts. */
import { createRoutes } from './app.js'
import { createCaptures } from './captures/captures.js'
import { traceCaptures } from './captures/tracing.js'
import type { Config } from './config/config.js'
import type { Clock } from './gateway/clock.js'
import { composeGateway } from './gateway/composeGateway.js'
import { createShapeWatch } from './gateway/shapeWatch.js'
import type { PeerAddress } from './http/clientAddress.js'
import { createReadiness } from './http/readiness.js'
import type { Assets } from './http/static/assets.js'
import type { Log } from './observability/log.js'
import type { Metrics } from './observability/metrics.js'
import { instrumentAttemptLimiter, instrumentStore } from './store/instrumentedStore.js'
import type { Backends } from './store/openBackends.js'

type Surroundings = {
  config: Config
  backends: Backends
  clock: Clock
  log: Log
  metrics: Metrics
  assets: Assets
  isDraining: () => boolean
  peerAddress: PeerAddress
  isEmbedded: boolean
}

/** Wires the parts of a capture server. Opens nothing: everything that touches the outside is an argument. */
export function compose({ config, backends, clock, log, metrics, ...rest }: Surroundings) {
  const observers = { log, metrics, now: clock.now }
  const store = instrumentStore(backends.store, observers)
  const attemptLimiter = instrumentAttemptLimiter(backends.attemptLimiter, observers)
  const shapes = createShapeWatch(observers)
  const gateway = composeGateway({
    rateLimiter: backends.rateLimiter,
    clock,
    log,
    metrics,
    shapes,
    markSent: store.markSent,
  })
  const captures = traceCaptures(createCaptures({ store, gateway, attemptLimiter, clock, log, metrics }))
  const readiness = createReadiness({ store, isDraining: rest.isDraining, log, metrics })
  const app = createRoutes({
    ...rest,
    config,
    store,
    captures,
    gateway,
    readiness,
    shapes,
    clock,
    log,
    metrics,
  })
  return { app, captures, gateway, readiness }
}
