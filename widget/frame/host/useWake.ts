import { useEffect, useEffectEvent } from 'react'

const wakeEvents = ['visibilitychange', 'pageshow', 'focus'] as const

/** Calls back when the page is active again, because timers stop while the device sleeps or the page is frozen. */
export function useWake(onWake: () => void): void {
  const woken = useEffectEvent(() => {
    if (!document.hidden) onWake()
  })
  useEffect(() => {
    // visibilitychange bubbles from the document.
    for (const event of wakeEvents) window.addEventListener(event, woken)
    return () => {
      for (const event of wakeEvents) window.removeEventListener(event, woken)
    }
  }, [])
}
