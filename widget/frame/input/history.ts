/** Undo for formatted inputs. The browser's own undo restores characters at positions that formatting has shifted. */
import type { Typed } from './digits.js'

const LIMIT = 50

/** Past and undone texts of one input. */
export type History = {
  current: () => Typed
  record: (typed: Typed) => void
  undo: () => Typed
  redo: () => Typed
  /** The text and the caret after the last typed character, before formatting. Undefined if formatting changed nothing. */
  raw?: Typed | undefined
  /** True if the keyboard ignores the caret that formatting sets. Then the text is formatted only on blur. */
  onBlur?: boolean
}

/** Creates the history of one input. It contains typed values, so discard it when the input is cleared. */
export function createHistory(): History {
  let texts: Typed[] = [{ text: '', caret: 0 }]
  let at = 0

  function current(): Typed {
    return texts[at] ?? { text: '', caret: 0 }
  }

  function move(step: -1 | 1): Typed {
    at = Math.min(Math.max(at + step, 0), texts.length - 1)
    return current()
  }

  return {
    current,
    record(typed) {
      if (typed.text === current().text) return
      texts = [...texts.slice(0, at + 1), typed].slice(-LIMIT)
      at = texts.length - 1
    },
    undo: () => move(-1),
    redo: () => move(1),
  }
}

/** Creates the histories of a form's inputs, one for each name. */
export function createHistories<Name extends string>() {
  const histories = new Map<Name, History>()

  function get(name: Name): History {
    const history = histories.get(name) ?? createHistory()
    histories.set(name, history)
    return history
  }

  function discard(name: Name): void {
    histories.delete(name)
  }

  function clear(): void {
    histories.clear()
  }

  return { get, discard, clear }
}
