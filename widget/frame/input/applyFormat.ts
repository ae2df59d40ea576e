/** Applies a field's format to its input after each edit: typing, paste, composition, autofill, undo. */
import type { KeyboardEvent } from 'react'
import type { Format, Typed } from './digits.js'
import type { History } from './history.js'

/** Formats the input after an `input`, `change`, `compositionend`, `dragend` or `focusout` event. */
export function reformat(input: HTMLInputElement, event: Event, format: Format, history: History): void {
  const inputType = getInputType(event)
  // The dragged text may be dropped in the same input, so don't format before `dragend`.
  if (event.type !== 'dragend' && inputType === 'deleteByDrag') return
  if (inputType === 'historyUndo') write(input, history.undo())
  else if (inputType === 'historyRedo') write(input, history.redo())
  else {
    const { value: text, selectionStart, selectionEnd } = input
    const caret = selectionStart ?? text.length
    const ignored = restoreOrder({ text, caret }, history)
    if (ignored) write(input, ignored)
    if (history.onBlur && event.type !== 'focusout') return
    const previous = history.current().text
    const formatAtCaret = (at: number) => format({ text, caret: at, inputType, previous })
    const typed = formatAtCaret(caret)
    history.record(typed)
    const isTyped = /^insert(Text|FromComposition)$/.test(inputType)
    // After a composition Firefox fires another event with the formatted text. Ignore that one here.
    if (text !== previous) history.raw = isTyped && typed.text !== text ? { text, caret } : undefined
    // After an edit nothing is selected, but text that was typed before hydration may be.
    write(
      input,
      typed,
      selectionEnd === selectionStart ? undefined : formatAtCaret(selectionEnd ?? text.length).caret,
    )
  }
}

/**
 * Some Android keyboards remember their own caret, and ignore the one that formatting sets: they insert the next digit at
 * the earlier position. Returns the text in the keyboard's order. From then on, the field is formatted only on blur.
 */
function restoreOrder({ text, caret }: Typed, history: History): Typed | undefined {
  const { raw } = history
  const shown = history.current()
  if (!raw || raw.caret === shown.caret) return undefined
  const typed = text.slice(raw.caret, caret)
  const arrived = shown.text.slice(0, raw.caret) + typed + shown.text.slice(raw.caret)
  if (typed === '' || text !== arrived) return undefined
  history.raw = undefined
  history.onBlur = true
  return { text: raw.text.slice(0, raw.caret) + typed + raw.text.slice(raw.caret), caret }
}

/** Handles the keys for undo and redo. Returns true for such a key. */
export function handleHistoryKey(event: KeyboardEvent<HTMLInputElement>, history: History): boolean {
  const key = event.key.toLowerCase()
  // A key that moves the caret is not a keyboard that ignores the caret. Touch keyboards report `Unidentified` or no key.
  if (event.ctrlKey || /^(arrow|home|end)/.test(key)) history.raw = undefined
  if (!(event.ctrlKey || event.metaKey) || event.altKey || !['z', 'y'].includes(key)) return false
  event.preventDefault()
  write(event.currentTarget, key === 'y' || event.shiftKey ? history.redo() : history.undo())
  return true
}

function getInputType(event: Event): string {
  if (event.type === 'compositionend') return 'insertFromComposition'
  if (event.type === 'dragend') return 'deleteByDrag'
  if ('inputType' in event && typeof event.inputType === 'string') return event.inputType
  // Only an `input` event may lack a type: an on-screen keyboard of another script fires it for a Backspace.
  return event.type === 'input' ? '' : event.type
}

function write(input: HTMLInputElement, { text, caret }: Typed, end = caret): void {
  if (text === input.value) return
  input.value = text
  // In WebKit, setting the selection of an unfocused input moves the focus to it.
  if (input.ownerDocument.activeElement === input) input.setSelectionRange(caret, end)
}
