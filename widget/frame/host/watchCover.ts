/**
 * Watches whether the page hides the form, for example under another form that imitates it (clickjacking).
 *
 * Only IntersectionObserver v2 tells a frame that something lies over it, or that an effect makes it fainter. Of a frame
 * in another process, Chromium judges the frame as a whole: a chat button over a corner looks like a cover of it all. So
 * while it reports a cover, the host page is asked what lies where. The browser is believed where the page finds nothing
 * that explains its report.
 */
import type { CoverQuestion, WarningEvent } from '../../protocol/messages.js'
import { findCover, JUDGED_STYLES } from './findCover.js'
import { isFieldHidden, isInside, isPartHidden } from './hiddenPart.js'
import type { Point } from './paint.js'

/** The specification's minimum. */
const DELAY_MS = 100
const ASK_MS = 300
/** How long the form must have been hidden: a menu or a page transition is shorter. */
const HIDDEN_MS = 1000

/** https://w3c.github.io/IntersectionObserver/v2/ */
type Options = IntersectionObserverInit & { trackVisibility: true; delay: number }
type Entry = IntersectionObserverEntry & { isVisible: boolean }

/** For the page's developer. */
const warning: WarningEvent = {
  code: 'occluded',
  message:
    'ingo-capture: this page hid the form when the cardholder submitted it: something lies over it, or an effect (opacity, filter, transform) makes it hard to see. The form asked once more.',
}

/** The watch over one form. */
export type CoverWatch = {
  /** Takes the page's answer to `ask`. */
  receive: (report: unknown) => void
  /** Whether the form has been hidden throughout the last second. */
  isHidden: () => boolean
  /** The event for a page that hides the form. */
  warning: WarningEvent
  stop: () => void
}

/** Starts watching. `ask` asks the page; `onShown` is called when the form is not hidden any more. */
export function watchCover(ask: (question: CoverQuestion) => void, onShown: () => void): CoverWatch {
  let hiddenSince: number | undefined
  let timer = 0
  /** The part of the form that is in the window, and that no container of the page clips away. */
  let shown = new DOMRectReadOnly()

  function show(): void {
    hiddenSince = undefined
    onShown()
  }

  function stopAsking(): void {
    clearInterval(timer)
    timer = 0
  }

  /** Asks, after finding the shown part anew: an observer reports no scrolling that leaves as much of the form shown. */
  function measure(): void {
    const once = new IntersectionObserver((entries) => {
      once.disconnect()
      shown = entries.at(-1)?.intersectionRect ?? shown
      ask({ styles: JUDGED_STYLES })
    })
    once.observe(document.body)
  }

  const options: Options = { trackVisibility: true, delay: DELAY_MS }
  const observer = new IntersectionObserver((entries) => {
    const { isIntersecting, isVisible } = entries.at(-1) as Entry
    stopAsking()
    if (isVisible || !isIntersecting) {
      show()
      return
    }
    hiddenSince ??= performance.now()
    timer = window.setInterval(measure, ASK_MS)
    measure()
  }, options)
  // Observe the body, not an element in it: Chromium takes a floating label for a cover of its field.
  observer.observe(document.body)

  return {
    receive(report) {
      // The answer may be older than the browser's report that the form is visible.
      if (timer === 0) return
      if (hides(report, shown)) hiddenSince ??= performance.now()
      else show()
    },
    isHidden: () => hiddenSince !== undefined && performance.now() - hiddenSince >= HIDDEN_MS,
    warning,
    stop() {
      stopAsking()
      observer.disconnect()
    },
  }
}

function hides(report: unknown, shown: DOMRectReadOnly): boolean {
  const cover = findCover(report)
  if (cover === 'unexplained') return true
  // What lies where a container clips the form hides nothing of it.
  const points = cover.filter((point) => isInside(point, shown))
  return isPartHidden(points, shown) || hidesButton(points) || isFieldHidden(report, shown)
}

/** The button that sends: while what was typed is read back, the one below it. */
function hidesButton(points: Point[]): boolean {
  const button = document.querySelector('.read-back button:last-child, [type="submit"]')
  if (!button) return false
  const box = button.getBoundingClientRect()
  return isPartHidden(
    points.filter((point) => isInside(point, box)),
    box,
  )
}
