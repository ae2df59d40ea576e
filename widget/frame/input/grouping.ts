/** Formats digits in groups: card numbers, ZIP codes, CVVs. */
import { caretPosition, readDigits, type Format } from './digits.js'

/** A format that inserts `gap` before the digits at the given positions, and never at the end. */
export function createGroupFormat(gapPositions: (digits: string) => number[], gap: string): Format {
  return (edit) => {
    const { digits, before } = readDigits(edit)
    const positions = gapPositions(digits)
    const text = digits.replace(/\d/g, (digit, at: number) => (positions.includes(at) ? gap + digit : digit))
    return { text, caret: caretPosition(text, before) }
  }
}
