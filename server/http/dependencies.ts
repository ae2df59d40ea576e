import type { Config } from '../config/config.js'
import type { Clock } from '../gateway/clock.js'
import type { Gateway } from '../gateway/gateway.js'
import type { AttemptLimiter } from '../limits/attemptLimiter.js'
import type { Log } from '../observability/log.js'
import type { Metrics } from '../observability/metrics.js'
import type { Store } from '../store/store.js'
import type { Assets } from './static/assets.js'

export type Dependencies = {
  config: Config
  store: Store
  gateway: Gateway
  attemptLimiter: AttemptLimiter
  clock: Clock
  log: Log
  metrics: Metrics
  assets: Assets
  /** Once told to stop, what is under way is finished and nothing more is kept open. */
  isDraining: () => boolean
}
