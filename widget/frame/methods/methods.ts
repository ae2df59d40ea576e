/** The chunk of the methods other than the card, with their style sheet. */
import type { Methods } from './method.js'
import { createMethods } from './createMethods.js'
import css from './methods.css?inline'

/** The document's CSP allows a constructed style sheet, but no other that a script adds. */
const sheet = new CSSStyleSheet()
sheet.replaceSync(css)
document.adoptedStyleSheets.push(sheet)

/** The document's methods: its first rendering and its session use the same instance. */
export const methods: Methods = createMethods()
