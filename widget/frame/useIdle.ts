import { useEffect, useEffectEvent } from 'react'

const IDLE_MS = 10 * 60_000
const signs = ['keydown', 'pointerdown', 'input'] as const

/** Tells when nobody has touched the form for ten minutes: whoever left it may not be who comes back. */
export function useIdle(onIdle: () => void): void {
  const idle = useEffectEvent(onIdle)
  useEffect(() => {
    let timer = 0
    const wait = () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => {
        idle()
      }, IDLE_MS)
    }
    wait()
    for (const sign of signs) document.addEventListener(sign, wait)
    return () => {
      clearTimeout(timer)
      for (const sign of signs) document.removeEventListener(sign, wait)
    }
  }, [])
}
