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
/** `2029-01`, `2029/1`, `202901`, `2029-01-31`, `2029-01-31T00:00:00Z`. */
const YEAR_FIRST = /^\D*(20\d\d)(?:\D+(\d{1,2})(?:-\d\d(?:[T ].*)?)?|(\d\d))\D*$/

/**
 * Beginnings of month names in English, Spanish, French, German and Portuguese. Most names in other languages have a
 * letter outside of ASCII. Of a text with a month's name, only a numeric date is read, so that no day becomes the month.
 */
const MONTH_NAME = /jan|f[ei][bv]|ma[iry]|a[bpv]r|ju[iln]|a[gou][ou]|se[pt]|o[cku]t|nov|de[cz]|ene|dic/i
const WORD = /[\p{L}\p{M}]{3}/u
const BEYOND_ASCII = /[^ -~]/
/** The value of an `<input type="week">`, whose number is not a month. */
const WEEK = /\dW\d|\d-W/i
const DATE = /^\D*(?:\d\d?\s*[/.-]\s*(?:20)?\d\d|20\d\d\s*[/.-]\s*\d\d?|(?:0[1-9]|1[0-2])(?:20)?\d\d)\D*$/

type Parts = { month: string; year: string; slash: boolean }

/** Formats the expiration date after an edit. */
export function formatExpiry(given: Edit): Typed {
  const edit = restoreSlash({ ...given, text: toAsciiDigits(given.text) })
  const { text, caret, previous } = edit
  if (isDeletion(edit)) return formatDeletion(edit)
  if (!isKeyed(edit)) return formatWhole(text)
  const { parts, padded } = readKeyed(text, caret)
  if (isTooMuch(parts) && previous === '') return formatWhole(text)
  const left = text.slice(0, caret)
  // A separator before the caret moves the caret past the slash, even after an incomplete month, as in `0/29`.
  return formatParts(parts, extractDigits(left).length + (padded ? 1 : 0), /\d\D/.test(left))
}

/** Converts a date in any format to `YYMM`. Undefined while a part is missing. The month may be invalid. */
export function toYymm(text: string): string | undefined {
  const ascii = toAsciiDigits(text)
  if (isUnreadable(ascii)) return undefined
  const { month, year } = readWhole(ascii)
  return month.length === 2 && year.length === 2 ? year + month : undefined
}

/** Whether the text has more digits than a month and a year: a date with its day, such as `12/31/2029`. */
export function isOverlong(text: string): boolean {
  const ascii = toAsciiDigits(text)
  return !isUnreadable(ascii) && isTooMuch(readWhole(ascii))
}

/**
 * True for one typed character, and for text that was typed before hydration. False for paste, drop and autofill, even if
 * a keyboard or a password manager reports them as typed text.
 */
function isKeyed(edit: Edit): boolean {
  const typed = edit.inputType === 'insertText' || isComposed(edit)
  return typed && (edit.previous === '' || countInserted(edit) < 2)
}

/** Restores the slash if an input method commits the same digits, or more digits, without the slash. */
function restoreSlash(edit: Edit): Edit {
  const { text, caret, previous } = edit
  const at = previous.indexOf(SLASH)
  const month = previous.slice(0, Math.max(at, 0))
  const kept = extractDigits(previous)
  const isWithoutSlash = isComposed(edit) && at >= 0 && /^\d+$/.test(text) && text.length <= at + 2
  if (!isWithoutSlash || text.length < kept.length || !text.startsWith(month || kept)) return edit
  return { ...edit, text: month + SLASH + text.slice(at), caret: caret > at ? caret + SLASH.length : caret }
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

/** Formats a pasted or autofilled text. An unreadable text stays as it is. */
function formatWhole(text: string): Typed {
  return isUnreadable(text) ? { text, caret: text.length } : formatParts(readWhole(text), text.length)
}

function isUnreadable(text: string): boolean {
  const isMonth = MONTH_NAME.test(text) || (WORD.test(text) && BEYOND_ASCII.test(text))
  return WEEK.test(text) || (isMonth && !DATE.test(text))
}

/** Reads month and year of a pasted or autofilled value from its separators and their order. */
function readWhole(text: string): Parts {
  const [, year, separated, joined] = YEAR_FIRST.exec(text) ?? []
  const month = separated ?? joined
  if (year && month) return { month: month.padStart(2, '0'), year: shortYear(year), slash: true }
  // An on-screen keyboard of another script inserts `1/` as a whole text: a month of one digit and the slash.
  const cut = text.search(/\d\D+\d|^\d\D+$/) + 1
  const digits = extractDigits(text)
  // In `329`, `131` and `32029`, the first two digits can't be a month, so the first digit is, as in typed text.
  const short = !cut && /^([2-9]\d\d|1[3-9]\d|[1-9]20\d\d)$/.test(digits)
  const length = cut ? extractDigits(text.slice(0, cut)).length : short ? 1 : 2
  const first = digits.slice(0, length)
  const shown = cut || short ? first.padStart(2, '0') : first
  return { month: shown, year: shortYear(digits.slice(length)), slash: shown.length > 1 }
}

function shortYear(year: string): string {
  return /^20\d\d$/.test(year) ? year.slice(2) : year
}

/** Whether a part has too many digits. None is dropped, because `12/31/2029` would become a valid `12 / 31`. */
function isTooMuch({ month, year }: Parts): boolean {
  return month.length > 2 || (year.length > 2 && !/^20\d?$/.test(year))
}

function joinParts({ month, year, slash }: Parts): string {
  if (month === '' && year === '') return ''
  return slash || year !== '' ? month + SLASH + year : month
}

/** After a complete month, or one with a typed separator, the caret moves past the slash, to the year. */
function formatParts(parts: Parts, before: number, isSeparated = false): Typed {
  const text = joinParts(parts)
  const afterMonth = (isSeparated || before === 2) && text.startsWith(SLASH, before)
  return { text, caret: afterMonth ? before + SLASH.length : caretPosition(text, before) }
}
