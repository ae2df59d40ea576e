/** The chunk of the methods other than the card, with their style sheet. */
import type { Methods } from './method.js'
import { createMethods } from './createMethods.js'
import { addStyles } from '../ui/ownStyles.js'
import css from './methods.css?inline'

addStyles(css)

/** The document's methods. The first rendering and the session use the same instance. */
export const methods: Methods = createMethods()
