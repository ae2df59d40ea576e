/** One submit under way: the promise that every caller of `submit()` gets meanwhile. */
import type { TokenEvent } from '../protocol/messages.js'
import type { CaptureError } from './error.js'

export type Flight = {
  promise: Promise<TokenEvent>
  resolve: (token: TokenEvent) => void
  reject: (error: CaptureError) => void
}

export function createFlight(): Flight {
  let resolve!: Flight['resolve']
  let reject!: Flight['reject']
  const promise = new Promise<TokenEvent>((...settle) => {
    ;[resolve, reject] = settle
  })
  // Whoever submitted with the frame's own button listens to events, not to this promise.
  promise.catch(() => undefined)
  return { promise, resolve, reject }
}
