/** Computes the form's height, so that the host page can reserve the space before the frame reports its height. */
import type { Configuration } from '../protocol/appearance.js'

/** Heights in px, as in the frame's style sheet. `above` and `floating`: a field with such a label, and its note. */
const SPACIOUS = { above: 96, floating: 84, heading: 36, gap: 12, button: 52 }
const COMPACT = { above: 76, floating: 64, heading: 32, gap: 8, button: 48 }
/** Below this width, in px, the city has a row of its own, and fields of the compact layout are higher. */
export const NARROW = 480
/** Below these widths, in px, two or three methods stand one below the other. */
export const TWO_WIDE = 540
export const THREE_WIDE = 800
/** Below this width, in px, a check's texts wrap, and so do errors of the spacious layout. */
export const VERY_NARROW = 400

/** The height in px of the form of a session's `url`, whose query names its fields, at a width in px. */
export function formHeight(url: string, width: number, configuration: Configuration): number {
  const { submitButton, appearance } = configuration
  const { layout = 'compact', labels = 'above' } = appearance ?? {}
  const { heading, gap, button, ...fields } = layout === 'compact' ? COMPACT : SPACIOUS
  let field = fields[labels]
  // In a narrow form fields are higher, and a second line is reserved for errors.
  if (layout !== 'compact') field += width < VERY_NARROW ? 8 : 0
  else if (labels === 'above') field += width < NARROW ? 4 : 0
  const [types = '', ...hints] = (new URL(url).searchParams.get('form') || 'card').split('.')
  const has = (part: string) => !hints.includes(`no-${part}`)
  const isCard = types.startsWith('card')
  let rows = 0
  let height = heading + 8 // Room for the focus ring.
  if (isCard) rows = 1 + Number(hints.includes('business')) + Number(has('cvv') || has('expiry'))
  else height += width < VERY_NARROW ? 80 : 59 // The introduction of a check.
  // The choice between methods: one below the other, or side by side.
  const methods = types.split(',').length
  if (methods > 1) {
    const isColumn = width < (methods > 2 ? THREE_WIDE : TWO_WIDE)
    height += isColumn ? 42 + 64 * methods : width < 640 || methods > 2 ? 122 : 106
  }
  if (has('recipient')) {
    rows += width < NARROW ? 6 : 5
    // The heading of the address, or the question of a check.
    height += gap + (isCard ? heading : width < VERY_NARROW ? 187 : 141)
  }
  if (submitButton !== false) height += button
  return height + rows * field
}
