/** The published entry `ingo-capture`, and the script's global `IngoCapture`. */
export { create, type Capture, type CaptureEvents, type CaptureState } from './capture.js'
export { CaptureError } from './error.js'
export type { CaptureOptions } from './options.js'
export type { ChangeEvent, FieldName, FieldState, TokenEvent } from '../protocol/messages.js'
