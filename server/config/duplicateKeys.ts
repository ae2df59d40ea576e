/** Finds the names that JSON.parse drops silently: it keeps the last of two equal names in one object. */

/** A string, or what opens an object, closes it, or follows a name. The rest of a valid text has no effect. */
const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}:]/g

/**
 * The names that an object of the text has more than once, each as its path without positions in arrays. Names are
 * compared as parsed, so `"a"` and `"\u0061"` are equal. The text must be valid JSON.
 */
export function findDuplicateKeys(text: string): string[][] {
  const duplicates: string[][] = []
  const objects: { names: Set<string>; name: string }[] = []
  let string = ''
  for (const [token] of text.matchAll(TOKENS)) {
    const object = objects.at(-1)
    if (token === '{') objects.push({ names: new Set(), name: '' })
    else if (token === '}') objects.pop()
    else if (token !== ':') string = token
    else if (object) {
      object.name = string.includes('\\') ? (JSON.parse(string) as string) : string.slice(1, -1)
      if (object.names.has(object.name)) duplicates.push(objects.map(({ name }) => name))
      object.names.add(object.name)
    }
  }
  return duplicates
}
