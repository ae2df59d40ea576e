/** The chunk of every look but the default: the judge of the host page's wishes, and the style sheet that they need. */
import type { Configuration } from '../../protocol/appearance.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import { parseAppearance, toRefusedEvent, type Settings } from './parseAppearance.js'
import css from '../styles/themes.css?inline'

/** A constructed style sheet is what the document's policy allows; it is adopted once. */
const sheet = new CSSStyleSheet()
sheet.replaceSync(css)
document.adoptedStyleSheets.push(sheet)

export type ValidatedAppearance = { settings: Settings; refusals: ErrorEvent[] }

export function validateAppearance(appearance: Configuration['appearance']): ValidatedAppearance {
  const { settings, refused } = parseAppearance(appearance)
  return { settings, refusals: refused.map(toRefusedEvent) }
}
