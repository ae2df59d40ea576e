/** A Redis in cluster mode can't be the store: one step changes keys of several slots. */
import type { Redis } from 'ioredis'

/** A Redis that loads its data answers late. The start goes on without it, and is not ready. */
const WAIT_MS = 3000

/** The server is in cluster mode. */
export class RedisClusterError extends Error {
  override readonly name = 'RedisClusterError'
  readonly code = 'CLUSTER_MODE'

  constructor() {
    super(
      'REDIS_URL is rejected. The server is in cluster mode, which is not supported. Use one Redis or Valkey with its ' +
        'replicas, with cluster-enabled no.',
    )
  }
}

/** Throws RedisClusterError. A server that does not answer, or hides its mode, passes. */
export async function rejectCluster(redis: Redis): Promise<void> {
  const info = await redis.info('cluster').catch(() => '')
  if (/^cluster_enabled:1/m.test(info)) throw new RedisClusterError()
}

/**
 * Resolves once the server is known to be no cluster, or does not answer now. Throws RedisClusterError. A server that
 * turns out later to be a cluster ends the connection: every request then fails.
 */
export async function watchForCluster(redis: Redis, onOutage: (error: Error) => void): Promise<void> {
  const first = new Promise<void>((resolve, reject) => {
    setTimeout(resolve, WAIT_MS).unref()
    redis.once('ready', () => {
      rejectCluster(redis).then(resolve, reject)
    })
    redis.once('error', () => {
      resolve()
    })
  })
  try {
    await first
  } catch (error) {
    redis.disconnect()
    throw error
  }
  redis.on('ready', () => {
    rejectCluster(redis).catch((error: unknown) => {
      redis.disconnect()
      onOutage(error as Error)
    })
  })
}
