/** Compares texts word by word, without regard to case, compatible Unicode forms and the characters between words. */

/** `all` has the words between blanks, so that `GA` is not found in `Legal`. `longest` is the longest word. */
export type Words = { all: string; longest: string }

/** Removes differences of case and of compatible forms, such as full-width letters. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** The words of a text; none for a text without a letter or digit. */
export function toWords(text: string): Words[] {
  const words: string[] = fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  const longest = words.reduce((one, other) => (other.length > one.length ? other : one), '')
  return words.length > 0 ? [{ all: ` ${words.join(' ')} `, longest }] : []
}

/** Whether the folded text has one of the values as words. Looks for the longest word first, which most texts lack. */
export function includesWords(folded: string, values: Words[]): boolean {
  for (const { all, longest } of values)
    if (folded.includes(longest) && separateWords(folded).includes(all)) return true
  return false
}

function separateWords(folded: string): string {
  return ` ${folded.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')} `
}
