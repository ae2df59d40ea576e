/** How high the form will be, before the frame is there to say so: its host page keeps the place free. */
import type { Appearance, Configuration } from '../protocol/appearance.js'

type Look = Pick<Appearance, 'labels' | 'layout'>

/**
 * Heights in px as the frame's style sheet has them; a field's is that of label, control and note, and
 * `more` is for the second line that stands ready below fields that share a very narrow row.
 */
const heights = {
  stacked: { above: 96, floating: 84, more: 8, heading: 36, gap: 8, button: 52 },
  compact: { above: 84, floating: 70, more: 10, heading: 32, gap: 4, button: 48 },
}
/** Of the choice between methods; of a check's introduction, and of its question. */
const CHOICE = { wide: 94, narrow: 146 }
const LEAD = { wide: 38, narrow: 80 }
const QUESTION = { wide: 149, narrow: 171 }
/** Room for the focus ring. */
const EDGES = 8
/** Below it the city has a row of its own. */
export const NARROW = 480
export const VERY_NARROW = 400
/** Below it two methods stand one below the other. */
const NARROWEST = 288

/** The same for a session's url, which holds the variant, and a form as it will be told to look. */
export function heightOfUrl(url: string, width: number, { submitButton, appearance }: Configuration): number {
  const variant = new URL(url).searchParams.get('form') ?? ''
  return reservedHeight(variant, width, submitButton !== false, appearance)
}

/** `variant` is the hint in the session's url: it says which fields the form has. */
export function reservedHeight(variant: string, width: number, submitButton: boolean, look?: Look): number {
  const { heading, gap, button, more, ...field } = heights[look?.layout ?? 'stacked']
  const [types = '', ...hints] = variant.split('.')
  const has = (part: string) => !hints.includes(`no-${part}`)
  const isCard = /^(?:card|$)/.test(types)
  const sharedInCard = isCard && (has('cvv') || has('expiry')) ? 1 : 0
  // Names, and the place: there the city is in the row too.
  const shared = sharedInCard + (has('recipient') ? (width < NARROW ? 3 : 2) : 0)
  const single =
    (isCard ? 1 : 0) + (isCard && hints.includes('business') ? 1 : 0) + (has('recipient') ? 3 : 0)
  const veryNarrow = width < VERY_NARROW
  const address = isCard ? gap + heading : QUESTION[veryNarrow ? 'narrow' : 'wide']
  return (
    EDGES +
    heading +
    (shared + single) * field[look?.labels ?? 'above'] +
    (veryNarrow ? shared * more : 0) +
    (has('recipient') ? address : 0) +
    (isCard ? 0 : LEAD[width < NARROW ? 'narrow' : 'wide']) +
    (types.includes(',') ? CHOICE[width < NARROWEST ? 'narrow' : 'wide'] : 0) +
    (submitButton ? button : 0)
  )
}
