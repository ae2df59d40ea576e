/** The published entry `ingo-capture/testing/element`: `<ingo-capture>` with the fake form of `ingo-capture/testing`. */
import { defineElement, IngoCaptureElement } from '../sdk/elementClass.js'
import { create } from './index.js'

export { IngoCaptureElement }

IngoCaptureElement.create = create
defineElement()
