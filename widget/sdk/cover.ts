/** Finds what lies over the form: the browser tells the frame of another site only that something does. */
import type { CoverQuestion, CoverReport, LayerDescription } from '../protocol/messages.js'
import { parentAcrossShadow } from './scheme.js'

/** In px; a chat button has several points. */
const STEP = 30

/** `styles` names the computed styles that the frame judges. */
export function measureCover(frame: HTMLElement, { styles }: CoverQuestion): CoverReport {
  const describe = (element: Element, part = element.localName) => {
    // A part without colons has the styles of the element.
    const style = getComputedStyle(element, part)
    return [part, ...styles.map((name) => style.getPropertyValue(name))]
  }
  const { left, top } = frame.getBoundingClientRect()
  // Without these no layer is found that lets clicks through: its boxes, then its pseudo-elements alone.
  const auto = '{pointer-events:auto!important}'
  const none = '{pointer-events:none!important}'
  const elements = hitTest(frame, `*${auto}::before,::after${none}`)
  const pseudoElements = hitTest(frame, `*${none}iframe,::before,::after${auto}`)

  const describeLayer = remember((element) => {
    const opacity = getComputedStyle(element).getPropertyValue('opacity')
    const box = element.getBoundingClientRect()
    const inFrame = [box.left - left, box.top - top, box.right - left, box.bottom - top]
    return {
      own: [...describe(element), opacity, ...inFrame],
      text: describe(element, '#text'),
      pseudo: ['::before', '::after'].map((part) => [...describe(element, part), opacity]),
      lines: [...element.childNodes].flatMap(findLines),
    }
  })
  /** A line of text may lie between the points. */
  const isNear = (x: number, y: number) => (line: DOMRect) =>
    Math.abs(left + x - line.left - line.width / 2) < (line.width + STEP) / 2 &&
    Math.abs(top + y - line.top - line.height / 2) < (line.height + STEP) / 2

  const around: string[][] = []
  for (let element: Element | undefined = frame; element; element = parentAcrossShadow(element)) {
    around.push(describe(element))
  }
  return {
    around,
    // Outside the window there is nothing.
    points: elements.map(([x, y, layers], index) => [
      x,
      y,
      [
        ...layers
          .map(describeLayer)
          .flatMap(({ own, text, lines }): LayerDescription[] =>
            lines.some(isNear(x, y)) ? [own, text] : [own],
          ),
        ...(pseudoElements[index]?.[2] ?? []).flatMap((element) => describeLayer(element).pseudo),
      ],
    ]),
  }
}

/** Each point with the elements over the form that this style sheet lets the pointer hit, topmost first. */
function hitTest(frame: HTMLElement, css: string): [x: number, y: number, Element[]][] {
  const { left, top, width, height } = frame.getBoundingClientRect()
  const root = frame.getRootNode() as Document
  const found: [x: number, y: number, Element[]][] = []
  // No policy of the page has to allow a constructed style sheet.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets.push(sheet)
  // The first points lie on the edges: a label over an edge is lower than a step.
  for (let y = 1; y < height; y += STEP) {
    for (let x = 1; x < width; x += STEP) {
      const elements = root.elementsFromPoint(left + x, top + y)
      found.push([x, y, elements.slice(0, elements.indexOf(frame))])
    }
  }
  root.adoptedStyleSheets.pop()
  return found
}

/** The boxes of a text, one for each line. */
function findLines(node: Node): DOMRect[] {
  if (node.nodeType !== Node.TEXT_NODE) return []
  const range = new Range()
  range.selectNode(node)
  return [...range.getClientRects()]
}

/** Calls `make` once for each element. */
function remember<Value>(make: (element: Element) => Value): (element: Element) => Value {
  const made = new Map<Element, Value>()
  return (element) => {
    const value = made.get(element) ?? make(element)
    made.set(element, value)
    return value
  }
}
