/** Judges how much of the form, of its button or of a field the covered points hide. */
import { findCover } from './findCover.js'
import { STEP, type Box, type Point } from './paint.js'

/** The part of the form, or of its button, that must be covered. */
const HIDDEN_PART = 1 / 3
/** More of a field: a chat button over the end of a narrow field leaves it legible. */
const HIDDEN_FIELD_PART = 2 / 3

/** The controls in which the cardholder types or chooses, without the invisible ones that receive autofill. */
const FIELDS = '.field input, .field select'

/** Whether these points are a third of a box. */
export function isPartHidden(points: Point[], { width, height }: DOMRectReadOnly): boolean {
  return points.length > 0 && points.length * STEP * STEP >= width * height * HIDDEN_PART
}

/** Whether a layer hides one of the fields in the shown part of the form. */
export function isFieldHidden(report: unknown, shown: DOMRectReadOnly): boolean {
  const cover = findCover(report, (box) => isEdgeBand(box, shown))
  if (cover === 'unexplained') return true
  return [...document.querySelectorAll(FIELDS)].some((field) => {
    const box = intersect(field.getBoundingClientRect(), shown)
    const all = countSteps(box.left, box.right) * countSteps(box.top, box.bottom)
    const covered = cover.filter((point) => isInside(point, box)).length
    return all > 0 && covered >= all * HIDDEN_FIELD_PART
  })
}

/**
 * Whether a layer reaches over the whole width of the form and over its upper or lower end, such as a header that stays
 * while the form scrolls below it: the cardholder scrolls what it hides into view.
 */
function isEdgeBand([left, top, right, bottom]: Box, shown: DOMRectReadOnly): boolean {
  // In px: boxes of the page and of the form are rounded differently.
  const tolerance = 1
  // The frame is this much wider than its place on the page, for focus rings.
  const overhang = 4 + tolerance
  const isAbove = shown.top > tolerance ? top <= shown.top + tolerance : top < -tolerance
  const isBelow =
    shown.bottom < innerHeight - tolerance
      ? bottom >= shown.bottom - tolerance
      : bottom > innerHeight + tolerance
  return left <= shown.left + overhang && right >= shown.right - overhang && (isAbove || isBelow)
}

function intersect(box: DOMRectReadOnly, shown: DOMRectReadOnly) {
  return {
    left: Math.max(box.left, shown.left),
    top: Math.max(box.top, shown.top),
    right: Math.min(box.right, shown.right),
    bottom: Math.min(box.bottom, shown.bottom),
  }
}

/** How many of the page's points, at 1, 31, 61 …, lie in a range of px. */
function countSteps(low: number, high: number): number {
  return Math.max(0, Math.floor((high - 1) / STEP) - Math.ceil((low - 1) / STEP) + 1)
}

/** Whether a point lies in a box. */
export function isInside(
  [x, y]: Point,
  { left, right, top, bottom }: Pick<DOMRectReadOnly, 'left' | 'right' | 'top' | 'bottom'>,
): boolean {
  return x >= left && x <= right && y >= top && y <= bottom
}
