/** The chunk for `appearance.rules`: their parser, and the code that adds them to the document. */
export { applyRules } from './applyRules.js'
export { parseRules } from './parseRules.js'
