import { useRef, type KeyboardEvent } from 'react'

/** What the platforms' own selects wait for the next letter. */
const PAUSE_MS = 1000

/**
 * Gathers what is typed into a closed select. The browser's own search knows the options' texts alone: the
 * code `NC` would end at Nebraska, and nobody would say so.
 */
export function useTypeahead(onTyped: (text: string) => void) {
  const typed = useRef({ text: '', at: 0 })

  function forget(): void {
    typed.current.text = ''
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { text, at } = typed.current
    const going = text !== '' && event.timeStamp - at < PAUSE_MS
    const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey
    // A blank opens the list, unless it is the one in New York.
    if (!isText || (event.key === ' ' && !going)) return
    event.preventDefault()
    typed.current = { text: (going ? text : '') + event.key, at: event.timeStamp }
    onTyped(typed.current.text)
  }

  return { onKeyDown, forget }
}
