import { useEffect, useEffectEvent } from 'react'

/** Calls back when the page is left: a page restored from the back/forward cache must not show what was typed. */
export function usePageHide(onHide: () => void): void {
  const hidden = useEffectEvent(onHide)
  useEffect(() => {
    window.addEventListener('pagehide', hidden)
    return () => {
      window.removeEventListener('pagehide', hidden)
    }
  }, [])
}
