/**
 * The published entry `ingo-capture/testing`. It replaces `ingo-capture` in unit tests with jsdom or happy-dom, which load
 * no iframe. The captures are the SDK's own. Their form is a fake that the test drives with `fake`.
 */
import { createCapture, type Capture } from '../sdk/capture.js'
import type { CaptureOptions } from '../sdk/options.js'
import { mountFakeForm } from './fakeForm.js'

export { CaptureError } from '../sdk/error.js'
export type { Capture } from '../sdk/capture.js'
export type { CaptureEvents } from '../sdk/events.js'
export type { CaptureState } from '../sdk/form.js'
export type { CaptureOptions, CaptureUpdate } from '../sdk/options.js'
export { fake, findFake, type FakeForm, type RefusalDetails } from './fake.js'

/** Like `create` of `ingo-capture`, with a form that stays `loading` until the test calls `fake.ready()`. */
export function create(options: CaptureOptions): Capture {
  return createCapture(options, mountFakeForm, () => false)
}

/** In place of `preload` of `ingo-capture`. Does nothing. */
export function preload(_url: string): void {
  return undefined
}
