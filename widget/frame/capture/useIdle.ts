import { useEffect, useEffectEvent, useRef } from 'react'
import { useWake } from '../host/useWake.js'

const IDLE_MS = 10 * 60_000
const CHECK_MS = 10_000
const activityEvents = ['keydown', 'pointerdown', 'input'] as const

/** Calls back after every ten minutes without activity, because another person may use the device next. */
export function useIdle(clock: () => number, onIdle: () => void): void {
  const lastActivity = useRef(0)
  const check = useEffectEvent(() => {
    if (clock() - lastActivity.current < IDLE_MS) return
    lastActivity.current = clock()
    onIdle()
  })
  useEffect(() => {
    // Only stores the time: to restart a timer at each key would add a tenth to the cost of a key press.
    const noteActivity = () => {
      lastActivity.current = clock()
    }
    noteActivity()
    const timer = setInterval(check, CHECK_MS)
    for (const event of activityEvents) document.addEventListener(event, noteActivity)
    return () => {
      clearInterval(timer)
      for (const event of activityEvents) document.removeEventListener(event, noteActivity)
    }
  }, [clock])
  useWake(check)
}
