/** Decides whether a layer of the host page paints something over the form, at one point. */

/** The distance between the points of the page's report, in px. */
export const STEP = 30
const SIDES = ['left', 'top', 'right', 'bottom'] as const

/** The computed styles that show what a layer paints, and whether clicks go through it. */
export const PAINT = [
  'pointer-events',
  'background-color',
  'background-image',
  'box-shadow',
  'color',
  'content',
  ...SIDES.flatMap((side) => [`border-${side}-width`, `border-${side}-color`]),
]

export type Style = Partial<Record<string, string>>
export type Point = [x: number, y: number]
export type Box = [left: number, top: number, right: number, bottom: number]

/**
 * An element over the form, or a part of an element: `#text`, `::before` or `::after`. A part has no `box`, and an older
 * SDK reports none.
 */
export type Layer = {
  name: string
  style: Style
  /** The opacity of its element. */
  opacity: number
  box?: Box
}

/** Elements that paint something without a background. */
const PICTURES = /^(?:img|video|canvas|svg|iframe|object|embed|input|button|select|textarea)$/

/**
 * Whether a layer hides the form at a point. A layer that lets clicks through, and is invisible or paints nothing, does
 * not: for example an empty container of notifications.
 */
export function isPainted({ name, style, opacity, box }: Layer, point: Point): boolean {
  const { content = '' } = style
  const isPseudo = name.startsWith('::')
  // The report has both pseudo-elements, even if the element has only one.
  if (isPseudo && (content === 'none' || content === 'normal')) return false
  if (style['pointer-events'] !== 'none') return true
  if (style.opacity === '0' || opacity === 0) return false
  const hasText = name === '#text' || (isPseudo && content !== '""')
  if (hasText && !isTransparent(style.color)) return true
  if (name === '#text') return false
  return (
    PICTURES.test(name) ||
    !isTransparent(style['background-color']) ||
    style['background-image'] !== 'none' ||
    // Other shadows lie outside of the layer.
    Boolean(style['box-shadow']?.includes('inset')) ||
    isOnBorder(style, point, box)
  )
}

function isTransparent(color = ''): boolean {
  return color === 'transparent' || /(?:^rgba\(.*,|\/) ?0(?:\.0*)?\)$/.test(color)
}

/** If the box is unknown, only a border of at least STEP px counts, because a thin line around the form hides nothing. */
function isOnBorder(style: Style, [x, y]: Point, box?: Box): boolean {
  const distances = box && [x - box[0], y - box[1], box[2] - x, box[3] - y]
  return SIDES.some((side, index) => {
    const width = Number.parseFloat(style[`border-${side}-width`] ?? '')
    return width > 0 && width >= (distances?.[index] ?? STEP) && !isTransparent(style[`border-${side}-color`])
  })
}
