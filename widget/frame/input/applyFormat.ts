/** Keeps an input's text in its form while it is typed, pasted, composed, filled in, undone. */
import type { KeyboardEvent, SyntheticEvent } from 'react'
import type { Format, Typed } from './digits.js'
import type { History } from './history.js'

/** Takes an `input`, `change`, `compositionend` or `dragend` over into the form the field wants. */
export function reformat(
  { currentTarget: input, nativeEvent }: SyntheticEvent<HTMLInputElement>,
  format: Format,
  history: History,
): void {
  const inputType = getInputType(nativeEvent)
  // Where it was dragged to may be in this very text, which stays as it is until then.
  if (nativeEvent.type !== 'dragend' && inputType === 'deleteByDrag') return
  if (inputType === 'historyUndo') write(input, history.undo())
  else if (inputType === 'historyRedo') write(input, history.redo())
  else {
    const { value: text, selectionStart, selectionEnd } = input
    const previous = history.current().text
    const formatCaret = (caret: number) => format({ text, caret, inputType, previous })
    const typed = formatCaret(selectionStart ?? text.length)
    history.record(typed)
    // An edit leaves a caret; before the script came something may have been selected.
    write(
      input,
      typed,
      selectionEnd === selectionStart ? undefined : formatCaret(selectionEnd ?? text.length).caret,
    )
  }
}

/** Answers the keys for undo and redo; true if this was one of them. */
export function isHistoryKey(event: KeyboardEvent<HTMLInputElement>, history: History): boolean {
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
  // Elsewhere it would pull the focus here in WebKit.
  if (input.ownerDocument.activeElement === input) input.setSelectionRange(caret, end)
}
