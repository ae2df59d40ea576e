/** Wires the parts of a capture server. gateway/composeGateway.ts wires those of the gateway. */
import { createHttpApp } from './app.js'
import { createCaptures } from './captures/captures.js'
import { traceCaptures } from './captures/tracing.js'
import { composeGateway } from './gateway/composeGateway.js'
import { createShapeWatch } from './gateway/shapeWatch.js'
import type { Dependencies } from './http/dependencies.js'
import { createReadiness } from './http/readiness.js'
import { instrumentStore } from './store/instrumentedStore.js'
import type { Backends } from './store/openBackends.js'
import { createPostWebhook, type PostWebhook } from './webhooks/receiver.js'
import { createWebhooks } from './webhooks/webhooks.js'

/** The dependencies of the routes, without the parts that are wired here. */
type Surroundings = Omit<Dependencies, 'store' | 'captures' | 'gateway' | 'readiness' | 'shapes'> & {
  backends: Backends
  /** Sends a webhook. */
  post?: PostWebhook
}

/** Wires the parts of a capture server. Opens no file and no connection, because those are arguments. */
export function compose({
  config,
  backends,
  clock,
  log,
  metrics,
  post = createPostWebhook(),
  ...rest
}: Surroundings) {
  const observers = { log, metrics, now: clock.now }
  const store = instrumentStore(backends.store, observers)
  const shapes = createShapeWatch(observers)
  const gateway = composeGateway({
    ...{ clock, log, metrics, shapes },
    ...{ rateLimiter: backends.rateLimiter, markSent: store.markSent },
  })
  const captures = traceCaptures(createCaptures({ store, gateway, clock, log, metrics }))
  const webhooks = createWebhooks({ config, store, clock, log, metrics, post })
  const readiness = createReadiness({ store, isDraining: rest.isDraining, log, metrics })
  const parts = { store, captures, gateway, readiness, shapes }
  const app = createHttpApp({ ...rest, ...parts, config, clock, log, metrics })
  return { app, captures, gateway, readiness, webhooks }
}
