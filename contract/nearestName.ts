/** Suggests the known name that a wrong one stands for, for error messages. */

const MAX_EDITS = 2
/** Shorter beginnings fit too many names. */
const MIN_BEGINNING = 3

/**
 * The known name that `name` most likely stands for: another spelling (`accountTypes`, `Visa`), a shortened or longer name
 * (`INGO_USER` for `INGO_USERNAME`), or one with at most two wrong letters. Undefined: none is near.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map((each) => ({ each, edits: countFewEdits(join(name), join(each)) }))
    .sort((one, other) => one.edits - other.edits)
  const isTypo = (edits: number) => edits <= Math.min(MAX_EDITS, join(name).length / 3)
  const near = ranked.find(({ edits }) => isTypo(edits)) ?? ranked.find(({ each }) => sharesWords(name, each))
  return near?.each
}

/** Names whose lengths differ by more than MAX_EDITS are not compared letter by letter: a client's may be very long. */
function countFewEdits(one: string, other: string): number {
  const difference = Math.abs(one.length - other.length)
  return difference > MAX_EDITS ? difference : countEdits(one, other)
}

/** `; is visa meant?`, or nothing if no name is near. */
export function suggestName(name: unknown, known: readonly string[]): string {
  const near = typeof name === 'string' ? nearestName(name, known) : undefined
  return near === undefined ? '' : `; is ${near} meant?`
}

function splitWords(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
}

function join(name: string): string {
  return splitWords(name).join('')
}

/** Whether each word of the name with fewer words begins a word of the other, or the other way round. */
function sharesWords(one: string, other: string): boolean {
  const [few = [], many = []] = [splitWords(one), splitWords(other)].sort((a, b) => a.length - b.length)
  return few.length > 0 && few.every((word) => many.some((each) => isBeginning(word, each)))
}

function isBeginning(one: string, other: string): boolean {
  if (one === other) return true
  const shorter = Math.min(one.length, other.length)
  return shorter >= MIN_BEGINNING && one.slice(0, shorter) === other.slice(0, shorter)
}

/** The Levenshtein distance. */
function countEdits(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [index, letter] of Array.from(one).entries()) {
    const next = [index + 1]
    for (const [column, each] of Array.from(other).entries()) {
      const replaced = (row[column] ?? 0) + (letter === each ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}
