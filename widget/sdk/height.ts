/** The height of the form before its frame can report it, so that the host page can reserve the space. */
import type { Configuration } from '../protocol/appearance.js'

/**
 * Heights in px, as in the frame's style sheet. `above` and `floating` are a field with its label and note.
 * Fields that share a very narrow row reserve a second line for their notes, which is `more` high.
 */
const HEIGHTS = {
  stacked: { above: 96, floating: 84, more: 8, heading: 36, gap: 8, button: 52 },
  compact: { above: 84, floating: 70, more: 10, heading: 32, gap: 4, button: 48 },
}
/** Below this width, in px, the city has a row of its own. */
export const NARROW = 480
/** Below this width, in px, notes and a check's question wrap. */
export const VERY_NARROW = 400

/** The height in px of the form of a session's `url`, whose query names its fields, at a width in px. */
export function formHeight(url: string, width: number, configuration: Configuration): number {
  const { submitButton, appearance } = configuration
  const { heading, gap, button, more, ...field } = HEIGHTS[appearance?.layout ?? 'stacked']
  const [types = '', ...hints] = (new URL(url).searchParams.get('form') ?? '').split('.')
  const has = (part: string) => !hints.includes(`no-${part}`)
  const isCard = /^(?:card|$)/.test(types)
  /** Rows of one field, and rows that two fields share. */
  let single = 0
  let shared = 0
  let height = heading + 8 // Room for the focus ring.
  if (isCard) {
    single = hints.includes('business') ? 2 : 1
    if (has('cvv') || has('expiry')) shared = 1
  } else height += width < NARROW ? 80 : 38 // The introduction of a check.
  if (has('recipient')) {
    single += 3
    shared += width < NARROW ? 3 : 2
    if (isCard) height += gap + heading
    else height += width < VERY_NARROW ? 171 : 149 // The question of a check.
  }
  if (width < VERY_NARROW) height += shared * more
  if (types.includes(',')) height += width < 288 ? 146 : 94 // In two rows or one.
  if (submitButton !== false) height += button
  return height + (shared + single) * field[appearance?.labels ?? 'above']
}
