/** Digits as people type, paste and compose them. */

/** One edit of an input: its text and caret after it, how it came (`InputEvent.inputType`), its text before. */
export type Edit = { text: string; caret: number; inputType: string; previous: string }
export type Typed = { text: string; caret: number }
/** Puts the text after an edit into the field's form, with the caret behind the same character. */
export type Format = (edit: Edit) => Typed

const ANY_DIGIT = /\p{Nd}/u

/** The text with the digits of every script as ASCII digits. */
export function toAsciiDigits(text: string): string {
  return text.replace(/[^\P{Nd}0-9]/gu, asciiDigit)
}

/** The ASCII digits in a text, and nothing else of it. */
export function extractDigits(text: string): string {
  return toAsciiDigits(text).replace(/[^0-9]/g, '')
}

/** Unicode keeps the digits of a script together, zero first. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && ANY_DIGIT.test(String.fromCodePoint(zero - 1))) zero--
  return String(code - zero)
}

/** The digits after an edit, and how many of them stand left of the caret. */
export type Digits = { digits: string; digitsBeforeCaret: number; gapOnly: boolean }

/**
 * Reads an edit as an edit of digits. Where only a gap was deleted by a key, the digit beyond it is taken too, so
 * that one press is always one digit.
 */
export function readDigits({ text, caret, inputType, previous }: Edit): Digits {
  const digits = extractDigits(text)
  const before = extractDigits(text.slice(0, caret)).length
  const gapOnly =
    /^delete(?!By)/.test(inputType) && text.length < previous.length && digits === extractDigits(previous)
  if (!gapOnly) return { digits, digitsBeforeCaret: before, gapOnly }
  const at = inputType.endsWith('Forward') ? before : before - 1
  return {
    digits: digits.slice(0, Math.max(at, 0)) + digits.slice(at + 1),
    digitsBeforeCaret: Math.max(at, 0),
    gapOnly,
  }
}

/** Where the caret stands right behind the first `count` digits of a text. */
export function caretPosition(text: string, count: number): number {
  let caret = 0
  for (let left = count; left > 0 && caret < text.length; caret++) {
    if (/[0-9]/.test(text.charAt(caret))) left--
  }
  return caret
}
