/**
 * Decides from the host page's report whether the form is covered. The browser alone can't: it reports a cover for every
 * effect around the form, such as an opacity of 0.99 or a shadow, and for every layer, such as a label over the form's
 * edge or an empty container of notifications.
 */
import { isPainted, PAINT, type Box, type Layer, type Point, type Style } from './paint.js'

/** A form with a lower opacity counts as hidden. */
const MIN_OPACITY = 0.9
/** A form counts as hidden if it is shrunk to less than this part of its area, or turned by more than this sine. */
const MIN_AREA = 0.5
const MAX_SINE = 0.2

/** Computed styles that can make the form fainter or smaller, each with the value that has no effect. */
const EFFECTS = {
  opacity: '1',
  filter: 'none',
  transform: 'none',
  'backdrop-filter': 'none',
  'mask-image': 'none',
  'clip-path': 'none',
  'mix-blend-mode': 'normal',
}

/** The computed styles that the page reports. */
export const JUDGED_STYLES = [...Object.keys(EFFECTS), ...PAINT]

/**
 * Returns the points at which a layer hides the form. The points are 30 px apart. Points under a layer with an ignored box
 * are left out. Returns `unexplained` if an effect hides the form, or if the page's report doesn't explain the browser's.
 */
export function findCover(
  report: unknown,
  isIgnored: (box: Box) => boolean = () => false,
): Point[] | 'unexplained' {
  const { around, points } = Object(report) as { around: unknown; points: unknown }
  const styles = toArray(around).map(toStyle)
  const opacity = styles.reduce((product, style) => product * Number(style.opacity), 1)
  // `!(… >= …)` is true for `NaN` too. The page's report is checked without a schema, to keep the script small.
  if (styles.length === 0 || !(opacity >= MIN_OPACITY) || !styles.every(isLegible)) return 'unexplained'
  const layered = toArray(points).flatMap(parsePoint)
  if (layered.length === 0 && !styles.some(hasEffect)) return 'unexplained'
  return layered.flatMap(({ point, layers }) => {
    const painted = layers.filter((layer) => isPainted(layer, point))
    return painted.length > 0 && !painted.some(({ box }) => box && isIgnored(box)) ? [point] : []
  })
}

function hasEffect(style: Style): boolean {
  return Object.entries(EFFECTS).some(([name, none]) => style[name] !== none)
}

/** Filters that leave the form as clear as before. */
const CLEAR_FILTERS = /(?:drop-shadow|saturate|grayscale|sepia|hue-rotate|invert)\((?:[^()]|\([^()]*\))*\)/g

/** Whether the effects of one element leave the form legible. */
function isLegible({ filter = '', transform = '', ...style }: Style): boolean {
  const rest = filter.replace(CLEAR_FILTERS, '').trim()
  return (
    (rest === '' || rest === 'none') &&
    isUpright(transform) &&
    style['mask-image'] === 'none' &&
    style['clip-path'] === 'none' &&
    style['mix-blend-mode'] === 'normal'
  )
}

/** Whether a computed transform leaves the form in the plane, nearly upright, and large enough. */
function isUpright(transform: string): boolean {
  if (transform === 'none') return true
  if (!transform.startsWith('matrix(')) return false
  const [a = 0, b = 0, c = 0, d = 0] = (transform.match(/-?[\d.]+(?:e-?\d+)?/g) ?? []).map(Number)
  return a * d - b * c >= MIN_AREA && Math.abs(b / a) <= MAX_SINE && Math.abs(c / d) <= MAX_SINE
}

/** A point of the page's report, as a list: empty if no layer lies over the point. */
function parsePoint(value: unknown): { point: Point; layers: Layer[] }[] {
  const [x, y, layers] = toArray(value)
  if (!Number.isFinite(x) || !Number.isFinite(y)) return []
  const found = toArray(layers).map(toLayer)
  return found.length > 0 ? [{ point: [x, y] as Point, layers: found }] : []
}

/** In the reports of newer SDKs, the element's opacity and its box follow the styles. */
function toLayer(description: unknown): Layer {
  const [opacity = 1, ...box] = toArray(description)
    .slice(1 + JUDGED_STYLES.length)
    .map(Number)
  return {
    name: String(toArray(description)[0]),
    style: toStyle(description),
    opacity,
    ...(box.length === 4 && { box: box as Box }),
  }
}

function toStyle(description: unknown): Style {
  const values = toArray(description).slice(1)
  return Object.fromEntries(
    JUDGED_STYLES.map((name, index) => {
      const value = values[index]
      return [name, typeof value === 'string' ? value : undefined]
    }),
  )
}

function toArray(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
