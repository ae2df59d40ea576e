/** The state that outlives a request: session records with their attempt limits, and gateway rate limits. */
import type { Config } from '../config/config.js'
import { createMemoryRateLimiter, type RateLimiter } from '../limits/rateLimiter.js'
import { createLibsqlStore } from './libsql.js'
import type { Store } from './store.js'

/** The stateful parts of a server, embedded or shared. */
export type Backends = {
  store: Store
  rateLimiter: RateLimiter
  /** Calls `warn` once if Redis says that it keeps nothing on disk. */
  onVolatile?: (warn: () => void) => void
}

type Surroundings = {
  /** ms since 1970. */
  now: () => number
  /** The current ones: a reload may replace them. */
  sealingKeys: () => Buffer[]
  /** Gets the error, once per outage of Redis. */
  onOutage?: (error: Error) => void
}

/** For one process, which owns the file. Failed attempts are kept there too; the other limits are in its memory. */
export function openEmbeddedBackends(file: string, { now, sealingKeys }: Surroundings): Backends {
  return { store: createLibsqlStore(file, sealingKeys, now), rateLimiter: createMemoryRateLimiter(now) }
}

/**
 * Shared by every process with the same Redis. The client is loaded only here, if `REDIS_URL` is set. Throws
 * RedisClusterError or RedisVersionError.
 */
export async function openRedisBackends(
  redisUrl: string,
  { sealingKeys, onOutage }: Omit<Surroundings, 'now'>,
): Promise<Backends> {
  const { connectRedis } = await import('./redisConnection.js')
  const { createRedisStore } = await import('./redis.js')
  const { createRedisRateLimiter } = await import('../limits/redisRateLimiter.js')
  const { readPersistence } = await import('./redisPersistence.js')
  const { watchForUnsupported } = await import('./unsupportedRedis.js')
  const redis = connectRedis(redisUrl, onOutage)
  await watchForUnsupported(redis, onOutage ?? (() => undefined))
  return {
    onVolatile(warn) {
      const check = () => {
        void readPersistence(redis).then((isPersistent) => {
          if (isPersistent === false) warn()
        })
      }
      if (redis.status === 'ready') check()
      else redis.once('ready', check)
    },
    store: createRedisStore(redis, sealingKeys),
    rateLimiter: createRedisRateLimiter(redis),
  }
}

/** Opens the backends that the configuration selects, with its keys, which a reload replaces. */
export async function openBackends(
  config: Config,
  surroundings: Omit<Surroundings, 'sealingKeys'>,
): Promise<Backends> {
  const all = { ...surroundings, sealingKeys: () => config.sealingKeys }
  const { redisUrl, store } = config
  return redisUrl === undefined ? openEmbeddedBackends(store, all) : openRedisBackends(redisUrl, all)
}
