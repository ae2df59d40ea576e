/** Suggests a known name in place of an unknown one. */

/** The maximum number of missing, added or changed letters. */
const MAX_DISTANCE = 2

/** The known name that is most similar, regardless of case. Undefined if no name is similar. */
export function findNearest<Name extends string>(name: string, known: Iterable<Name>): Name | undefined {
  const given = name.toLowerCase()
  const [nearest] = [...known]
    .map((each) => ({ each, distance: countEdits(given, each.toLowerCase()) }))
    .filter(({ each, distance }) => distance <= MAX_DISTANCE && distance < each.length / 2)
    .sort((a, b) => a.distance - b.distance)
  return nearest?.each
}

/** A question to precede the list of names, with a blank at its end. Empty without a name. */
export function toQuestion(name: string | undefined): string {
  return name === undefined ? '' : `Did you mean ${name}? `
}

/** Levenshtein's distance. */
function countEdits(one: string, other: string): number {
  const first = Array.from({ length: other.length + 1 }, (_, index) => index)
  const last = Array.from(one).reduce((before, letter, row) => {
    return Array.from(other).reduce<number[]>(
      (line, each, column) => {
        const replaced = (before[column] ?? 0) + (each === letter ? 0 : 1)
        return [...line, Math.min(replaced, (before[column + 1] ?? 0) + 1, (line[column] ?? 0) + 1)]
      },
      [row + 1],
    )
  }, first)
  return last.at(-1) ?? 0
}
