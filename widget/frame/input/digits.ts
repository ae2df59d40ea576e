/** Reads digits from typed, pasted and composed text. */
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

/** Whether an input method has inserted the text. */
export function isComposed({ inputType }: Edit): boolean {
  return /^insert(CompositionText|FromComposition)$/.test(inputType)
}

/** Whether the edit only removed text. Android keyboards report a Backspace as a shorter composition. */
export function isDeletion(edit: Edit): boolean {
  if (edit.inputType === '') return isBackspaceOverGap(edit)
  return /^delete/.test(edit.inputType) || (isComposed(edit) && countInserted(edit) === 0)
}

/**
 * Whether the edit only removed one separator, directly after the caret. An input method that commits the same digits
 * without gaps is different: the caret is after the digits, or several characters are missing. Used for edits without an
 * input type, which on-screen keyboards of other scripts fire.
 */
function isBackspaceOverGap({ text, caret, previous }: Edit): boolean {
  const removed = previous.charAt(caret)
  return /\D/.test(removed) && text === previous.slice(0, caret) + previous.slice(caret + 1)
}

/** How many characters an edit inserted, as far as they differ from the previous text. */
export function countInserted({ text, previous }: Edit): number {
  const most = Math.min(text.length, previous.length)
  let start = 0
  while (start < most && text[start] === previous[start]) start++
  let end = 0
  while (start + end < most && text.at(-1 - end) === previous.at(-1 - end)) end++
  return text.length - start - end
}

/** The digits after an edit, and the number of them before the caret. `gapOnly`: the edit removed only a separator. */
type Digits = { digits: string; before: number; gapOnly: boolean }

/**
 * Reads an edit as an edit of digits. If a key press deleted only a separator, the digit next to it is deleted too,
 * so that one press always deletes one digit.
 */
export function readDigits(edit: Edit): Digits {
  const { text, caret, inputType, previous } = edit
  const digits = extractDigits(text)
  const before = extractDigits(text.slice(0, caret)).length
  const isShorter = /^delete(?!By)/.test(inputType) && text.length < previous.length
  const isUntyped = inputType === '' || isComposed(edit)
  const gapOnly = (isShorter || (isUntyped && isBackspaceOverGap(edit))) && digits === extractDigits(previous)
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
