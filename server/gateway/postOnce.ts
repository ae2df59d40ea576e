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
    const chunks: Buffer[] = []
    let size = 0
    let http = 0
    let headers: IncomingHttpHeaders = {}
    let started: Dispatcher.DispatchController | undefined
    let timeout: TimeoutError | undefined
    let isStale = (_error: Error) => false
    const timer = setTimeout(() => {
      timeout = new TimeoutError(started !== undefined)
      started?.abort(timeout)
      reject(timeout)
    }, timeoutMs)

    function finish(body: Buffer | undefined): void {
      clearTimeout(timer)
      resolve({ http, headers, body })
    }

    const options = toOptions(request, (idle) => {
      if (idle) isStale = watchIdle(idle)
    })
    dispatcher.dispatch(options, {
      onRequestStart(controller) {
        started = controller
        if (timeout) controller.abort(timeout)
      },
      onResponseStart(_controller, statusCode, received) {
        http = statusCode
        headers = received
      },
      onResponseData(controller, chunk) {
        size += chunk.byteLength
        if (size <= maxBytes) {
          chunks.push(chunk)
          return
        }
        finish(undefined)
        controller.abort(new Error('The response is too long.'))
      },
      onResponseEnd() {
        finish(Buffer.concat(chunks))
      },
      onResponseError(_controller, error) {
        clearTimeout(timer)
        reject(isStale(error) ? new StaleConnectionError(error.message, { cause: error }) : error)
      },
    })
  })
}

/** undici's own time-outs are off: the timer of `postOnce` covers them. */
function toOptions(
  { path, body, headers }: PostRequest,
  onDispatch: NonNullable<ObservedOptions['onDispatch']>,
): ObservedOptions {
  return { method: 'POST', path, body, headers, headersTimeout: 0, bodyTimeout: 0, onDispatch }
}

/** Call when a request starts on `idle`. The result tells whether an error of that request shows a stale connection. */
function watchIdle(idle: Socket): (error: Error & { code?: string }) => boolean {
  const { bytesRead } = idle
  const sentAt = performance.now()
  return ({ code = '' }) =>
    CLOSED.has(code) && idle.bytesRead === bytesRead && performance.now() - sentAt < STALE_MS
}
