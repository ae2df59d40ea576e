/** Finds duplicate names, of which JSON.parse silently keeps only the last in an object. */

type OpenObject = { names: Set<string>; name: string }

/**
 * The duplicate names in objects of the text, each as its path without positions in arrays. Names are compared as
 * parsed, so `"a"` and `"\u0061"` are equal. The text must be valid JSON, and `value` its parsed value.
 */
export function findDuplicateKeys(text: string, value: unknown = JSON.parse(text)): string[][] {
  // Nearly every text ends here, before a string is created for each of its names.
  if (countNames(text) === countKeys(value)) return []
  const duplicates: string[][] = []
  const objects: OpenObject[] = []
  /** The quotes around the latest string. */
  let [from, to] = [0, 0]
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') {
      from = at
      at = findQuote(text, at + 1)
      to = at
    } else if (character === '{') objects.push({ names: new Set(), name: '' })
    else if (character === '}') objects.pop()
    else if (character === ':') {
      if (isRepeated(objects.at(-1), text.slice(from + 1, to)))
        duplicates.push(objects.map(({ name }) => name))
    }
  }
  return duplicates
}

/** The number of names in the objects of a text, including those that JSON.parse drops. */
function countNames(text: string): number {
  let names = 0
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') at = findQuote(text, at + 1)
    else if (text[at] === ':') names += 1
  }
  return names
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  let keys = 0
  if (Array.isArray(value)) for (const item of value) keys += countKeys(item)
  else for (const key in value) keys += 1 + countKeys(Reflect.get(value, key))
  return keys
}

/** The position of the quote that ends the string around `at`. */
function findQuote(text: string, at: number): number {
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}

/** Whether the name is already in its object. Adds it. `quoted` is the raw text between the quotes. */
function isRepeated(object: OpenObject | undefined, quoted: string): boolean {
  if (!object) return false
  object.name = quoted.includes('\\') ? (JSON.parse(`"${quoted}"`) as string) : quoted
  if (object.names.has(object.name)) return true
  object.names.add(object.name)
  return false
}
