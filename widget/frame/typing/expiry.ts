/** An expiry is shown as `MM / YY`, however it came. */
import { caretBehind, digitsOf, readDigits, withAsciiDigits, type Edit, type Typed } from './digits.js'

const SLASH = ' / '
/** `2029-01`, `2029/1`, `202901`. */
const YEAR_FIRST = /^\D*(20\d\d)(?:\D+(\d{1,2})|(\d\d))\D*$/

type Parts = { month: string; year: string; slash: boolean }

export function formatExpiry(edit: Edit): Typed {
  const text = withAsciiDigits(edit.text)
  if (edit.inputType.startsWith('delete')) return afterDeletion({ ...edit, text })
  if (!isKeyed(edit)) return atEnd(show(readWhole(text)))
  const { parts, padded } = readKeyed(text, edit.caret)
  if (isTooMuch(parts)) return { text: edit.previous, caret: Math.max(edit.caret - 1, 0) }
  const shown = show(parts)
  if (edit.caret >= text.length) return atEnd(shown)
  const before = digitsOf(text.slice(0, edit.caret)).length
  return { text: shown, caret: caretBehind(shown, before + (padded ? 1 : 0)) }
}

/** `YYMM` of a shown expiry; undefined while it is not two digits and two digits. */
export function yymmOf(text: string): string | undefined {
  const match = /^(\d\d) \/ (\d\d)$/.exec(text)
  return match ? `${match[2] ?? ''}${match[1] ?? ''}` : undefined
}

/** One character at a time, as opposed to a paste, a drop, an autofill. */
function isKeyed({ inputType, text, previous }: Edit): boolean {
  return /^insert(Text|CompositionText|FromComposition)$/.test(inputType) && text.length <= previous.length + 1
}

/** A deletion changes digits and nothing else: it pads nothing and adds no slash. */
function afterDeletion(edit: Edit): Typed {
  const { digits, before, gapOnly } = readDigits(edit)
  const slash = edit.text.includes('/') || gapOnly
  const source = gapOnly ? edit.previous : edit.text
  const oldMonth = digitsOf(slash ? source.slice(0, source.indexOf('/')) : source.slice(0, 2)).length
  const month = gapOnly && before < oldMonth ? oldMonth - 1 : oldMonth
  const parts = { month: digits.slice(0, month), year: digits.slice(month), slash }
  const shown = gapOnly && parts.year === '' ? parts.month : show(parts)
  return { text: shown, caret: parts.year === '' ? shown.length : caretBehind(shown, before) }
}

function readKeyed(text: string, caret: number): { parts: Parts; padded: boolean } {
  const cut = text.includes('/') ? text.indexOf('/') : text.search(/(?<=\d)\D/)
  if (cut < 0) return readUnseparated(digitsOf(text))
  const month = digitsOf(text.slice(0, cut))
  // Whoever is still inside the month may go on to a second digit.
  const padded = caret > cut && /^[1-9]$/.test(month)
  return {
    parts: { month: padded ? `0${month}` : month, year: shortYear(digitsOf(text.slice(cut))), slash: true },
    padded,
  }
}

/** `2` can only be February, and `13` only the 3 of a year behind January. */
function readUnseparated(digits: string): { parts: Parts; padded: boolean } {
  const padded = /^(?:[2-9]|1[3-9])/.test(digits)
  const whole = padded ? `0${digits}` : digits
  const parts = { month: whole.slice(0, 2), year: shortYear(whole.slice(2)), slash: whole.length > 1 }
  return { parts, padded }
}

/** A whole value says which part is which: nothing is guessed, nothing clamped. */
function readWhole(text: string): Parts {
  const [, year, separated, joined] = YEAR_FIRST.exec(text) ?? []
  const month = separated ?? joined
  if (year && month) return { month: month.padStart(2, '0'), year: shortYear(year), slash: true }
  const cut = text.search(/(?<=\d)\D+(?=\d)/)
  const digits = digitsOf(text)
  const length = cut < 0 ? 2 : digitsOf(text.slice(0, cut)).length
  const first = digits.slice(0, length)
  return {
    month: cut < 0 ? first : first.padStart(2, '0'),
    year: shortYear(digits.slice(length)),
    slash: first.length > 1 || cut >= 0,
  }
}

function shortYear(year: string): string {
  return /^20\d\d$/.test(year) ? year.slice(2) : year
}

/** More digits than a month or a year has: the key is ignored. */
function isTooMuch({ month, year }: Parts): boolean {
  return month.length > 2 || (year.length > 2 && !/^20\d?$/.test(year))
}

function show({ month, year, slash }: Parts): string {
  if (month === '' && year === '') return ''
  return slash || year !== '' ? month + SLASH + year : month
}

function atEnd(text: string): Typed {
  return { text, caret: text.length }
}
