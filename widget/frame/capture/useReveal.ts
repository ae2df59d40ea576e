import { useEffect, type RefObject } from 'react'

/** How long a busy host page may take to give the frame its new height, in ms. */
const RESIZE_MS = 2000
/** Events of the cardholder's next action, after which the form must not scroll. */
const ACTIONS = ['keydown', 'pointerdown', 'wheel', 'touchstart']

/**
 * Scrolls an element and the siblings after it into view once `reveals` is true, and focuses the element if `takesFocus`.
 * The frame is as high as its content, so the browser scrolls the host page: without an animation, and not at all if the
 * element is visible.
 */
export function useReveal(
  element: RefObject<HTMLElement | null>,
  reveals: boolean,
  takesFocus: boolean,
): void {
  useEffect(() => {
    if (!reveals) return
    // Don't take the focus away from the host page.
    if (takesFocus && document.hasFocus()) element.current?.focus({ preventScroll: true })
    const scroll = () => {
      if (element.current) scrollFromEnd(element.current)
    }
    scroll()
    // The element makes the content higher. The host page resizes the frame a moment later, maybe in several steps.
    const followed = new AbortController()
    const stop = () => {
      followed.abort()
    }
    const { signal } = followed
    window.addEventListener('resize', scroll, { signal })
    for (const action of ACTIONS) window.addEventListener(action, stop, { signal, passive: true })
    setTimeout(stop, RESIZE_MS)
    return stop
  }, [element, reveals, takesFocus])
}

/** Scrolls to the last sibling first and to the element last, because in a low window the element must be visible. */
function scrollFromEnd(element: Element): void {
  if (element.nextElementSibling) scrollFromEnd(element.nextElementSibling)
  element.scrollIntoView({ block: 'nearest' })
}
