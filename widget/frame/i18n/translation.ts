/** The shape of a translation: the keys of English, with the plural forms that its language needs. */
import type { Catalogue } from './en/form.js'
import type { MethodCatalogue } from './en/methods.js'

/** All messages of a language other than English. */
export type Translation = Catalogue & MethodCatalogue
