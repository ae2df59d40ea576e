/** A pattern in a library's code, and its replacement. */
export type Replacement = [RegExp, string]

/** Makes each replacement in the code of `library`. Throws if a pattern is not found, because the library has changed. */
export function replaceOrThrow(library: string, code: string, replacements: Replacement[]): string {
  return replacements.reduce((before, [pattern, replacement]) => {
    const after = before.replace(pattern, replacement)
    if (after === before)
      throw new Error(`${library} has changed: scripts/build finds ${pattern.source} no more.`)
    return after
  }, code)
}
