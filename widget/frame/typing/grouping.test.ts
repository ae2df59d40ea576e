import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lookOf } from '../brand.js'
import { digitsOf, type Edit } from './digits.js'
import { grouped } from './grouping.js'

const cardNumber = grouped((digits) => lookOf(digits).gaps, ' ')
const zip = grouped(() => [5], '-')

/** An edit and its result, written with `|` for the caret. */
function edited(raw: string, inputType: string, previous: string): string {
  const caret = raw.indexOf('|')
  const typed = cardNumber({ text: raw.replace('|', ''), caret, inputType, previous })
  return `${typed.text.slice(0, typed.caret)}|${typed.text.slice(typed.caret)}`
}

test.each([
  ['4111 1111 1111 1111', '4111 1111 1111 1111'],
  ['4111-1111-1111-1111', '4111 1111 1111 1111'],
  ['\u00a04111\u00a01111\t1111\r\n1111 ', '4111 1111 1111 1111'],
  ['４１１１１１１１１１１１１１１１', '4111 1111 1111 1111'],
  ['٤١١١١١١١١١١١١١١١', '4111 1111 1111 1111'],
  ['card 4111 1111, then 1111 1111!', '4111 1111 1111 1111'],
  ['4111111111111111222', '4111 1111 1111 1111 222'],
  ['41111111111111112222222', '4111 1111 1111 1111 2222222'],
  ['378282246310005', '3782 822463 10005'],
  ['30569309025904', '3056 930902 5904'],
  ['4111', '4111'],
])('pasted %j shows %j', (text, shown) => {
  expect(cardNumber({ text, caret: text.length, inputType: 'insertFromPaste', previous: '' }).text).toBe(
    shown,
  )
})

test.each([
  ['4111|', 'insertText', '411', '4111|'],
  ['41111|', 'insertText', '4111', '4111 1|'],
  ['4112|1 1111', 'insertText', '4111 1111', '4112| 1111 1'],
  ['4111|1111', 'deleteContentBackward', '4111 1111', '411|1 111'],
  ['4111|1111', 'deleteContentForward', '4111 1111', '4111| 111'],
  ['4111 11|1', 'deleteContentBackward', '4111 1111', '4111 11|1'],
  ['|1111', 'deleteByCut', '4111 1111', '|1111'],
])('%s after %s of %j is %s', (raw, inputType, previous, shown) => {
  expect(edited(raw, inputType, previous)).toBe(shown)
})

test('a ZIP+4 gets its hyphen, and its leading zeros stay', () => {
  const shown = (text: string) => zip({ text, caret: text.length, inputType: '', previous: '' }).text
  expect(['00501', '303011234', '30301 1234', '30301-'].map(shown)).toEqual([
    '00501',
    '30301-1234',
    '30301-1234',
    '30301',
  ])
})

/** Types, pastes and deletes at random places, as a browser would, and keeps the digits by itself. */
type Step = { kind: 'insert' | 'back' | 'forward'; at: number; length: number; text: string }
const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('insert', 'back', 'forward'),
    at: fc.nat(30),
    length: fc.nat(4),
    text: fc.stringMatching(/^[0-9 x-]{0,6}$/),
  }),
)

function apply(shown: string, { kind, at, length, text }: Step): Edit {
  const start = Math.min(at, shown.length)
  const span = kind === 'insert' ? length : Math.max(length, 1)
  const from = kind === 'back' ? Math.max(start - span, 0) : start
  const to = kind === 'back' ? start : Math.min(start + span, shown.length)
  const inserted = kind === 'insert' ? text : ''
  return {
    text: shown.slice(0, from) + inserted + shown.slice(to),
    caret: from + inserted.length,
    inputType:
      kind === 'insert' ? 'insertText' : kind === 'back' ? 'deleteContentBackward' : 'deleteContentForward',
    previous: shown,
  }
}

test('whatever is edited: the digits are those that were typed, and the caret stays behind its digit', () => {
  fc.assert(
    fc.property(steps, (script) => {
      let shown = ''
      for (const step of script) {
        const edit = apply(shown, step)
        const typed = cardNumber(edit)
        const gapOnly =
          step.kind !== 'insert' && digitsOf(edit.text) === digitsOf(shown) && edit.text !== shown
        const before = digitsOf(edit.text.slice(0, edit.caret))
        const taken = gapOnly && step.kind === 'back' ? before.slice(0, -1) : before
        expect(digitsOf(typed.text.slice(0, typed.caret))).toBe(taken)
        expect(digitsOf(typed.text)).toHaveLength(digitsOf(edit.text).length - (gapOnly ? 1 : 0))
        expect(typed.text).toMatch(/^(?:\d+(?: \d+)*)?$/)
        shown = typed.text
      }
    }),
  )
})
