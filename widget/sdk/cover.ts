/** Finds the elements that cover the form. The browser tells a cross-origin frame only that something covers it. */
import type { CoverQuestion, CoverReport, LayerDescription } from '../protocol/messages.js'
import { parentAcrossShadow } from './scheme.js'

/** Distance in px between the tested points. A chat button covers several of them. */
const STEP = 30

/** `styles` are the names of the computed styles that the frame evaluates. */
export function measureCover(frame: HTMLElement, { styles }: CoverQuestion): CoverReport {
  const describe = (element: Element, part = element.localName) => {
    // For a part without colons, getComputedStyle returns the styles of the element itself.
    const style = getComputedStyle(element, part)
    return [part, ...styles.map((name) => style.getPropertyValue(name))]
  }
  const { left, top } = frame.getBoundingClientRect()
  // elementsFromPoint skips `pointer-events: none`. With these rules it finds all boxes, then only the pseudo-elements.
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
    // Points outside the window have no layers.
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

/** Each point with the elements over the form, topmost first. `css` decides which elements the pointer can hit. */
function hitTest(frame: HTMLElement, css: string): [x: number, y: number, Element[]][] {
  const { left, top, width, height } = frame.getBoundingClientRect()
  const root = frame.getRootNode() as Document
  const found: [x: number, y: number, Element[]][] = []
  // A constructed style sheet works under every Content-Security-Policy.
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  root.adoptedStyleSheets.push(sheet)
  // The first points lie on the top and left edges, because a label over an edge may be lower than STEP.
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
