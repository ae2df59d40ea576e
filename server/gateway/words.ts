/** Compares texts word by word, whatever their case, their form and the characters between the words. */

/** The words of a text without any. */
export const NO_WORDS = ' '

/** Without the differences of case and of compatible forms, such as full-width letters. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** The words of a text between blanks, so that `GA` is not found in `Legal`. */
export function toWords(text: string): string {
  return separateWords(fold(text))
}

function separateWords(folded: string): string {
  const words = folded.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()
  return words === '' ? NO_WORDS : ` ${words} `
}

/** Whether the folded text has one of the values in its words; each value is the result of `toWords`. */
export function includesWords(folded: string, values: string[]): boolean {
  if (values.length === 0) return false
  const words = separateWords(folded)
  return values.some((value) => words.includes(value))
}
