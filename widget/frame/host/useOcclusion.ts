/**
 * Tells the host page when the form is in view and can't be seen: something may lie over it, such as another form.
 * Nothing in here could stop that, so it informs and blocks nothing.
 *
 * Only a browser that has IntersectionObserver v2 knows what lies over a frame of another site. It tells of the frame
 * as a whole: a sticky bar over its edge counts, and an effect does (opacity, filter, most transforms). False alarms
 * would teach people not to listen, so a cover must have been there for ten seconds on end (menus, spinners and questions
 * about cookies pass) and nobody have used the form yet (whom another form deceives doesn't). A submit begins it anew.
 */
import { useEffect, useEffectEvent, useRef } from 'react'
import type { ErrorEvent } from '../../protocol/messages.js'

const PATIENCE_MS = 10_000
/** The specification's least. */
const DELAY_MS = 100
/** Signs of somebody who sees the form. */
const uses = ['keydown', 'pointerdown', 'input'] as const
/** https://w3c.github.io/IntersectionObserver/v2/ */
type Options = IntersectionObserverInit & { trackVisibility: true; delay: number }
type Entry = IntersectionObserverEntry & { isVisible: boolean }

/** Says it to the page's developer, who reads English. */
export const occluded: ErrorEvent = {
  code: 'occluded',
  message:
    'ingo-capture: something of this page has covered the form for 10 s, or an effect (opacity, filter, transform) keeps it from being seen as it is.',
  retryable: true,
}

/** Watches while there is something to type into, until it is used; calls once, at most. */
export function useOcclusion(watched: boolean, onOccluded: () => void): void {
  const told = useRef(false)
  const found = useEffectEvent(onOccluded)

  useEffect(() => {
    if (!watched || told.current || !('isVisible' in IntersectionObserverEntry.prototype)) return
    let timer = 0

    function wait(): void {
      timer = window.setTimeout(tell, PATIENCE_MS)
    }

    function tell(): void {
      // What nobody looks at is nobody's to miss.
      if (document.hidden) {
        wait()
        return
      }
      told.current = true
      stop()
      found()
    }

    function stop(): void {
      clearTimeout(timer)
      observer.disconnect()
      for (const use of uses) document.removeEventListener(use, stop)
    }

    const options: Options = { trackVisibility: true, delay: DELAY_MS }
    const observer = new IntersectionObserver((entries) => {
      const { isIntersecting, isVisible } = entries.at(-1) as Entry
      clearTimeout(timer)
      if (isIntersecting && !isVisible) wait()
    }, options)
    // Not what is in it: Chromium takes a label that floats in its field for something over it.
    observer.observe(document.body)
    for (const use of uses) document.addEventListener(use, stop)
    return stop
  }, [watched])
}
