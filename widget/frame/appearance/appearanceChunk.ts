/** The chunk for every appearance but the default: its parser and its style sheet. */
import type { Configuration } from '../../protocol/appearance.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import { parseAppearance, toRefusedEvent, type Settings } from './parseAppearance.js'
import css from '../styles/themes.css?inline'

export { addFonts } from './fonts.js'

/**
 * The document's CSP allows a constructed style sheet, but no style element that a script adds. Safari before 16.4 can't
 * construct one: there the styles become one rule of the document's own style sheet.
 */
if ('adoptedStyleSheets' in document) {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets.push(sheet)
} else {
  const [own] = (document as Document).styleSheets
  own?.insertRule(`@media all{${css}}`, own.cssRules.length)
}

/** The valid settings, and an event for each refused one. */
export type ValidatedAppearance = { settings: Settings; refused: ErrorEvent[] }

/** Validates the host page's appearance. */
export function validateAppearance(appearance: Configuration['appearance']): ValidatedAppearance {
  const { settings, refused } = parseAppearance(appearance)
  return { settings, refused: refused.map(toRefusedEvent) }
}
