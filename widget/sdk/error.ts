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

/** The host page's own policy refused the frame: nothing but a change of it helps. */
export function refusedByPolicy(origin: string): ErrorEvent {
  const message = `This page’s Content-Security-Policy refuses the form: allow ${origin} in its frame-src.`
  return { code: 'frame_blocked', message, retryable: false }
}

/** The browser shows an error page, or nothing, in the form's place; it doesn't tell which of the two and why. */
export function notShown(origin: string): ErrorEvent {
  const message =
    `The form’s document was not shown: is ${origin} reachable from this browser, ` +
    `and ${location.origin} among the merchant’s origins (CAPTURE_ORIGINS)?`
  return { code: 'frame_blocked', message, retryable: true }
}

/** The document came, and nothing in it spoke. */
export function silent(origin: string): ErrorEvent {
  const message =
    `The form’s document came, but its script did not answer: is something blocking scripts of ${origin}, ` +
    'such as an extension or a proxy, or is this page’s SDK of another version?'
  return { code: 'script_blocked', message, retryable: true }
}

/** The form is there, but not its session. */
export function notOpened(origin: string): ErrorEvent {
  const message = `The form could not open its session in time: does ${origin} answer?`
  return { code: 'handshake_timeout', message, retryable: true }
}

/** A submit of a session whose time is over. */
export const expiredEvent: ErrorEvent = {
  code: 'session_expired',
  message: 'The session has expired: make another on your backend, and a capture of its url.',
  retryable: false,
}

/** The form goes on in another face. */
export function fontFailed(family: string): ErrorEvent {
  const message = `The font "${family}" could not be loaded: can this page fetch its src?`
  return { code: 'invalid_request', message, retryable: false, field: 'fonts' }
}
