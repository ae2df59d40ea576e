/** The chunk for every appearance but the default: its parser and its style sheet. */
import type { Configuration } from '../../protocol/appearance.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import { parseAppearance, toRefusedEvent, type Settings } from './parseAppearance.js'
import css from '../styles/themes.css?inline'

export { addFonts } from './fonts.js'

/** The document's CSP allows a constructed style sheet, but no other that a script adds. */
const sheet = new CSSStyleSheet()
sheet.replaceSync(css)
document.adoptedStyleSheets.push(sheet)

/** The valid settings, and an event for each refused one. */
export type ValidatedAppearance = { settings: Settings; refused: ErrorEvent[] }

/** Validates the host page's appearance. */
export function validateAppearance(appearance: Configuration['appearance']): ValidatedAppearance {
  const { settings, refused } = parseAppearance(appearance)
  return { settings, refused: refused.map(toRefusedEvent) }
}
