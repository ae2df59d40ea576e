/** The published entry `ingo-capture`, and the script's global `IngoCapture`. */
export { create, type Capture, type CaptureState } from './capture.js'
export { CaptureError } from './error.js'
export type { CaptureEvents } from './events.js'
export type { Font } from './fonts.js'
export type { CaptureOptions, CaptureUpdate } from './options.js'
export type { Appearance, AppearanceVariables } from '../protocol/appearance.js'
export type { ChangeEvent, FieldName, FieldState, TokenEvent } from '../protocol/messages.js'
