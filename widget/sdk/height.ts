/** The height of the form before its frame can report it, so that the host page can reserve the space. */
import type { Configuration } from '../protocol/appearance.js'

/** Heights in px, as in the frame's style sheet. `above` and `floating` are a field with its label and note. */
const SPACIOUS = { above: 96, floating: 84, heading: 36, gap: 8, button: 52 }
const COMPACT = { above: 76, floating: 64, heading: 32, gap: 4, button: 48 }
/** Below this width, in px, the city has a row of its own, and fields of the compact layout are higher. */
export const NARROW = 480
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
  const [types = '', ...hints] = (new URL(url).searchParams.get('form') ?? '').split('.')
  const has = (part: string) => !hints.includes(`no-${part}`)
  const isCard = /^(?:card|$)/.test(types)
  let rows = 0
  let height = heading + 8 // Room for the focus ring.
  if (isCard) {
    rows = hints.includes('business') ? 2 : 1
    if (has('cvv') || has('expiry')) rows += 1
  } else height += width < VERY_NARROW ? 80 : 59 // The introduction of a check.
  if (has('recipient')) {
    rows += width < NARROW ? 6 : 5
    if (isCard) height += gap + heading
    else height += gap + (width < VERY_NARROW ? 177 : 141) // The question of a check.
  }
  if (types.includes(',')) height += width < 288 ? 146 : 94 // In two rows or one.
  if (submitButton !== false) height += button
  return height + rows * field
}
