import type { ErrorEvent } from '../protocol/messages.js'

/** Why a capture did not give a token; `message` is for people and never holds what was typed. */
export class CaptureError extends Error {
  override readonly name = 'CaptureError'
  readonly code: ErrorEvent['code']
  readonly retryable: boolean
  readonly field?: string
  readonly attempts_left?: number

  constructor({ code, message, retryable, field, attempts_left }: ErrorEvent) {
    super(message)
    this.code = code
    this.retryable = retryable
    if (field !== undefined) this.field = field
    if (attempts_left !== undefined) this.attempts_left = attempts_left
  }
}

/** The page itself ended the capture before there was a token. */
export function gone(message: string): CaptureError {
  return new CaptureError({ code: 'internal', message, retryable: false })
}

export const handshakeTimeout: ErrorEvent = {
  code: 'handshake_timeout',
  message:
    'The card form did not answer. Is its origin reachable, and this page among the merchant’s origins?',
  retryable: true,
}

/** The form goes on in another face. */
export function fontFailed(family: string): ErrorEvent {
  const message = `The font "${family}" could not be loaded: can this page fetch its src?`
  return { code: 'invalid_request', message, retryable: false, field: 'fonts' }
}
