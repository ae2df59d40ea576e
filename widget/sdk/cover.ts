/** Finds what lies over the form: the browser tells the frame of another site only that something does. */
import type { CoverQuestion, CoverReport } from '../protocol/messages.js'
import { parentAcrossShadow } from './scheme.js'

/** In px; a chat button has several points. */
const STEP = 30

/** `styles` names the computed styles that the frame judges. */
export function measureCover(frame: HTMLElement, { styles }: CoverQuestion): CoverReport {
  const describe = (element: Element) => {
    const style = getComputedStyle(element)
    return [element.localName, ...styles.map((name) => style.getPropertyValue(name))]
  }
  const around: string[][] = []
  for (let element: Element | undefined = frame; element; element = parentAcrossShadow(element)) {
    around.push(describe(element))
  }

  const { left, top, width, height } = frame.getBoundingClientRect()
  const root = frame.getRootNode() as Document
  const found: [x: number, y: number, Element[]][] = []
  // Without it no layer is found that lets clicks through. No policy of the page has to allow a constructed style sheet.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('*{pointer-events:auto!important}')
  root.adoptedStyleSheets.push(sheet)
  // The first points lie on the edges: a label over an edge is lower than a step.
  for (let y = 1; y < height; y += STEP) {
    for (let x = 1; x < width; x += STEP) found.push([x, y, root.elementsFromPoint(left + x, top + y)])
  }
  root.adoptedStyleSheets.pop()
  return {
    around,
    // Outside the window there is nothing.
    points: found.map(([x, y, elements]) => [x, y, elements.slice(0, elements.indexOf(frame)).map(describe)]),
  }
}
