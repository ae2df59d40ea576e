/** A browser's own undo knows nothing of reformatting: it puts back characters at places that have moved. */
import type { Typed } from './digits.js'

const LIMIT = 50

export type History = {
  current: () => Typed
  record: (typed: Typed) => void
  undo: () => Typed
  redo: () => Typed
}

/** The texts that a formatted input went through. It holds what was typed: drop it when that is cleared. */
export function createHistory(): History {
  let texts: Typed[] = [{ text: '', caret: 0 }]
  let at = 0

  function current(): Typed {
    return texts[at] ?? { text: '', caret: 0 }
  }

  function go(step: -1 | 1): Typed {
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
    undo: () => go(-1),
    redo: () => go(1),
  }
}
