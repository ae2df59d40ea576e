/** Computes how much of the form, of its button or of a field the covered points hide. */
import { findCover } from './findCover.js'
import { STEP, type Box, type Point } from './paint.js'

/** The form, or its button, counts as hidden if this part of it is covered. */
const HIDDEN_PART = 1 / 3
/** The same for a field. It is more, because a chat button over the end of a narrow field leaves the field legible. */
const HIDDEN_FIELD_PART = 2 / 3

/** The controls in which the cardholder types or chooses. AutofillProxy is a textarea, so it doesn't match. */
const FIELDS = '.field input, .field select'

/** Whether the points cover a third of a box, or more. */
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
 * Whether a layer covers the whole width of the form at its upper or lower end, such as a sticky header. It is ignored,
 * because the cardholder can scroll the hidden field into view.
 */
function isEdgeBand([left, top, right, bottom]: Box, shown: DOMRectReadOnly): boolean {
  // In px, because the page's boxes and the form's boxes are rounded differently.
  const tolerance = 1
  // The frame is 4 px wider than its host element on each side, for focus rings.
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
