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
