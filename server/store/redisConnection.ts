import { Redis } from 'ioredis'

const CONNECT_TIMEOUT_MS = 2000
const COMMAND_TIMEOUT_MS = 2000
const MAX_RECONNECT_DELAY_MS = 1000

/**
 * Connects to `url` (`redis:` or `rediss:`) and reconnects forever. While there is no connection, commands reject at
 * once. `onOutage` gets the error, once per outage.
 */
export function connectRedis(url: string, onOutage: (error: Error) => void = () => undefined): Redis {
  const redis = new Redis(url, {
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    retryStrategy: (tries) => Math.min(tries * 100, MAX_RECONNECT_DELAY_MS),
  })
  let isDown = false
  redis.on('ready', () => {
    isDown = false
  })
  // Without a listener ioredis prints every failed reconnect.
  redis.on('error', (error: Error) => {
    if (!isDown) onOutage(error)
    isDown = true
  })
  return redis
}
