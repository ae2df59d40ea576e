import { useRef, type KeyboardEvent } from 'react'

/** Native selects wait this long for the next letter. */
const PAUSE_MS = 1000

/**
 * Collects the text that is typed while a select is closed. The browser's own search matches only the options' texts, so
 * the code `NC` would silently select Nebraska.
 */
export function useTypeahead(onTyped: (text: string) => void) {
  const typed = useRef({ text: '', at: 0 })

  function reset(): void {
    typed.current.text = ''
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { text, at } = typed.current
    const continues = text !== '' && event.timeStamp - at < PAUSE_MS
    const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    // The space key opens the list, unless it continues a name such as New York.
    if (!isText || (event.key === ' ' && !continues)) return
    event.preventDefault()
    typed.current = { text: (continues ? text : '') + event.key, at: event.timeStamp }
    onTyped(typed.current.text)
  }

  return { onKeyDown, reset }
}
