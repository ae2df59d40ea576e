/** The chunk of the methods beside the card, with the style sheet that they need. */
import type { Methods } from './method.js'
import { createMethods } from './createMethods.js'
import css from './methods.css?inline'

/** A constructed style sheet is what the document's policy allows; it is adopted once. */
const sheet = new CSSStyleSheet()
sheet.replaceSync(css)
document.adoptedStyleSheets.push(sheet)

/** Those of this document, which has one form: what it begins with is what its session finds. */
export const methods: Methods = createMethods()
