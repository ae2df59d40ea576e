/**
 * The documents in languages other than English and Spanish: the English document with replaced texts. The build lists
 * the texts of each language, and the server replaces them when a document is first needed. Stored whole, the documents
 * of all languages would take 16 MB.
 */

/** Maps each part of the English document to the part in another language. */
export type DocumentTexts = Record<string, string>

/**
 * The parts that differ between two languages: the root element, the links to the language's chunks, a title, an
 * attribute that is read or shown, all options of a select (each language sorts them), and a text.
 */
const PARTS =
  /<html[^>]*>|(?:<link rel="modulepreload"[^>]*>)*<style>|(?:aria-label|placeholder)="[^"]*"|<option(?:(?!<\/select>).)*<\/option>|>[^<]+(?=<)/gs

/** Lists the texts of `other`, which is `english` in another language. Throws if the two have different elements. */
export function listTexts(english: string, other: string): DocumentTexts {
  const [from, to] = [english, other].map((document) => document.match(PARTS) ?? [])
  const texts = Object.fromEntries(
    (from ?? [])
      .map((part, index) => [part, to?.[index] ?? part] as const)
      .filter(([part, text]) => part !== text),
  )
  if (translateDocument(english, texts) !== other)
    throw new Error('The documents of two languages differ in more than their texts.')
  return texts
}

/** The English document in the language of the texts. */
export function translateDocument(english: string, texts: DocumentTexts): string {
  return english.replace(PARTS, (part) => (Object.hasOwn(texts, part) ? (texts[part] ?? part) : part))
}

/** The path of the file with a language's texts, which the build writes. */
export function textsPath(language: string): string {
  return `frame/texts/${language}.json`
}
