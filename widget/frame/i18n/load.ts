/** Loads a language's messages. */
import type { Language } from '../../../contract/languages.js'
import { form, type Catalogue } from './en/form.js'

/** A catalogue and the tag of its language, for plural forms and the document's `lang`. */
export type Messages = Catalogue & { language: string }

/** The default language, available without loading. */
export const english: Messages = { ...form, language: 'en' }

/** A language's messages, including those of all methods. English if they fail to load. */
export async function loadMessages(language: Language): Promise<Messages> {
  if (language === 'en') return english
  try {
    // A separate chunk, because a form in English does not need the names of the other languages' files.
    const { loaders } = await import('./loaders.js')
    const { messages } = await loaders[language]()
    return { ...messages, language }
  } catch {
    return english
  }
}
