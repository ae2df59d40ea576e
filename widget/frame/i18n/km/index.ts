/** Khmer. Review: machine-translated, not reviewed by a native speaker. */
import type { Translation } from '../translation.js'
import { form } from './form.js'
import { methods } from './methods.js'

export const messages: Translation = { ...form, ...methods }
