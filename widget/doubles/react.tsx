/** The published entry `ingo-capture/testing/react`. It replaces `ingo-capture/react` in unit tests. */
import { createComponent } from '../sdk/component.js'
import { create } from './index.js'

export type { CaptureHandle, CaptureProps } from '../sdk/component.js'

/** Like `<Capture>` of `ingo-capture/react`, with the fake form of `ingo-capture/testing`. */
export const Capture = createComponent(create)
