/**
 * One POST over a pool, through undici's `dispatch`.
 * undici's `request` creates a stream and an AbortSignal for each call, which costs more than signing does (3.4 µs),
 * and it has no limit on the size of a response. This function limits the size while it reads, and one timer covers
 * the whole exchange.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'
import type { Dispatcher } from 'undici'
import type { ObservedOptions } from './connections.js'

type PostRequest = { path: string; body: Buffer; headers: Record<string, string> }
type PostResponse = {
  /** The HTTP status. */
  http: number
  headers: IncomingHttpHeaders
  /** Undefined if the body was longer than the limit. */
  body: Buffer | undefined
}

/** The time limit has passed. `started`: part of the request may have been sent. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
  constructor(readonly started: boolean) {
    super('The gateway did not respond in time.')
  }
}

/**
 * An idle connection was closed while the request was sent, without a byte of a response. The gateway had most likely
 * closed it before the request arrived. This is not certain, so the request may have been processed.
 */
export class StaleConnectionError extends Error {
  override readonly name = 'StaleConnectionError'
}

/** Longer than a round trip, which the gateway's close takes at most to arrive. */
const STALE_MS = 1000
/** Error codes of Node.js and undici for a connection that the other side has closed. */
const CLOSED = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])

/**
 * Posts once, within `timeoutMs`, and reads at most `maxBytes` of the response.
 * Rejects with TimeoutError, StaleConnectionError, or with what the transport threw.
 */
export function postOnce(
  dispatcher: Dispatcher,
  request: PostRequest,
  timeoutMs: number,
  maxBytes: number,
): Promise<PostResponse> {
  return new Promise((resolve, reject) => {
    const exchange = new Exchange(resolve, reject, maxBytes)
    exchange.timer = setTimeout(endInTime, timeoutMs, exchange)
    const onDispatch = (idle: Socket | undefined) => {
      exchange.watchIdle(idle)
    }
    dispatcher.dispatch(toOptions(request, onDispatch), exchange)
  })
}

function endInTime(exchange: Exchange): void {
  exchange.endInTime()
}

/** The state of one POST. One object with methods takes less memory than a function for each event. */
class Exchange implements Dispatcher.DispatchHandler {
  timer: NodeJS.Timeout | undefined
  readonly #chunks: Buffer[] = []
  #size = 0
  #http = 0
  #headers: IncomingHttpHeaders = {}
  #started: Dispatcher.DispatchController | undefined
  #timeout: TimeoutError | undefined
  /** The idle connection that carries the request, what it had read before, and when the request started. */
  #idle: Socket | undefined
  #bytesRead = 0
  #sentAt = 0

  constructor(
    readonly resolve: (response: PostResponse) => void,
    readonly reject: (error: Error) => void,
    readonly maxBytes: number,
  ) {}

  endInTime(): void {
    this.#timeout = new TimeoutError(this.#started !== undefined)
    this.#started?.abort(this.#timeout)
    this.reject(this.#timeout)
  }

  watchIdle(idle: Socket | undefined): void {
    this.#idle = idle
    this.#bytesRead = idle?.bytesRead ?? 0
    this.#sentAt = performance.now()
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#started = controller
    if (this.#timeout) controller.abort(this.#timeout)
  }

  onResponseStart(_controller: unknown, statusCode: number, headers: IncomingHttpHeaders): void {
    this.#http = statusCode
    this.#headers = headers
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.byteLength
    if (this.#size <= this.maxBytes) {
      this.#chunks.push(chunk)
      return
    }
    this.#finish(undefined)
    controller.abort(new Error('The response is too long.'))
  }

  onResponseEnd(): void {
    this.#finish(Buffer.concat(this.#chunks))
  }

  onResponseError(_controller: unknown, error: Error): void {
    clearTimeout(this.timer)
    this.reject(this.#isStale(error) ? new StaleConnectionError(error.message, { cause: error }) : error)
  }

  #finish(body: Buffer | undefined): void {
    clearTimeout(this.timer)
    this.resolve({ http: this.#http, headers: this.#headers, body })
  }

  /** Whether the error shows that the idle connection was stale. */
  #isStale({ code = '' }: Error & { code?: string }): boolean {
    if (!this.#idle || !CLOSED.has(code)) return false
    return this.#idle.bytesRead === this.#bytesRead && performance.now() - this.#sentAt < STALE_MS
  }
}

/** undici's own time-outs are off: the timer of `postOnce` covers them. */
function toOptions(
  { path, body, headers }: PostRequest,
  onDispatch: NonNullable<ObservedOptions['onDispatch']>,
): ObservedOptions {
  return { method: 'POST', path, body, headers, headersTimeout: 0, bodyTimeout: 0, onDispatch }
}
