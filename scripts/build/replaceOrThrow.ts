/** What to replace in a package, and with what. */
export type Replacement = [RegExp, string]

/** Makes each replacement in the code of `library`; throws an error when the library has changed, and one finds nothing. */
export function replaceOrThrow(library: string, code: string, replacements: Replacement[]): string {
  return replacements.reduce((before, [pattern, replacement]) => {
    const after = before.replace(pattern, replacement)
    if (after === before)
      throw new Error(`${library} has changed: scripts/build finds ${pattern.source} no more.`)
    return after
  }, code)
}
