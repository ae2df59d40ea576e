/**
 * One POST over a pool, through undici's `dispatch`.
 * undici's `request` creates a stream and an AbortSignal for each call, which costs more than signing does (3.4 µs),
 * and it has no limit on the size of a response. This function limits the size while it reads, and one timer covers
 * the whole exchange.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'
import type { Dispatcher } from 'undici'
import type { DispatchObserver, ObservedOptions } from './connections.js'

const NO_BODY = Buffer.alloc(0)

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
  { path, body, headers }: PostRequest,
  timeoutMs: number,
  maxBytes: number,
): Promise<PostResponse> {
  return new Promise((resolve, reject) => {
    const exchange = new Exchange({ resolve, reject, maxBytes }, timeoutMs)
    const options: ObservedOptions = {
      method: 'POST',
      path,
      body,
      headers,
      // undici's own time-outs are off: the exchange's timer covers them.
      headersTimeout: 0,
      bodyTimeout: 0,
      observer: exchange,
    }
    dispatcher.dispatch(options, exchange)
  })
}

type Ending = {
  resolve: (response: PostResponse) => void
  reject: (error: Error) => void
  maxBytes: number
}

/** One request and its response. A class, because a closure for each event would be created for each call. */
class Exchange implements Dispatcher.DispatchHandler, DispatchObserver {
  readonly #ending: Ending
  readonly #timer: NodeJS.Timeout
  #controller: Dispatcher.DispatchController | undefined
  #timeout: TimeoutError | undefined
  /** The connection that was idle when the request started on it, how much it had read, and when (performance.now()). */
  #idle: { socket: Socket; bytesRead: number; startedAt: number } | undefined
  #http = 0
  #headers: IncomingHttpHeaders = {}
  #body: Buffer = NO_BODY

  constructor(ending: Ending, timeoutMs: number) {
    this.#ending = ending
    this.#timer = setTimeout(endByTimeout, timeoutMs, this)
  }

  onTimeout(): void {
    this.#timeout = new TimeoutError(this.#controller !== undefined)
    this.#controller?.abort(this.#timeout)
    this.#ending.reject(this.#timeout)
  }

  onDispatch(socket: Socket | undefined): void {
    if (socket) this.#idle = { socket, bytesRead: socket.bytesRead, startedAt: performance.now() }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#timeout) controller.abort(this.#timeout)
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: IncomingHttpHeaders,
  ): void {
    this.#http = statusCode
    this.#headers = headers
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const size = this.#body.byteLength + chunk.byteLength
    if (size <= this.#ending.maxBytes) {
      // Most responses are one chunk.
      this.#body = this.#body.byteLength === 0 ? chunk : Buffer.concat([this.#body, chunk])
      return
    }
    this.#finish(undefined)
    controller.abort(new Error('The response is too long.'))
  }

  onResponseEnd(): void {
    this.#finish(this.#body)
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#timer)
    const isStale = this.#isStale(error)
    this.#ending.reject(isStale ? new StaleConnectionError(error.message, { cause: error }) : error)
  }

  #finish(body: Buffer | undefined): void {
    clearTimeout(this.#timer)
    this.#ending.resolve({ http: this.#http, headers: this.#headers, body })
  }

  #isStale({ code = '' }: Error & { code?: string }): boolean {
    if (!this.#idle || !CLOSED.has(code)) return false
    const { socket, bytesRead, startedAt } = this.#idle
    return socket.bytesRead === bytesRead && performance.now() - startedAt < STALE_MS
  }
}

function endByTimeout(exchange: Exchange): void {
  exchange.onTimeout()
}
