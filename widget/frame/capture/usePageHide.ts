import { useEffect, useEffectEvent } from 'react'

/** Calls back when the page is left. A page restored from the back/forward cache must not show the cardholder's input. */
export function usePageHide(onHide: () => void): void {
  const hidden = useEffectEvent(onHide)
  useEffect(() => {
    window.addEventListener('pagehide', hidden)
    return () => {
      window.removeEventListener('pagehide', hidden)
    }
  }, [])
}
