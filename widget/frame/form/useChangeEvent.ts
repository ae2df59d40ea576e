/** Emits `change` when the state of the form has changed. */
import { useEffect, useEffectEvent, useRef } from 'react'
import type { ChangeEvent } from '../../protocol/messages.js'

/** Compares after each rendering. Returns the function to call after an edit, because an edit causes no rendering. */
export function useChangeEvent(current: () => ChangeEvent, emit: (event: ChangeEvent) => void): () => void {
  const last = useRef<string>(undefined)

  function report(): void {
    const event = current()
    const text = JSON.stringify(event)
    if (text === last.current) return
    // An empty form at the start is not a change.
    const first = last.current === undefined
    last.current = text
    if (!first || !event.empty) emit(event)
  }

  const onRendered = useEffectEvent(report)
  useEffect(() => {
    onRendered()
  })
  return report
}
