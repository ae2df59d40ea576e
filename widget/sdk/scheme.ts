/** Finds the page's color behind the form. The frame is transparent, so its texts must contrast with that color. */
import type { Backdrop, Configuration, SentConfiguration } from '../protocol/appearance.js'

/** How often the page's color is read, in ms. The form follows a new color once it is read twice in a row. */
const CHECK_MS = 300

/** Adds the color behind `host` to a configuration with an appearance. The frame computes contrasts with it. */
export function addBackdrop(host: Element, configuration: Configuration): SentConfiguration {
  return configuration.appearance ? { ...configuration, backdrop: findBackdrop(host) } : configuration
}

/**
 * With `colorScheme: 'auto'`, calls `changed` when the color behind `host` changes. Returns the function that stops it.
 * The color is polled: a class, a style sheet, a transition or the system can change it, and no event reports them all.
 */
export function watchBackdrop(
  host: Element,
  { appearance }: Configuration,
  changed: () => void,
): (() => void) | undefined {
  if (appearance?.colorScheme !== 'auto') return undefined
  const [before] = findBackdrop(host)
  let last = before
  const timer = setInterval(() => {
    const [now] = findBackdrop(host)
    // In a transition, the page passes through colors that it does not keep.
    if (now !== before && now === last) changed()
    last = now
  }, CHECK_MS)
  return () => {
    clearInterval(timer)
  }
}

/**
 * The first background color around `host` with an opacity above 0.5. It is sure if it is opaque, and no image or gradient
 * lies above it. Without a color, the browser paints by the root's `color-scheme` or `<meta name="color-scheme">`.
 */
function findBackdrop(host: Element): Backdrop {
  let isSure = true
  for (let element: Element | undefined = host; element; element = parentAcrossShadow(element)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(element)
    if (/\(/.test(backgroundImage)) isSure = false
    const [, , , opacity = 1] = toNumbers(backgroundColor)
    if (opacity > 0.5 && backgroundColor) return [backgroundColor, isSure && opacity === 1]
  }
  const { colorScheme } = getComputedStyle(document.documentElement)
  const tag = document.querySelector<HTMLMetaElement>('meta[name=color-scheme]')?.content
  const scheme = /dark|light/.test(colorScheme) ? colorScheme : (tag ?? '')
  // A page with both schemes follows the system. A page with its own switch may declare only dark.
  const page = globalThis as Partial<typeof globalThis>
  // Undefined in jsdom and under mocks.
  const query = page.matchMedia?.('(prefers-color-scheme: dark)') as Partial<MediaQueryList> | undefined
  const dark = /dark/.test(scheme) && (!/light/.test(scheme) || query?.matches)
  return [dark ? 'rgb(18,18,18)' : 'rgb(255,255,255)', isSure]
}

/** Reads the numbers after a parenthesis, a blank or a comma, and so not the 3 of `display-p3`. */
function toNumbers(color: string): number[] {
  return (color.match(/[( ,]-?[\d.][\d.e-]*/g) ?? []).map((number) => +number.slice(1))
}

/** The parent, or the host of the shadow root that holds the element. A document has no `host`. */
export function parentAcrossShadow(element: Element): Element | undefined {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host
}
