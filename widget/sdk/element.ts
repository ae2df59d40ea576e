/** The published entry `ingo-capture/element`: importing it defines `<ingo-capture>`. */
import { defineElement, IngoCaptureElement } from './elementClass.js'

export { IngoCaptureElement }

// Called here and not in a shared module, because bundlers keep side effects only of the entries (`sideEffects`).
defineElement()
