import { Redis } from 'ioredis'

const CONNECT_TIMEOUT_MS = 2000
const COMMAND_TIMEOUT_MS = 2000
/** The time-out for silence. If a primary's machine dies, no connection is closed, and TCP alone waits for minutes. */
const SILENCE_MS = 3000
const MAX_RECONNECT_DELAY_MS = 1000

/**
 * Errors of a former primary during and after a failover. The client then reconnects, because the address may already
 * lead to the new primary. Before Redis 7, the code of an error inside a script is in the middle of the message.
 */
const FAILED_OVER = /\b(?:READONLY|MASTERDOWN|LOADING|NOREPLICAS)\b/

/**
 * Sends the commands of one turn of the event loop in one write, because a write costs more than a command. ioredis's
 * own option, enableAutoPipelining, also delays each turn's commands until the previous turn has all its replies.
 */
class TurnwiseRedis extends Redis {
  #corked: Redis['stream'] | undefined

  override sendCommand(...values: Parameters<Redis['sendCommand']>): unknown {
    // Undefined until it connects, despite its type.
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
    // With `true` the command itself rejects, so that its caller decides whether to repeat it.
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
