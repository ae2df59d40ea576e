/** The chunk of the methods other than the card, with their style sheets. */
import type { Methods } from './method.js'
import { createMethods } from './createMethods.js'
import { addStyles } from '../ui/ownStyles.js'
import forms from './methods.css?inline'
import options from './options.css?inline'

addStyles(options + forms)

/** The document's methods. The first rendering and the session use the same instance. */
export const methods: Methods = createMethods()
