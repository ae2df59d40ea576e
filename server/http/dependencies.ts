/** The dependencies of the routes. The composition root (compose.ts) builds them. */
import type { Captures } from '../captures/captureRequest.js'
import type { Config } from '../config/config.js'
import type { Clock } from '../gateway/clock.js'
import type { Gateway } from '../gateway/gateway.js'
import type { ShapeWatch } from '../gateway/shapeWatch.js'
import type { Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import type { Store } from '../store/store.js'
import type { PeerAddress } from './clientAddress.js'
import type { Readiness } from './readiness.js'
import type { Assets } from './static/assets.js'

export type Dependencies = {
  config: Config
  store: Store
  captures: Captures
  gateway: Gateway
  readiness: Readiness
  shapes: ShapeWatch
  clock: Clock
  log: Log
  metrics: Metrics
  assets: Assets
  /** True from SIGTERM on. The server then finishes requests in flight, and closes connections. */
  isDraining: () => boolean
  peerAddress: PeerAddress
  /** Whether the routes are part of another server, which owns the host name and may have middleware around them. */
  isEmbedded: boolean
}
