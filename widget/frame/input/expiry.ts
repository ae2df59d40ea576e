/** Formats an expiration date as `MM / YY`, whether it is typed, pasted or autofilled. */
import { toAsciiDigits } from '../../../contract/cardNumber.js'
import {
  caretPosition,
  countInserted,
  extractDigits,
  isComposed,
  isDeletion,
  readDigits,
  type Edit,
  type Typed,
} from './digits.js'

const SLASH = ' / '
/** `2029-01`, `2029/1`, `202901`. */
const YEAR_FIRST = /^\D*(20\d\d)(?:\D+(\d{1,2})|(\d\d))\D*$/

type Parts = { month: string; year: string; slash: boolean }

/** Formats the expiration date after an edit. */
export function formatExpiry(edit: Edit): Typed {
  const text = toAsciiDigits(edit.text)
  if (isDeletion(edit)) return formatDeletion({ ...edit, text })
  if (!isKeyed(edit)) return formatParts(readWhole(text), text.length)
  const { parts, padded } = readKeyed(text, edit.caret)
  if (isTooMuch(parts) && edit.previous === '') return formatParts(readWhole(text), text.length)
  if (isTooMuch(parts)) return { text: edit.previous, caret: Math.max(edit.caret - 1, 0) }
  return formatParts(parts, extractDigits(text.slice(0, edit.caret)).length + (padded ? 1 : 0))
}

/** The date as `YYMM`, in the form's format or in any other; undefined while a part is missing. The month may be invalid. */
export function toYymm(text: string): string | undefined {
  const { month, year } = readWhole(toAsciiDigits(text))
  return month.length === 2 && year.length === 2 ? year + month : undefined
}

/**
 * True for one typed character, and for text that was typed before hydration; false for paste, drop and autofill, which
 * some keyboards and password managers report as typed text.
 */
function isKeyed(edit: Edit): boolean {
  const typed = edit.inputType === 'insertText' || isComposed(edit)
  return typed && (edit.previous === '' || countInserted(edit) < 2)
}

/** A deletion never pads the month and never adds a slash. */
function formatDeletion(edit: Edit): Typed {
  const { digits, before, gapOnly } = readDigits(edit)
  const source = gapOnly ? edit.previous : edit.text
  const slash = source.includes('/')
  const month = slash ? extractDigits(source.slice(0, source.indexOf('/'))).length : 2
  // Backspace at the slash deleted the last digit of the month too.
  const left = gapOnly && before < month ? month - 1 : month
  const parts = { month: digits.slice(0, left), year: digits.slice(left), slash }
  return formatParts(gapOnly ? { ...parts, slash: parts.year !== '' } : parts, before)
}

function readKeyed(text: string, caret: number): { parts: Parts; padded: boolean } {
  const cut = text.includes('/') ? text.indexOf('/') : text.search(/\d\D/) + 1
  if (cut === 0) return readUnseparated(extractDigits(text))
  const month = extractDigits(text.slice(0, cut))
  // While the caret is inside the month, a second digit may follow a 1.
  const padded = (caret > cut ? /^[1-9]$/ : /^[2-9]$/).test(month)
  return {
    parts: {
      month: padded ? `0${month}` : month,
      year: shortYear(extractDigits(text.slice(cut))),
      slash: true,
    },
    padded,
  }
}

/** A `2` can only be February. In `13` the 1 is January and the 3 begins the year. */
function readUnseparated(digits: string): { parts: Parts; padded: boolean } {
  const padded = /^(?:[2-9]|1[3-9])/.test(digits)
  const whole = padded ? `0${digits}` : digits
  const parts = { month: whole.slice(0, 2), year: shortYear(whole.slice(2)), slash: whole.length > 1 }
  return { parts, padded }
}

/** Reads a pasted or autofilled value: separators and order say which part is which, so nothing is guessed. */
function readWhole(text: string): Parts {
  const [, year, separated, joined] = YEAR_FIRST.exec(text) ?? []
  const month = separated ?? joined
  if (year && month) return { month: month.padStart(2, '0'), year: shortYear(year), slash: true }
  const cut = text.search(/\d\D+\d/) + 1
  const digits = extractDigits(text)
  // No month begins with the first two digits of `329` and `32029`: the first one is the month, as when they are typed.
  const short = !cut && /^[2-9](\d\d|20\d\d)$/.test(digits)
  const length = cut ? extractDigits(text.slice(0, cut)).length : short ? 1 : 2
  const first = digits.slice(0, length)
  const shown = cut || short ? first.padStart(2, '0') : first
  return { month: shown, year: shortYear(digits.slice(length)), slash: shown.length > 1 }
}

function shortYear(year: string): string {
  return /^20\d\d$/.test(year) ? year.slice(2) : year
}

/** More digits than a month or a year has: the key press is ignored. */
function isTooMuch({ month, year }: Parts): boolean {
  return month.length > 2 || (year.length > 2 && !/^20\d?$/.test(year))
}

function joinParts({ month, year, slash }: Parts): string {
  if (month === '' && year === '') return ''
  return slash || year !== '' ? month + SLASH + year : month
}

/** After a complete month the caret moves past the slash, to the year. */
function formatParts(parts: Parts, before: number): Typed {
  const text = joinParts(parts)
  const afterMonth = before === 2 && text.startsWith(SLASH, 2)
  return { text, caret: afterMonth ? 2 + SLASH.length : caretPosition(text, before) }
}
