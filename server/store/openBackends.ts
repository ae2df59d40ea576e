/** What outlives a request: the sessions' records, permits for the gateway, counters against card testing. */
import type { Config } from '../config/config.js'
import {
  createMemoryAttemptLimiter,
  createRedisAttemptLimiter,
  type AttemptLimiter,
} from '../limits/attemptLimiter.js'
import { createMemoryRateLimiter, type RateLimiter } from '../limits/rateLimiter.js'
import { createLibsqlStore } from './libsql.js'
import type { Store } from './store.js'

export type Backends = { store: Store; rateLimiter: RateLimiter; attemptLimiter: AttemptLimiter }

/** Of this machine: the records in a file, the rest in this process. `now` in ms since 1970. */
export function openEmbeddedBackends(file: string, now: () => number): Backends {
  return {
    store: createLibsqlStore(file),
    rateLimiter: createMemoryRateLimiter(now),
    attemptLimiter: createMemoryAttemptLimiter(),
  }
}

/** Shared by every process that is given the same Redis, which is loaded only where it is used. */
export async function openRedisBackends(
  redisUrl: string,
  onOutage?: (error: Error) => void,
): Promise<Backends> {
  const { connectRedis, createRedisStore } = await import('./redis.js')
  const { createRedisRateLimiter } = await import('../limits/redisRateLimiter.js')
  const redis = connectRedis(redisUrl, onOutage)
  return {
    store: createRedisStore(redis),
    rateLimiter: createRedisRateLimiter(redis),
    attemptLimiter: createRedisAttemptLimiter(redis),
  }
}

/** `onOutage` hears, once for each outage, why the shared state can't be reached. */
export async function openBackends(
  { redisUrl, store }: Config,
  now: () => number,
  onOutage: (error: Error) => void,
): Promise<Backends> {
  return redisUrl === undefined ? openEmbeddedBackends(store, now) : openRedisBackends(redisUrl, onOutage)
}
