/** Formats digits in groups: card numbers, ZIP codes, CVVs. */
import { caretPosition, readDigits, type Format } from './digits.js'

const groupZip = createGroupFormat(() => [5], '-')

/**
 * Adds the hyphen of ZIP+4, because the numeric keypad of iOS has no hyphen. A text with letters, such as the Canadian
 * `K1A 0B1`, is not a ZIP code. It stays as it is, because its digits alone would be another code.
 */
export const formatZip: Format = (edit) => (/\p{L}/u.test(edit.text) ? edit : groupZip(edit))

/** A format that inserts `gap` before the digits at the given positions, and never at the end. */
export function createGroupFormat(gapPositions: (digits: string) => number[], gap: string): Format {
  return (edit) => {
    const { digits, before } = readDigits(edit)
    const positions = gapPositions(digits)
    const text = digits.replace(/\d/g, (digit, at: number) => (positions.includes(at) ? gap + digit : digit))
    return { text, caret: caretPosition(text, before) }
  }
}
