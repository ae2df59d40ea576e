import type { ErrorEvent } from '../protocol/messages.js'

/** Why a capture has no token. `message` is for developers, in English, and never contains the cardholder's input. */
export class CaptureError extends Error {
  declare readonly name: 'CaptureError'
  declare readonly code: ErrorEvent['code']
  declare readonly retryable: boolean
  declare readonly field?: string
  declare readonly attempts_left?: number
  /** Only with `card_not_payable`: the requirement that the verified card does not meet. */
  declare readonly reason?: ErrorEvent['reason']
  /** The session can't capture any account any more. Create a new session. */
  declare readonly needs_new_session?: true
  /** Only with `outcome_unknown`: whether the form accepts another account, although the first may have been saved. */
  declare readonly may_change?: boolean

  constructor({ message, ended: _, ...details }: ErrorEvent) {
    super(message)
    Object.assign(this, details, { name: 'CaptureError' })
  }
}

function errorEvent(code: ErrorEvent['code'], message: string, retryable = true, field?: string): ErrorEvent {
  return { code, message, retryable, field }
}

/** The page has removed or destroyed the form, or the element is not in a document. */
export function destroyedError(message: string): CaptureError {
  return new CaptureError(errorEvent('internal', message, false))
}

/** A submit of a component or an element that has no session yet. */
export function missingUrlError(): CaptureError {
  return new CaptureError(
    errorEvent('invalid_request', 'There is no url yet: set the url from POST /v1/sessions.', false, 'url'),
  )
}

/** A submit in jsdom or happy-dom, where no form becomes ready. */
export function noFrameError(): CaptureError {
  const message = 'No form loads in jsdom or happy-dom: use ingo-capture/testing.'
  return new CaptureError(errorEvent('unsupported_browser', message, false))
}

/** The Content-Security-Policy of the host page blocks the frame. */
export function frameBlockedByPolicy(origin: string): ErrorEvent {
  return errorEvent(
    'frame_blocked',
    `This page’s Content-Security-Policy blocks the form: allow ${origin} in its frame-src.`,
    false,
  )
}

/** The browser shows an error page or nothing in place of the form. It doesn't tell the SDK why. */
export function frameBlocked(origin: string): ErrorEvent {
  return errorEvent(
    'frame_blocked',
    `The form did not load. Check that this browser can reach ${origin}, and that ${originRule()}.`,
  )
}

/** A script of the page made the frame lazy, and the frame did not load although it is in view. */
export const frameLazy = errorEvent('frame_blocked', 'The form did not load: remove loading="lazy".')

/** The frame's `frame-ancestors` must list the page and each page above it. A sandboxed page has no origin. */
function originRule(): string {
  if (self.origin === 'null') return 'the sandbox of this page has allow-same-origin'
  const rule = `CAPTURE_ORIGINS includes ${self.origin}`
  if (self === top) return rule
  const { ancestorOrigins = [] } = location as Partial<Location>
  const above = [...new Set(ancestorOrigins)].filter((origin) => origin !== self.origin).join(' and ')
  return `${rule} and the origin of each page that frames this page${above && `: ${above}`}`
}

/** The frame's document loaded, but its script sent nothing. */
export function scriptBlocked(origin: string): ErrorEvent {
  return errorEvent(
    'script_blocked',
    `The form’s script did not answer. Something blocks scripts from ${origin}, or this is an SDK of another version.`,
  )
}

/** The frame's script runs, but its session did not open in time. */
export function handshakeTimeout(origin: string): ErrorEvent {
  return errorEvent(
    'handshake_timeout',
    `The session did not open in time. Check that this browser can reach ${origin}.`,
  )
}

/** The frame's script can't run in this browser. */
export const unsupportedBrowser = errorEvent(
  'unsupported_browser',
  'README.md lists the supported browsers.',
  false,
)

/** The page has removed the form's document, and there is no element for a new form. */
export const frameLost = errorEvent('frame_lost', 'The form’s element or frame was removed. Mount it again.')

/** The form left the page while it was being sent: the capture server may have the token. */
export const outcomeUnknown = errorEvent(
  'outcome_unknown',
  'The form left the page during a submit. Mount it again.',
)

/** A submit after the session expired. */
export const expiredEvent = errorEvent('session_expired', 'The session has expired. Create another.', false)

/** The browser refused to send a message to the frame, or the frame closed the connection. */
export function undelivered(name: string): ErrorEvent {
  return errorEvent('internal', `The message "${name}" did not reach the form. Mount it again.`)
}

/** A font that the host page could not fetch. The form uses the next family of `fontFamily`. */
export function fontError(family: string): ErrorEvent {
  return errorEvent('invalid_request', `The font "${family}" did not load. Check its src.`, false, 'fonts')
}

/** Whether an event reports a rejected setting of the host page, which only its developer can fix. */
export function isSettingError(payload: object): boolean {
  return 'field' in payload && /^(?:appearance|messages|fonts|renew)/.test(String(payload.field))
}
