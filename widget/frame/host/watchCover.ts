/**
 * Watches whether the page hides the form, for example under another form that imitates it (clickjacking).
 *
 * Only IntersectionObserver v2 tells a frame that something lies over it, or that an effect makes it fainter. For a frame
 * in another process, Chromium reports only on the whole frame: a chat button over a corner looks like a cover of it all.
 * So while the browser reports a cover, the frame asks the host page which elements lie where. If the page's report
 * doesn't explain the browser's, the form counts as hidden.
 */
import type { CoverQuestion, WarningEvent } from '../../protocol/messages.js'
import { findCover, JUDGED_STYLES } from './findCover.js'
import { isFieldHidden, isInside, isPartHidden } from './hiddenPart.js'
import type { Point } from './paint.js'

/** The minimum that the specification allows. */
const DELAY_MS = 100
const ASK_MS = 300
/** The form counts as hidden only after this time, because a menu or a page transition may cover it for a moment. */
const HIDDEN_MS = 1000

/** https://w3c.github.io/IntersectionObserver/v2/ */
type Options = IntersectionObserverInit & { trackVisibility: true; delay: number }
type Entry = IntersectionObserverEntry & { isVisible: boolean }

/** The event that tells the page's developer of a hidden form. */
const warning: WarningEvent = {
  code: 'occluded',
  message:
    'ingo-capture: this page hid the form when the cardholder submitted it: something lies over it, or an effect (opacity, filter, transform) makes it hard to see. The form asked once more.',
}

/** The watch over one form. */
export type CoverWatch = {
  /** Receives the page's report, the answer to `ask`. */
  receive: (report: unknown) => void
  /** Whether the form has been hidden throughout the last second. */
  isHidden: () => boolean
  /** The event for a page that hides the form. */
  warning: WarningEvent
  stop: () => void
}

/** Starts watching. `ask` asks the page for a report. `onShown` is called when the form is no longer hidden. */
export function watchCover(ask: (question: CoverQuestion) => void, onShown: () => void): CoverWatch {
  let hiddenSince: number | undefined
  let timer = 0
  /** The part of the form that is in the window, and not clipped by a container of the page. */
  let shown = new DOMRectReadOnly()

  function show(): void {
    hiddenSince = undefined
    onShown()
  }

  function stopAsking(): void {
    clearInterval(timer)
    timer = 0
  }

  /** Updates `shown`, then asks. `observer` doesn't report a scroll that leaves as much of the form visible as before. */
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
  // Observe the body, not an element in it: Chromium would report a floating label as a cover of its field.
  observer.observe(document.body)

  return {
    receive(report) {
      // The browser may have reported the form as visible since the page was asked.
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
  // Leave out points where a container clips the form, because nothing of the form is there.
  const points = cover.filter((point) => isInside(point, shown))
  return isPartHidden(points, shown) || hidesButton(points) || isFieldHidden(report, shown)
}

/** Whether the button that sends is hidden: the submit button, or the last button of the review step. */
function hidesButton(points: Point[]): boolean {
  const button = document.querySelector('.read-back button:last-child, [type="submit"]')
  if (!button) return false
  const box = button.getBoundingClientRect()
  return isPartHidden(
    points.filter((point) => isInside(point, box)),
    box,
  )
}
