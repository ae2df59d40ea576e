/** Looks at the page behind the form: the frame is transparent, so its texts must contrast with that. */
import type { Backdrop, Configuration, SentConfiguration } from '../protocol/appearance.js'

/** How often the page's color is read, in ms. The form follows one that has been the same twice. */
const CHECK_MS = 300

/** The configuration with the color behind `host` beside each appearance: the frame judges what contrasts with it. */
export function addBackdrop(host: Element, configuration: Configuration): SentConfiguration {
  return configuration.appearance ? { ...configuration, backdrop: findBackdrop(host) } : configuration
}

/**
 * With auto, calls `changed` when the background behind `host` has another color; returns the function that stops it.
 * It looks again and again: a class, a style sheet, a transition or the system can change the background, and no event
 * reports all of these.
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
 * The first opaque background color around `host`, and whether no image or gradient lies above it. Without a color the
 * browser paints by the `color-scheme` of the root, or by the tag `<meta name="color-scheme">`.
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
  // A page that has both schemes follows the system; one may have dark alone, by its own switch.
  const page = globalThis as Partial<typeof globalThis>
  // Undefined in jsdom and under mocks.
  const query = page.matchMedia?.('(prefers-color-scheme: dark)') as Partial<MediaQueryList> | undefined
  const dark = /dark/.test(scheme) && (!/light/.test(scheme) || query?.matches)
  return [dark ? 'rgb(18,18,18)' : 'rgb(255,255,255)', isSure]
}

/** Numbers follow a parenthesis, a blank or a comma: the 3 of `display-p3` is none. */
function toNumbers(color: string): number[] {
  return (color.match(/[( ,]-?[\d.][\d.e-]*/g) ?? []).map((number) => +number.slice(1))
}

/** The parent, or the host of the shadow root that holds the element. A document has no `host`. */
export function parentAcrossShadow(element: Element): Element | undefined {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host
}
