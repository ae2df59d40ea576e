/** The state that outlives a request: session records, gateway rate limits, and attempt limits against card testing. */
import type { Config } from '../config/config.js'
import {
  createMemoryAttemptLimiter,
  createRedisAttemptLimiter,
  type AttemptLimiter,
} from '../limits/attemptLimiter.js'
import { createMemoryRateLimiter, type RateLimiter } from '../limits/rateLimiter.js'
import { createLibsqlStore } from './libsql.js'
import type { Store } from './store.js'

/** The stateful parts of a server, embedded or shared. */
export type Backends = {
  store: Store
  rateLimiter: RateLimiter
  attemptLimiter: AttemptLimiter
  /** Calls `warn` once if Redis says that it keeps nothing on disk. */
  onVolatile?: (warn: () => void) => void
}

/** For one machine: the records in a file, the rest in this process's memory. `now` in ms since 1970. */
export function openEmbeddedBackends(file: string, now: () => number): Backends {
  return {
    store: createLibsqlStore(file),
    rateLimiter: createMemoryRateLimiter(now),
    attemptLimiter: createMemoryAttemptLimiter(),
  }
}

/** Shared by every process with the same Redis. The client is loaded only here, if `REDIS_URL` is set. */
export async function openRedisBackends(
  redisUrl: string,
  onOutage?: (error: Error) => void,
): Promise<Backends> {
  const { connectRedis, createRedisStore } = await import('./redis.js')
  const { createRedisRateLimiter } = await import('../limits/redisRateLimiter.js')
  const { readPersistence } = await import('./redisPersistence.js')
  const redis = connectRedis(redisUrl, onOutage)
  return {
    onVolatile(warn) {
      redis.once('ready', () => {
        void readPersistence(redis).then((isPersistent) => {
          if (isPersistent === false) warn()
        })
      })
    },
    store: createRedisStore(redis),
    rateLimiter: createRedisRateLimiter(redis),
    attemptLimiter: createRedisAttemptLimiter(redis),
  }
}

/** Opens the backends that the configuration selects; `onOutage` gets the error, once per outage of Redis. */
export async function openBackends(
  { redisUrl, store }: Config,
  now: () => number,
  onOutage: (error: Error) => void,
): Promise<Backends> {
  return redisUrl === undefined ? openEmbeddedBackends(store, now) : openRedisBackends(redisUrl, onOutage)
}
