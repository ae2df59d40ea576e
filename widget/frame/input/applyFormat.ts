/** Applies a field's format to its input after each edit: typing, paste, composition, autofill, undo. */
import type { KeyboardEvent } from 'react'
import type { Format, Typed } from './digits.js'
import type { History } from './history.js'

/** Formats the input after an `input`, `change`, `compositionend`, `dragend` or `focusout` event. */
export function reformat(input: HTMLInputElement, event: Event, format: Format, history: History): void {
  const inputType = getInputType(event)
  // The drop may land in this same input: leave the text as it is until `dragend`.
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
    // After a composition Firefox reports the formatted text once more.
    if (text !== previous) history.raw = isTyped && typed.text !== text ? { text, caret } : undefined
    // An edit leaves no selection, but text that was typed before hydration may be selected.
    write(
      input,
      typed,
      selectionEnd === selectionStart ? undefined : formatAtCaret(selectionEnd ?? text.length).caret,
    )
  }
}

/**
 * Some keyboards of Android remember their own caret and ignore the one that formatting sets: the next digit arrives where
 * the caret was before. Returns the text as that keyboard has it; from then on the field is formatted on blur.
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
  // Such a key moves the caret itself. The keyboards of touch screens report no key, or `Unidentified`.
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
  // Only an edit without a type may be a Backspace of a keyboard that a script draws.
  return event.type === 'input' ? '' : event.type
}

function write(input: HTMLInputElement, { text, caret }: Typed, end = caret): void {
  if (text === input.value) return
  input.value = text
  // In WebKit, setting the selection of an unfocused input moves the focus to it.
  if (input.ownerDocument.activeElement === input) input.setSelectionRange(caret, end)
}
