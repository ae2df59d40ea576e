/** Which languages there are, and how each one comes: only English is there from the start. */
import { en, type Catalogue } from './en/form.js'

/** A catalogue and the language it is in, for plural forms and the document's `lang`. */
export type Messages = Catalogue & { language: string }

export const english: Messages = { ...en, language: 'en' }

const loaders = new Map<string, () => Promise<Messages>>([
  ['en', () => Promise.resolve(english)],
  ['es', async () => ({ ...(await import('./es/form.js')).es, language: 'es' })],
])

/** BCP 47. */
export const languages: string[] = [...loaders.keys()]

/** The first of the tags that has a catalogue, by BCP 47 fall-back (`es-MX` → `es`); else English. */
export function resolveLanguage(tags: readonly string[]): string {
  return tags.map(ownLanguage).find((tag) => tag !== undefined) ?? 'en'
}

/** A language's catalogue; English where it doesn't come. */
export async function loadMessages(language: string): Promise<Messages> {
  try {
    return (await loaders.get(language)?.()) ?? english
  } catch {
    return english
  }
}

function ownLanguage(tag: string): string | undefined {
  for (let rest = canonical(tag); rest; rest = rest.slice(0, Math.max(rest.lastIndexOf('-'), 0))) {
    if (loaders.has(rest)) return rest
  }
  return undefined
}

/** As it is written by the registry, `spa-mx` as `es-MX`; empty where it is no language tag at all. */
function canonical(tag: string): string {
  try {
    return new Intl.Locale(tag).baseName
  } catch {
    return ''
  }
}
