import { useEffect, useState } from 'react'

/** In ms. A row must not grow while the focus moves between two fields, or while a pointer is pressed. */
const WAIT_MS = 300

/**
 * Whether a field's error may take more than one line. That makes the row higher, so it does not become true while a field
 * below has the focus. `id` is that of the field's note.
 */
export function useWholeError(id: string, hasError: boolean): boolean {
  const [whole, setWhole] = useState(false)

  useEffect(() => {
    if (!hasError) return
    let timer: ReturnType<typeof setTimeout>
    function growLater(wait = WAIT_MS): void {
      clearTimeout(timer)
      timer = setTimeout(grow, wait)
    }
    function grow(): void {
      if (document.documentElement.matches(':active')) {
        growLater()
        return
      }
      const { bottom = 0 } = document.getElementById(id)?.getBoundingClientRect() ?? {}
      const { activeElement: focused } = document
      const isBelow = focused?.matches('input, select') && focused.getBoundingClientRect().top >= bottom
      if (!isBelow) setWhole(true)
    }
    // Deferred even by 0 ms: the error must be painted in one line first, so that the growth has a transition.
    const isTyping = document.activeElement?.matches('input, select')
    growLater(isTyping ? 0 : WAIT_MS)
    const growNow = () => {
      growLater(0)
    }
    const growAfterWait = () => {
      growLater()
    }
    document.addEventListener('focusin', growNow)
    document.addEventListener('focusout', growAfterWait)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('focusin', growNow)
      document.removeEventListener('focusout', growAfterWait)
      setWhole(false)
    }
  }, [id, hasError])

  return whole
}
