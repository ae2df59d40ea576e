import type { Plugin } from 'vite'
import { replaceOrThrow, type Replacement } from './replaceOrThrow.js'

/** What to replace in each file of credit-card-type, and why it is not needed. */
const replacements: Record<string, Replacement[]> = {
  'index.js': [
    // Functions that change the table of brands.
    [/^creditCardType\.getTypeInfo = [^]*?^creditCardType\.types = cardNames;$/m, ''],
    [/^function getCardPosition\([^]*?^\}$/m, ''],
    [/customCards\[cardType\] \|\| /, ''],
    [/^var customCards = \{\};$/m, ''],
    // A list that has the same order as the names.
    [/^var ORIGINAL_TEST_ORDER = [^]*?^\];$/m, ''],
    [/\(0, clone_1\.clone\)\(ORIGINAL_TEST_ORDER\)/, 'Object.values(cardNames)'],
    [/^var __assign = [^]*?^\};$/m, ''],
  ],
  'lib/card-types.js': [
    // Names of brands and of their security codes: the form has translations of its own.
    [/^ {8}niceType: .*,$/gm, ''],
    [/^ {12}name: "\w+",$/gm, ''],
    // Patterns as strings. The functions convert a number to a string at each key, and the browser caches these in 64 kB.
    [/(?<=patterns: \[[^a-z]*)\d+/g, '"$&"'],
  ],
}

/** Leaves out of credit-card-type what the form does not use: it asks only which brands a number can have. */
export const smallCardTypes: Plugin = {
  name: 'small-card-types',
  enforce: 'pre',
  transform(code, id) {
    const file = /\/credit-card-type\/dist\/(.+)$/.exec(id)?.[1]
    const table = file === undefined ? undefined : replacements[file]
    return table && { code: replaceOrThrow('credit-card-type', code, table), map: null }
  },
}
