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

/** Each event, with the name that its handler has as a React prop. */
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
} as const satisfies Record<keyof CaptureEvents, `on${string}`>

export const eventNames = Object.keys(handlerNames) as (keyof CaptureEvents)[]
