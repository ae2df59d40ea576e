/**
 * The registry of languages. To add one, create a folder beside this file with `form.ts`, `states.ts` and `methods.ts`,
 * and add one line here. English is the default and part of the entry; every other language is a chunk of its own.
 */
import type { Catalogue } from './en/form.js'

/** Language tag (BCP 47) → how its messages load. */
export const loaders = new Map<string, () => Promise<{ form: Catalogue }>>([
  ['es', () => import('./es/form.js')],
])
