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
/** A form that is less opaque is hidden. */
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
  /** Of the form, what is in the window: px². */
  let area = 0

  function show(): void {
    hiddenSince = undefined
    onShown()
  }

  function stopAsking(): void {
    clearInterval(timer)
    timer = 0
  }

  // The thresholds update the area when the page scrolls.
  const threshold = [0, 0.2, 0.4, 0.6, 0.8, 1]
  const options: Options = { trackVisibility: true, delay: DELAY_MS, threshold }
  const observer = new IntersectionObserver((entries) => {
    const { isIntersecting, isVisible, intersectionRect } = entries.at(-1) as Entry
    area = intersectionRect.width * intersectionRect.height
    stopAsking()
    if (isVisible || !isIntersecting) {
      show()
      return
    }
    hiddenSince ??= performance.now()
    timer = window.setInterval(ask, ASK_MS)
    ask()
  }, options)
  // Observe the body, not an element in it: Chromium takes a floating label for a cover of its field.
  observer.observe(document.body)

  return {
    receive(report) {
      // The answer may be older than the browser's report that the form is visible.
      if (timer === 0) return
      if (hides(parseReport(report), area)) hiddenSince ??= performance.now()
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

function hides({ opacity, covered }: CoverReport, area: number): boolean {
  // The browser reports what the page does not find: a cover that lets clicks through, or another effect.
  const isUnexplained = opacity === 1 && covered.length === 0
  return opacity < MIN_OPACITY || isUnexplained || isPartHidden(covered, area) || hidesButton(covered)
}

function isPartHidden(covered: CoverReport['covered'], area: number): boolean {
  return covered.length > 0 && covered.length * STEP * STEP >= area * HIDDEN_PART
}

function hidesButton(covered: CoverReport['covered']): boolean {
  const button = document.querySelector('button[type="submit"]')
  if (!button) return false
  const { left, right, top, bottom, width, height } = button.getBoundingClientRect()
  const inside = covered.filter(([x, y]) => x >= left && x <= right && y >= top && y <= bottom)
  return isPartHidden(inside, width * height)
}
