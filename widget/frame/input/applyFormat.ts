/** Applies a field's format to its input after each edit: typing, paste, composition, autofill, undo. */
import type { KeyboardEvent, SyntheticEvent } from 'react'
import type { Format, Typed } from './digits.js'
import type { History } from './history.js'

/** Formats the input after an `input`, `change`, `compositionend` or `dragend` event. */
export function reformat(
  { currentTarget: input, nativeEvent }: SyntheticEvent<HTMLInputElement>,
  format: Format,
  history: History,
): void {
  const inputType = getInputType(nativeEvent)
  // The drop may land in this same input: leave the text as it is until `dragend`.
  if (nativeEvent.type !== 'dragend' && inputType === 'deleteByDrag') return
  if (inputType === 'historyUndo') write(input, history.undo())
  else if (inputType === 'historyRedo') write(input, history.redo())
  else {
    const { value: text, selectionStart, selectionEnd } = input
    const previous = history.current().text
    const formatAtCaret = (caret: number) => format({ text, caret, inputType, previous })
    const typed = formatAtCaret(selectionStart ?? text.length)
    history.record(typed)
    // An edit leaves no selection, but text that was typed before hydration may be selected.
    write(
      input,
      typed,
      selectionEnd === selectionStart ? undefined : formatAtCaret(selectionEnd ?? text.length).caret,
    )
  }
}

/** Handles the keys for undo and redo. Returns true for such a key. */
export function handleHistoryKey(event: KeyboardEvent<HTMLInputElement>, history: History): boolean {
  const key = event.key.toLowerCase()
  if (!(event.ctrlKey || event.metaKey) || event.altKey || !['z', 'y'].includes(key)) return false
  event.preventDefault()
  write(event.currentTarget, key === 'y' || event.shiftKey ? history.redo() : history.undo())
  return true
}

function getInputType(event: Event): string {
  if (event.type === 'compositionend') return 'insertFromComposition'
  if (event.type === 'dragend') return 'deleteByDrag'
  return 'inputType' in event && typeof event.inputType === 'string' ? event.inputType : ''
}

function write(input: HTMLInputElement, { text, caret }: Typed, end = caret): void {
  if (text === input.value) return
  input.value = text
  // In WebKit, setting the selection of an unfocused input moves the focus to it.
  if (input.ownerDocument.activeElement === input) input.setSelectionRange(caret, end)
}
