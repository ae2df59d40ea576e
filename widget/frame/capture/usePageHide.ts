import { useEffect, useEffectEvent } from 'react'

/** Whoever comes back to the page, perhaps somebody else, finds nothing that was typed. */
export function usePageHide(onHide: () => void): void {
  const hidden = useEffectEvent(onHide)
  useEffect(() => {
    const hide = () => {
      hidden()
    }
    window.addEventListener('pagehide', hide)
    return () => {
      window.removeEventListener('pagehide', hide)
    }
  }, [])
}
