import { useEffect, useEffectEvent } from 'react'

const IDLE_MS = 10 * 60_000
const activityEvents = ['keydown', 'pointerdown', 'input'] as const

/** Calls back after each ten minutes without activity: another person may use the device next. */
export function useIdle(clock: () => number, onIdle: () => void): void {
  const idle = useEffectEvent(onIdle)
  useEffect(() => {
    // A key press only stores its time: restarting a timer would cost a tenth of what a key press costs.
    let lastActivity = clock()
    const noteActivity = () => {
      lastActivity = clock()
    }
    const check = () => {
      const left = lastActivity + IDLE_MS - clock()
      if (left <= 0) idle()
      timer = window.setTimeout(check, left > 0 ? left : IDLE_MS)
    }
    let timer = window.setTimeout(check, IDLE_MS)
    for (const event of activityEvents) document.addEventListener(event, noteActivity)
    return () => {
      clearTimeout(timer)
      for (const event of activityEvents) document.removeEventListener(event, noteActivity)
    }
  }, [clock])
}
