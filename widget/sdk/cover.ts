/** Finds what lies over the form: the browser tells the frame of another site only that something does. */
import type { CoverReport } from '../protocol/messages.js'
import { parentAcrossShadow } from './scheme.js'

/** In px; a chat button has several points. */
const STEP = 30

export function measureCover(frame: HTMLElement): CoverReport {
  let opacity = 1
  for (let element: Element | undefined = frame; element; element = parentAcrossShadow(element)) {
    opacity *= +getComputedStyle(element).opacity
  }
  const { left, top, width, height } = frame.getBoundingClientRect()
  const root = frame.getRootNode() as Document
  const covered: CoverReport['covered'] = []
  for (let y = STEP / 2; y < height; y += STEP) {
    for (let x = STEP / 2; x < width; x += STEP) {
      const found = root.elementFromPoint(left + x, top + y)
      // Outside the window there is nothing.
      if (found && found !== frame) covered.push([x, y])
    }
  }
  return { opacity, covered }
}
