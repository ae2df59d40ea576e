/** The published entry `ingo-capture/testing/react`: in place of `ingo-capture/react` in unit tests. */
import { createComponent } from '../sdk/component.js'
import { create } from './index.js'

export type { CaptureHandle, CaptureProps } from '../sdk/component.js'

/** As `<Capture>` of `ingo-capture/react`, with the fake form of `ingo-capture/testing`. */
export const Capture = createComponent(create)
