/** Chooses a language and loads its messages. */
import { form, type Catalogue } from './en/form.js'
import { loaders } from './languages.js'

/** A catalogue and the tag of its language, for plural forms and the document's `lang`. */
export type Messages = Catalogue & { language: string }

/** The default language, available without loading. */
export const english: Messages = { ...form, language: 'en' }

/** The tags of all languages, BCP 47. */
export const languages: string[] = ['en', ...loaders.keys()]

/** The first tag with a catalogue, with BCP 47 fallback (`es-MX` → `es`); else English. */
export function resolveLanguage(tags: readonly string[]): string {
  return tags.map(findLanguage).find((tag) => tag !== undefined) ?? 'en'
}

/** A language's messages; English if the language is unknown or fails to load. */
export async function loadMessages(language: string): Promise<Messages> {
  try {
    const loaded = await loaders.get(language)?.()
    return loaded ? { ...loaded.form, language } : english
  } catch {
    return english
  }
}

function findLanguage(tag: string): string | undefined {
  for (let rest = toCanonicalTag(tag); rest; rest = rest.slice(0, Math.max(rest.lastIndexOf('-'), 0))) {
    if (languages.includes(rest)) return rest
  }
  return undefined
}

/** The tag in its canonical form, `spa-mx` as `es-MX`; empty if it is not a language tag. */
function toCanonicalTag(tag: string): string {
  try {
    return new Intl.Locale(tag).baseName
  } catch {
    return ''
  }
}
