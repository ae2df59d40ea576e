/**
 * One POST over a pool, by undici's `dispatch`: neither a stream nor an AbortSignal for each request, which cost
 * more than signing does. The answer is capped while it is read, the time is one timer from start to end.
 */
import type { IncomingHttpHeaders } from 'node:http'
import type { Dispatcher } from 'undici'

export type PostRequest = { path: string; body: Buffer; headers: Record<string, string> }
export type PostResponse = {
  http: number
  headers: IncomingHttpHeaders
  /** Undefined where it is longer than the limit. */
  body: Buffer | undefined
}

/** It was cut off; `started` says whether any of it may have left. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError'
  constructor(readonly started: boolean) {
    super('The gateway has not answered in time.')
  }
}

/** Posts once, within `ms`, reading at most `limit` bytes. Rejects with TimeoutError or what the transport threw. */
export function postOnce(
  dispatcher: Dispatcher,
  sent: PostRequest,
  ms: number,
  limit: number,
): Promise<PostResponse> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    let http = 0
    let headers: IncomingHttpHeaders = {}
    let under: Dispatcher.DispatchController | undefined
    let late: TimeoutError | undefined
    const timer = setTimeout(() => {
      late = new TimeoutError(under !== undefined)
      under?.abort(late)
      reject(late)
    }, ms)

    function settle(body: Buffer | undefined): void {
      clearTimeout(timer)
      resolve({ http, headers, body })
    }

    const times = { headersTimeout: 0, bodyTimeout: 0 }
    dispatcher.dispatch(
      { method: 'POST', ...sent, ...times },
      {
        onRequestStart(controller) {
          under = controller
          if (late) controller.abort(late)
        },
        onResponseStart(_controller, statusCode, given) {
          http = statusCode
          headers = given
        },
        onResponseData(controller, chunk) {
          size += chunk.byteLength
          if (size <= limit) {
            chunks.push(chunk)
            return
          }
          settle(undefined)
          controller.abort(new Error('The answer is too long.'))
        },
        onResponseEnd() {
          settle(Buffer.concat(chunks))
        },
        onResponseError(_controller, error) {
          clearTimeout(timer)
          reject(error)
        },
      },
    )
  })
}
