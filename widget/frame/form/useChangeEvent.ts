/** Tells the host page whenever the form's state has changed. */
import { useEffect, useEffectEvent, useRef } from 'react'
import type { ChangeEvent } from '../../protocol/messages.js'

/** Returns what tells about a change that no rendering follows: inputs are uncontrolled. */
export function useChangeEvent(current: () => ChangeEvent, tell: (event: ChangeEvent) => void): () => void {
  const last = useRef<string>(undefined)

  function report(): void {
    const event = current()
    const text = JSON.stringify(event)
    if (text === last.current) return
    // Where nothing was typed, nothing has changed by the first.
    const first = last.current === undefined
    last.current = text
    if (!first || !event.empty) tell(event)
  }

  const rendered = useEffectEvent(report)
  useEffect(() => {
    rendered()
  })
  return report
}
