import { Redis } from 'ioredis'

const CONNECT_TIMEOUT_MS = 2000
const COMMAND_TIMEOUT_MS = 2000
/** A primary whose machine is gone closes no connection: TCP alone would wait for minutes. */
const SILENCE_MS = 3000
const MAX_RECONNECT_DELAY_MS = 1000

/**
 * What a former primary answers during and after a failover. The address may lead to the new primary already, so a new
 * connection is tried. Before Redis 7 the code of an error inside a script stands in the middle of the message.
 */
const FAILED_OVER = /\b(?:READONLY|MASTERDOWN|LOADING|NOREPLICAS)\b/

/**
 * Sends the commands of one turn of the event loop in one write: a write costs more than the command in it. ioredis's own
 * way (enableAutoPipelining) also holds each turn's commands back until the turn before has all its replies.
 */
class TurnwiseRedis extends Redis {
  #corked: Redis['stream'] | undefined

  override sendCommand(...values: Parameters<Redis['sendCommand']>): unknown {
    // Undefined until it connects, whatever its type says.
    const stream = this.stream as Redis['stream'] | undefined
    if (stream && stream !== this.#corked) {
      this.#corked = stream
      stream.cork()
      setImmediate(() => {
        this.#corked = undefined
        stream.uncork()
      })
    }
    return super.sendCommand(...values)
  }
}

/**
 * Connects to `url` (`redis:` or `rediss:`) and reconnects forever. While there is no connection, commands reject at
 * once. `onOutage` gets the error, once per outage.
 */
export function connectRedis(url: string, onOutage: (error: Error) => void = () => undefined): Redis {
  const redis = new TurnwiseRedis(url, {
    connectTimeout: CONNECT_TIMEOUT_MS,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    maxRetriesPerRequest: 0,
    enableOfflineQueue: false,
    // True: the command itself rejects, and its caller decides whether it may be repeated.
    reconnectOnError: ({ message }) => FAILED_OVER.test(message),
    maxLoadingRetryTime: MAX_RECONNECT_DELAY_MS,
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
