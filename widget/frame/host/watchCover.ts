/**
 * Watches whether the page hides the form, for example under another form that imitates it (clickjacking).
 *
 * Only IntersectionObserver v2 tells a frame that something lies over it, or that an effect makes it fainter. Of a frame
 * in another process, Chromium judges the frame as a whole: a chat button over a corner looks like a cover of it all. So
 * while it reports a cover, the host page is asked what lies where. A cover that the page does not find is believed.
 */
import type { CoverReport, WarningEvent } from '../../protocol/messages.js'

/** The specification's minimum. */
const DELAY_MS = 100
const ASK_MS = 300
/** How long the form must have been hidden: a menu or a page transition is shorter. */
const HIDDEN_MS = 1000
/** A form that is less opaque is hidden, even if a chat button explains the browser's report. */
const MIN_OPACITY = 0.9
/** The part of the form, or of its button, that must be covered. */
const HIDDEN_PART = 1 / 3
/** The distance of the page's points, in px. */
const STEP = 30

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
export function watchCover(ask: () => void, onShown: () => void): CoverWatch {
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
      ask()
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
      if (hides(parseReport(report), shown)) hiddenSince ??= performance.now()
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

/** By hand, so that the card's script has no schema for it. A value that is not of its type counts as hiding the form. */
function parseReport(report: unknown): CoverReport {
  const { opacity, covered } = Object(report) as Record<keyof CoverReport, unknown>
  return {
    opacity: Number(opacity) || 0,
    covered: Array.isArray(covered) ? covered.filter(isPoint) : [],
  }
}

function isPoint(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every(Number.isFinite)
}

function hides({ opacity, covered }: CoverReport, shown: DOMRectReadOnly): boolean {
  // The browser reports what the page does not find: a cover that lets clicks through, or another effect. Any opacity
  // below 1 causes such a report by itself, so an opacity near 1 can't explain it: a layer may lie there too.
  if (opacity < MIN_OPACITY || covered.length === 0) return true
  // What lies where a container clips the form hides nothing of it.
  const points = covered.filter((point) => isInside(point, shown))
  return isPartHidden(points, shown) || hidesButton(points)
}

function isPartHidden(points: CoverReport['covered'], { width, height }: DOMRectReadOnly): boolean {
  return points.length > 0 && points.length * STEP * STEP >= width * height * HIDDEN_PART
}

/** The button that sends: while what was typed is read back, the one below it. */
function hidesButton(points: CoverReport['covered']): boolean {
  const button = document.querySelector('.read-back button:last-child, [type="submit"]')
  if (!button) return false
  const box = button.getBoundingClientRect()
  return isPartHidden(
    points.filter((point) => isInside(point, box)),
    box,
  )
}

function isInside([x, y]: [number, number], { left, right, top, bottom }: DOMRectReadOnly): boolean {
  return x >= left && x <= right && y >= top && y <= bottom
}
