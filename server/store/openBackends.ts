/** What outlives a request: the sessions' records, permits for the gateway, counters against card testing. */
import type { Config } from '../config/config.js'
import {
  createMemoryAttemptLimits,
  createRedisAttemptLimits,
  type AttemptLimits,
} from '../limits/attemptLimiter.js'
import { createMemoryPermits, type Permits } from '../limits/rateLimiter.js'
import { createLibsqlStore } from './libsql.js'
import type { Store } from './store.js'

export type State = { store: Store; permits: Permits; limits: AttemptLimits }

/** Of this machine: the records in a file, the rest in this process. `now` in ms since 1970. */
export function openEmbeddedState(file: string, now: () => number): State {
  return {
    store: createLibsqlStore(file),
    permits: createMemoryPermits(now),
    limits: createMemoryAttemptLimits(),
  }
}

/** Shared by every process that is given the same Redis, which is loaded only where it is used. */
export async function openSharedState(redisUrl: string, onOutage?: (error: Error) => void): Promise<State> {
  const { connectRedis, createRedisStore } = await import('./redis.js')
  const { createRedisPermits } = await import('../limits/redisRateLimiter.js')
  const redis = connectRedis(redisUrl, onOutage)
  return {
    store: createRedisStore(redis),
    permits: createRedisPermits(redis),
    limits: createRedisAttemptLimits(redis),
  }
}

/** `onOutage` hears, once for each outage, why the shared state can't be reached. */
export async function openState(
  { redisUrl, store }: Config,
  onOutage: (error: Error) => void,
): Promise<State> {
  return redisUrl === undefined ? openEmbeddedState(store, Date.now) : openSharedState(redisUrl, onOutage)
}
