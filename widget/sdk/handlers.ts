/** The handlers of the React component, one for each event. Editors show these comments. */
import type { CaptureEvents } from './events.js'

type Handler<Name extends keyof CaptureEvents> = ((payload: CaptureEvents[Name]) => void) | undefined

export type CaptureHandlers = {
  /** The session is open, and the form can be used. Called again after a new form has replaced this one. */
  onReady?: Handler<'ready'>
  /**
   * The state of the form or of a field has changed. The event has no values: `complete` and `valid` say whether the form
   * can be submitted.
   */
  onChange?: Handler<'change'>
  /** A field received the focus. */
  onFocus?: Handler<'focus'>
  /** A field lost the focus. */
  onBlur?: Handler<'blur'>
  /** Escape was pressed in the form, so that you can close a dialog. */
  onEscape?: Handler<'escape'>
  /** The cardholder submits, by button or Enter. Not called for `submit()` of the ref. */
  onSubmit?: Handler<'submit'>
  /** The form has a token. Called once. A hint, which any script can forge: act on what your backend reads. */
  onToken?: Handler<'token'>
  /**
   * A submit ended without a token, or a setting was rejected. The form says what the cardholder can do. Without a handler,
   * an error that you have to fix is an uncaught error.
   */
  onError?: Handler<'error'>
  /** The form did not load. `code` says why. Offer the cardholder another way. Without a handler, the error is uncaught. */
  onLoadError?: Handler<'loaderror'>
  /** The session had expired before the form was ready, or expires while it is on the page. */
  onExpired?: Handler<'expired'>
  /** The form works, but your page hides it. */
  onWarning?: Handler<'warning'>
  /** The form's height has changed, in px. The iframe already has it. */
  onResize?: Handler<'resize'>
}
