import type { LoadErrorCode } from '../../contract/errors.js'
import type { ErrorEvent } from '../protocol/messages.js'

/** Why a capture did not give a token; `message` is for developers, in English, and never holds what was typed. */
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

function loadError(code: LoadErrorCode, message: string, retryable = true): ErrorEvent {
  return { code, message, retryable }
}

/** The host page's own policy refused the frame: nothing but a change of it helps. */
export function refusedByPolicy(origin: string): ErrorEvent {
  return loadError(
    'frame_blocked',
    `This page’s Content-Security-Policy refuses the form: allow ${origin} in its frame-src.`,
    false,
  )
}

/** The browser shows an error page, or nothing, in the form's place; it doesn't tell which of the two and why. */
export function notShown(origin: string): ErrorEvent {
  return loadError(
    'frame_blocked',
    `The form’s document was not shown: is ${origin} reachable from this browser, ` +
      `and ${location.origin} among the merchant’s origins (CAPTURE_ORIGINS)?`,
  )
}

/** The document came, and nothing in it spoke. */
export function silent(origin: string): ErrorEvent {
  return loadError(
    'script_blocked',
    `The form’s document came, but its script did not answer: is something blocking scripts of ${origin}, ` +
      'such as an extension or a proxy, or is this page’s SDK of another version?',
  )
}

/** The form is there, but not its session. */
export function notOpened(origin: string): ErrorEvent {
  return loadError('handshake_timeout', `The form could not open its session in time: does ${origin} answer?`)
}

/** A submit of a session whose time is over. */
export const expiredEvent = loadError(
  'session_expired',
  'The session has expired: make another on your backend, and a capture of its url.',
  false,
)

/** The form goes on in another face. */
export function fontFailed(family: string): ErrorEvent {
  const message = `The font "${family}" could not be loaded: can this page fetch its src?`
  return { code: 'invalid_request', message, retryable: false, field: 'fonts' }
}

/** What no cardholder could mend: a setting of the page's was refused. */
export function isOfPage(payload: object): boolean {
  return 'field' in payload && /^(?:appearance|messages|fonts)/.test(String(payload.field))
}
