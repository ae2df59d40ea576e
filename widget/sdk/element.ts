/** The published entry `ingo-capture/element`: importing it defines `<ingo-capture>`. */
import { defineElement, IngoCaptureElement } from './elementClass.js'

export { IngoCaptureElement }

// Here, and not in a module that entries share: bundlers keep the effects of entries alone (`sideEffects`).
defineElement()
