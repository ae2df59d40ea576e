/** Resolves `colorScheme: 'auto'`: the frame is transparent, so its text must contrast with the page behind it. */
import type { Configuration } from '../protocol/appearance.js'

/** How soon the form follows a page that turns light or dark, in ms. */
const CHECK_MS = 500

/** The configuration with light or dark in place of auto, by the background behind `host`. */
export function resolveColorScheme(host: Element, configuration: Configuration): Configuration {
  const { appearance } = configuration
  if (appearance?.colorScheme !== 'auto') return configuration
  return { ...configuration, appearance: { ...appearance, colorScheme: isDark(host) ? 'dark' : 'light' } }
}

/**
 * With auto, calls `changed` when the background behind `host` turns light or dark; returns the function that stops it.
 * It looks again and again: a class, a style sheet, a transition or the system can change the background, and no event
 * reports all of these.
 */
export function watchColorScheme(
  host: Element,
  { appearance }: Configuration,
  changed: () => void,
): (() => void) | undefined {
  if (appearance?.colorScheme !== 'auto') return undefined
  const before = isDark(host)
  const timer = setInterval(() => {
    if (isDark(host) !== before) changed()
  }, CHECK_MS)
  return () => {
    clearInterval(timer)
  }
}

/** By the first opaque background around `host`. Without one the browser paints by the inherited `color-scheme`. */
function isDark(host: Element): boolean {
  for (let element: Element | undefined = host; element; element = parentAcrossShadow(element)) {
    const color = getComputedStyle(element).backgroundColor
    // Numbers follow a parenthesis, a blank or a comma: the 3 of `display-p3` is none.
    const [first = 0, second = 0, third = 0, opacity = 1] = (color.match(/[( ,]-?[\d.][\d.e-]*/g) ?? []).map(
      (number) => +number.slice(1),
    )
    // Chromium and Firefox compute hsl() and hwb() to rgb(), and keep lab(), lch(), oklab(), oklch() and color().
    const light = /^(ok)?l/.test(color) ? first : (first + second + third) / 3
    const white = color.startsWith('rgb') ? 255 : color.startsWith('l') ? 100 : 1
    if (opacity > 0.5 && color) return light < white / 2
  }
  const { colorScheme } = getComputedStyle(host)
  if (!colorScheme.includes('dark')) return false
  // A page that has both schemes follows the system; one may have dark alone, by its own switch.
  if (!colorScheme.includes('light')) return true
  const { matchMedia } = globalThis as Partial<typeof globalThis>
  // Undefined in jsdom and under mocks.
  return (
    (matchMedia?.('(prefers-color-scheme: dark)') as Partial<MediaQueryList> | undefined)?.matches === true
  )
}

/** The parent, or the host of the shadow root that holds the element. A document has no `host`. */
export function parentAcrossShadow(element: Element): Element | undefined {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host
}
