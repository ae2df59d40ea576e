/** A Redis that can't be the store: in cluster mode, because one step changes keys of several slots, or too old. */
import type { Redis } from 'ioredis'

/** A Redis that loads its data answers late. The start goes on without it, and is not ready. */
const WAIT_MS = 3000
/**
 * Since 6.2 a stream is trimmed by its oldest id and read from behind an id, which an event's commit and its list do. An
 * older server would fail after the gateway has answered. Valkey names the version of Redis that it replaces, from 7.2.
 */
export const MIN_REDIS_VERSION = '6.2'

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

/** The server is older than MIN_REDIS_VERSION. */
export class RedisVersionError extends Error {
  override readonly name = 'RedisVersionError'
  readonly code = 'OLD_VERSION'

  constructor(version: string) {
    super(
      `REDIS_URL is rejected. The server is Redis ${version}. Use Redis ${MIN_REDIS_VERSION} or newer, or any version of ` +
        'Valkey.',
    )
  }
}

/** Throws RedisClusterError or RedisVersionError. A server that does not answer, or hides its mode and version, passes. */
export async function rejectUnsupported(redis: Redis): Promise<void> {
  const read = (section: string) => redis.info(section).catch(() => '')
  const [server, cluster] = await Promise.all([read('server'), read('cluster')])
  if (/^cluster_enabled:1/m.test(cluster)) throw new RedisClusterError()
  const version = /^redis_version:(\d+(?:\.\d+)+)/m.exec(server)?.[1]
  if (version !== undefined && isOlder(version, MIN_REDIS_VERSION)) throw new RedisVersionError(version)
}

function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) < 0
}

/**
 * Resolves once the server is known to be supported, or does not answer now. Throws as `rejectUnsupported`. A server that
 * turns out later to be unsupported ends the connection: every request then fails.
 */
export async function watchForUnsupported(redis: Redis, onOutage: (error: Error) => void): Promise<void> {
  const first = new Promise<void>((resolve, reject) => {
    setTimeout(resolve, WAIT_MS).unref()
    redis.once('ready', () => {
      rejectUnsupported(redis).then(resolve, reject)
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
    rejectUnsupported(redis).catch((error: unknown) => {
      redis.disconnect()
      onOutage(error as Error)
    })
  })
}
