/** Reads digits from what people type, paste and compose. */
import { toAsciiDigits } from '../../../contract/cardNumber.js'

/** One edit of an input: text and caret after it, `InputEvent.inputType`, and the text before it. */
export type Edit = { text: string; caret: number; inputType: string; previous: string }
/** The formatted text of an input and its caret. */
export type Typed = { text: string; caret: number }
/** Formats the text after an edit for its field and keeps the caret after the same character. */
export type Format = (edit: Edit) => Typed

/** The digits of a text, as ASCII digits. */
export function extractDigits(text: string): string {
  return toAsciiDigits(text).replace(/[^0-9]/g, '')
}

/** The digits after an edit, and how many of them are left of the caret. `gapOnly`: the edit removed only a separator. */
type Digits = { digits: string; before: number; gapOnly: boolean }

/**
 * Reads an edit as an edit of digits. If a key press deleted only a separator, the digit next to it is deleted too,
 * so that one press always deletes one digit.
 */
export function readDigits({ text, caret, inputType, previous }: Edit): Digits {
  const digits = extractDigits(text)
  const before = extractDigits(text.slice(0, caret)).length
  const gapOnly =
    /^delete(?!By)/.test(inputType) && text.length < previous.length && digits === extractDigits(previous)
  if (!gapOnly) return { digits, before, gapOnly }
  const at = inputType.endsWith('Forward') ? before : before - 1
  return {
    digits: digits.slice(0, Math.max(at, 0)) + digits.slice(at + 1),
    before: Math.max(at, 0),
    gapOnly,
  }
}

/** The caret position after the first `count` digits of a text. */
export function caretPosition(text: string, count: number): number {
  let caret = 0
  for (let left = count; left > 0 && caret < text.length; caret++) {
    if (/[0-9]/.test(text.charAt(caret))) left--
  }
  return caret
}
