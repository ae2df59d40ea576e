/**
 * One POST over a pool, through undici's `dispatch`.
 * Our own because undici's `request` creates a stream and an AbortSignal for each call, which costs more than
 * signing does (3.4 µs), and because it has no limit on the size of a response. Here the response is capped while it
 * is read, and one timer covers the whole exchange.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'

type PostRequest = { path: string; body: Buffer; headers: Record<string, string> }
type PostResponse = {
  /** The HTTP status. */
  http: number
  headers: IncomingHttpHeaders
  /** Undefined if the body was longer than the limit. */
  body: Buffer | undefined
}

/** The time limit has passed. `started` says whether part of the request may have left. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
  constructor(readonly started: boolean) {
    super('The gateway did not respond in time.')
  }
}

/**
 * Posts once, within `timeoutMs`, and reads at most `maxBytes` of the response.
 * Rejects with TimeoutError, or with what the transport threw.
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
    const timer = setTimeout(() => {
      timeout = new TimeoutError(started !== undefined)
      started?.abort(timeout)
      reject(timeout)
    }, timeoutMs)

    function finish(body: Buffer | undefined): void {
      clearTimeout(timer)
      resolve({ http, headers, body })
    }

    dispatcher.dispatch(
      // undici's own time-outs are off: the timer above covers them.
      { method: 'POST', ...request, headersTimeout: 0, bodyTimeout: 0 },
      {
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
          reject(error)
        },
      },
    )
  })
}
