import { useEffect, useEffectEvent } from 'react'

/** Escape pressed anywhere in the frame: the host page may want to close what holds it. */
export function useEscape(onEscape: () => void): void {
  const escaped = useEffectEvent(onEscape)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.isComposing) escaped()
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
    }
  }, [])
}
