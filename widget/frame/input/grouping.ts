/** Digits in groups: card numbers, ZIP codes, CVVs. */
import { caretPosition, readDigits, type Format } from './digits.js'

/** A format that puts `gap` before the digits at the given places, and never at the end. */
export function createGroupFormat(gapPositions: (digits: string) => number[], gap: string): Format {
  return (edit) => {
    const { digits, digitsBeforeCaret: before } = readDigits(edit)
    const places = gapPositions(digits)
    const text = digits.replace(/\d/g, (digit, at: number) => (places.includes(at) ? gap + digit : digit))
    return { text, caret: caretPosition(text, before) }
  }
}
