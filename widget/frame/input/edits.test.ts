/** Compares random edits with a model that knows only the digits and the number of them before the caret. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { detectBrand } from './cardBrand.js'
import type { Format, Typed } from './digits.js'
import { formatExpiry } from './expiry.js'
import { createGroupFormat, formatZip } from './grouping.js'

type Action = { kind: 'insert' | 'back' | 'forward'; from: number; to: number; text: string }
const ends = { from: fc.nat(28), to: fc.nat(28) }
const text = fc.stringMatching(/^[0-9 x-]{0,6}$/)
const actions = fc.array(
  fc.oneof(
    fc.record<Action>({ kind: fc.constant('insert'), ...ends, text }),
    fc.record<Action>({ kind: fc.constantFrom('back', 'forward'), ...ends, text: fc.constant('') }),
    // Most edits have no selection.
    fc.nat(28).map((at): Action => ({ kind: at % 2 ? 'back' : 'forward', from: at, to: at, text: '' })),
  ),
  { maxLength: 20 },
)

function toDigits(shown: string): string {
  return Array.from(shown, (one) => (one >= '0' && one <= '9' ? one : '')).join('')
}

/** Replaces letters, because the ZIP format doesn't change a text with letters, and the model knows only digits. */
function withoutLetters(format: Format): Format {
  return (edit) => format({ ...edit, text: edit.text.replaceAll('x', '-') })
}

/** Applies an edit as a browser does, and formats the result. */
function edited(format: Format, previous: string, { kind, from: a, to: b, text: typed }: Action): Typed {
  let from = Math.min(a, b, previous.length)
  let to = Math.min(Math.max(a, b), previous.length)
  if (kind === 'back' && from === to) from = Math.max(from - 1, 0)
  if (kind === 'forward' && from === to) to = Math.min(to + 1, previous.length)
  if (kind !== 'insert' && from === to) return { text: previous, caret: from }
  const inputType = { insert: 'insertText', back: 'deleteContentBackward', forward: 'deleteContentForward' }[
    kind
  ]
  const left = previous.slice(0, from) + typed
  return format({ text: left + previous.slice(to), caret: left.length, inputType, previous })
}

/** The expected digits on both sides of the caret: deleting a separator deletes the digit next to it. */
function modelled(
  shown: string,
  { kind, from: a, to: b, text: typed }: Action,
): [left: string, right: string] {
  const from = Math.min(a, b, shown.length)
  const to = Math.min(Math.max(a, b), shown.length)
  const [left, right] = [toDigits(shown.slice(0, from)), toDigits(shown.slice(to))]
  const nothingTaken = toDigits(shown.slice(from, to)) === ''
  if (kind === 'back' && nothingTaken && to > 0) return [left.slice(0, -1), right]
  if (kind === 'forward' && nothingTaken && from < shown.length) return [left, right.slice(1)]
  return [left + toDigits(typed), right]
}

test.each([
  ['card number', createGroupFormat((digits) => detectBrand(digits).gaps, ' ')],
  ['ZIP', withoutLetters(formatZip)],
])('%s: keeps every typed digit, and the caret after its digit', (_name, format) => {
  fc.assert(
    fc.property(actions, (script) => {
      let shown = ''
      for (const action of script) {
        const [left, right] = modelled(shown, action)
        const typed = edited(format, shown, action)
        expect(toDigits(typed.text)).toBe(left + right)
        expect(toDigits(typed.text.slice(0, typed.caret))).toBe(left)
        expect(typed.text).not.toMatch(/^\D|\D$|\D\D/)
        shown = typed.text
      }
    }),
    { numRuns: 1000 },
  )
})

test('expiry: deletes one digit per key press, and adds nothing but a leading zero', () => {
  fc.assert(
    fc.property(actions, (script) => {
      let shown = ''
      for (const action of script) {
        const [left, right] = modelled(shown, action)
        const typed = edited(formatExpiry, shown, action)
        const digits = toDigits(typed.text)
        if (action.kind !== 'insert') expect(digits).toBe(left + right)
        else if (toDigits(action.text).length < 2) {
          expect([left + right, `0${left}${right}`, shortened(left + right)]).toContain(digits)
        }
        expect(typed.text).toMatch(/^\d*(?: \/ \d*)?$/)
        expect(typed.caret).toBeLessThanOrEqual(typed.text.length)
        shown = typed.text
      }
    }),
    { numRuns: 1000 },
  )
})

/** `012029` is shown as `01 / 29`. */
function shortened(digits: string): string {
  return digits.replace(
    /^(0?\d|\d\d)20(\d\d)$/,
    (_whole, month: string, year: string) => month.padStart(2, '0') + year,
  )
}
