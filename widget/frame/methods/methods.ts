/** The chunk of the methods other than the card, with their style sheet. */
import type { Methods } from './method.js'
import { createMethods } from './createMethods.js'
import css from './methods.css?inline'

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

/** The document's methods: its first rendering and its session use the same instance. */
export const methods: Methods = createMethods()
