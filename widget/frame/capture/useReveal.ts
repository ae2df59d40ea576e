import { useEffect, type RefObject } from 'react'

/** How long a busy host page may take to give the frame its new height. */
const RESIZE_MS = 2000
/** What the cardholder does next. From then on the form scrolls no more. */
const ACTIONS = ['keydown', 'pointerdown', 'wheel', 'touchstart']

/**
 * Scrolls an element, with the buttons after it, into view when the component appears, and focuses it if `takesFocus`.
 * The frame is as high as its content, so the browser scrolls the host page. It scrolls at once, without an animation, and
 * not at all if the element is visible.
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
    // The element made the content higher: the host page follows a moment later, in several steps while rows grow.
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

/** Scrolls to the last sibling first and to the element last: in a low window the element is what must be seen. */
function scrollFromEnd(element: Element): void {
  if (element.nextElementSibling) scrollFromEnd(element.nextElementSibling)
  element.scrollIntoView({ block: 'nearest' })
}
