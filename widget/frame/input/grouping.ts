/** Digits in groups: card numbers, ZIP codes, CVVs. */
import { caretBehind, readDigits, type Format } from './digits.js'

/** A format that puts `gap` before the digits at the given places, and never at the end. */
export function grouped(placesOf: (digits: string) => number[], gap: string): Format {
  return (edit) => {
    const { digits, before } = readDigits(edit)
    const places = placesOf(digits)
    const text = digits.replace(/\d/g, (digit, at: number) => (places.includes(at) ? gap + digit : digit))
    return { text, caret: caretBehind(text, before) }
  }
}
