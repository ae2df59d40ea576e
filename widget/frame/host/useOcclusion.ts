/**
 * Reports that something covers the form, for example another form that imitates it (clickjacking). The frame can't
 * prevent that, so it only reports.
 *
 * A frame of another site can detect a cover only with IntersectionObserver v2. The observer judges the frame as a
 * whole: a sticky bar over its edge counts as a cover, and so does an effect (opacity, filter, most transforms). To
 * avoid false alarms, the cover must last ten seconds (menus, spinners and cookie banners don't), and the form must be
 * unused (a cardholder who is deceived by another form doesn't use this one). A submit restarts the observation.
 */
import { useEffect, useEffectEvent, useRef } from 'react'
import type { ErrorEvent } from '../../protocol/messages.js'

const COVERED_MS = 10_000
/** The specification's minimum. */
const DELAY_MS = 100
/** Events that show that the cardholder sees the form. */
const useEvents = ['keydown', 'pointerdown', 'input'] as const
/** https://w3c.github.io/IntersectionObserver/v2/ */
type Options = IntersectionObserverInit & { trackVisibility: true; delay: number }
type Entry = IntersectionObserverEntry & { isVisible: boolean }

/** The error for the page's developer. */
export const occluded: ErrorEvent = {
  code: 'occluded',
  message:
    'ingo-capture: something of this page has covered the form for 10 s, or an effect (opacity, filter, transform) keeps it from being seen as it is.',
  retryable: true,
}

/** Observes while `watched`, until the form is used. Calls back at most once. */
export function useOcclusion(watched: boolean, onOccluded: () => void): void {
  const reported = useRef(false)
  const found = useEffectEvent(onOccluded)

  useEffect(() => {
    if (!watched || reported.current || !('isVisible' in IntersectionObserverEntry.prototype)) return
    let timer = 0

    function wait(): void {
      timer = window.setTimeout(report, COVERED_MS)
    }

    function report(): void {
      // The page is in the background: check again later.
      if (document.hidden) {
        wait()
        return
      }
      reported.current = true
      stop()
      found()
    }

    function stop(): void {
      clearTimeout(timer)
      observer.disconnect()
      for (const use of useEvents) document.removeEventListener(use, stop)
    }

    const options: Options = { trackVisibility: true, delay: DELAY_MS }
    const observer = new IntersectionObserver((entries) => {
      const { isIntersecting, isVisible } = entries.at(-1) as Entry
      clearTimeout(timer)
      if (isIntersecting && !isVisible) wait()
    }, options)
    // Observe the body, not an element in it: Chromium takes a floating label for a cover of its field.
    observer.observe(document.body)
    for (const use of useEvents) document.addEventListener(use, stop)
    return stop
  }, [watched])
}
