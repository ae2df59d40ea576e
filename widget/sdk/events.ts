/** The events that the host page can listen to. No event contains the cardholder's input. */
import type { ChangeEvent, FieldName, TokenEvent, WarningEvent } from '../protocol/messages.js'
import type { CaptureError } from './error.js'

type Nothing = Record<string, never>

/** Event name → payload. */
export type CaptureEvents = {
  ready: Nothing
  change: ChangeEvent
  focus: { field: FieldName }
  blur: { field: FieldName }
  escape: Nothing
  submit: Nothing
  token: TokenEvent
  error: CaptureError
  loaderror: CaptureError
  expired: Nothing
  warning: WarningEvent
  /** In px. */
  resize: { height: number }
}

/** The arguments of the element's `addEventListener`. */
export type ListenerArguments<Name extends keyof CaptureEvents> = [
  type: Name,
  listener: (event: CustomEvent<CaptureEvents[Name]>) => void,
  options?: boolean | AddEventListenerOptions,
]

/** The event names at runtime. `on` rejects any other name. */
export const eventNames = [
  'ready',
  'change',
  'focus',
  'blur',
  'escape',
  'submit',
  'token',
  'error',
  'loaderror',
  'expired',
  'warning',
  'resize',
] as const satisfies (keyof CaptureEvents)[]

/** The React prop for each event. Separate from `eventNames`, so that the script's bundle does not contain it. */
export const handlerNames = {
  ready: 'onReady',
  change: 'onChange',
  focus: 'onFocus',
  blur: 'onBlur',
  escape: 'onEscape',
  submit: 'onSubmit',
  token: 'onToken',
  error: 'onError',
  loaderror: 'onLoadError',
  expired: 'onExpired',
  warning: 'onWarning',
  resize: 'onResize',
} as const satisfies Record<keyof CaptureEvents & (typeof eventNames)[number], `on${string}`>
