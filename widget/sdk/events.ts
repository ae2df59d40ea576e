/** What the host page can listen to. No event holds a value that was typed. */
import type { ChangeEvent, FieldName, TokenEvent } from '../protocol/messages.js'
import type { CaptureError } from './error.js'

type Nothing = Record<string, never>

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
  resize: { height: number }
}

/** How the element is listened to. */
export type Listening<Name extends keyof CaptureEvents> = [
  type: Name,
  listener: (event: CustomEvent<CaptureEvents[Name]>) => void,
  options?: boolean | AddEventListenerOptions,
]

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
  'resize',
] as const satisfies (keyof CaptureEvents)[]

/** Each event, with the name that its handler has as a React prop: a table of its own, which the script leaves out. */
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
  resize: 'onResize',
} as const satisfies Record<keyof CaptureEvents & (typeof eventNames)[number], `on${string}`>
