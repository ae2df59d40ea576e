import { useEffect, useEffectEvent, useRef } from 'react'
import { useWake } from '../host/useWake.js'

const IDLE_MS = 10 * 60_000
const CHECK_MS = 10_000
const activityEvents = ['keydown', 'pointerdown', 'input'] as const

/** Calls back after each ten minutes without activity: another person may use the device next. */
export function useIdle(clock: () => number, onIdle: () => void): void {
  const lastActivity = useRef(0)
  const check = useEffectEvent(() => {
    if (clock() - lastActivity.current < IDLE_MS) return
    lastActivity.current = clock()
    onIdle()
  })
  useEffect(() => {
    // A key press only stores its time: restarting a timer would cost a tenth of what a key press costs.
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
