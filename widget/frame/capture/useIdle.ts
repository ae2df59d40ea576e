import { useEffect, useEffectEvent } from 'react'

const IDLE_MS = 10 * 60_000
const signs = ['keydown', 'pointerdown', 'input'] as const

/** Tells when nobody has touched the form for ten minutes: whoever left it may not be who comes back. */
export function useIdle(onIdle: () => void): void {
  const idle = useEffectEvent(onIdle)
  useEffect(() => {
    // A key notes when it came: a timer set anew for each would cost a tenth of what the key costs.
    let seen = performance.now()
    const see = () => {
      seen = performance.now()
    }
    const brandInfo = () => {
      const left = seen + IDLE_MS - performance.now()
      if (left <= 0) idle()
      timer = window.setTimeout(brandInfo, left > 0 ? left : IDLE_MS)
    }
    let timer = window.setTimeout(brandInfo, IDLE_MS)
    for (const sign of signs) document.addEventListener(sign, see)
    return () => {
      clearTimeout(timer)
      for (const sign of signs) document.removeEventListener(sign, see)
    }
  }, [])
}
