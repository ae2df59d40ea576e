/** Resolves `colorScheme: 'auto'`: the frame is transparent, so its text must contrast with the page behind it. */
import type { Configuration } from '../protocol/appearance.js'

/** Undefined or without events in jsdom and under mocks. */
function prefersDark(): Partial<MediaQueryList> | undefined {
  const { matchMedia } = globalThis as Partial<typeof globalThis>
  return matchMedia?.('(prefers-color-scheme: dark)')
}

/** The configuration with light or dark in place of auto, by the background behind `host`. */
export function resolveColorScheme(host: Element, configuration: Configuration): Configuration {
  const { appearance } = configuration
  if (appearance?.colorScheme !== 'auto') return configuration
  return { ...configuration, appearance: { ...appearance, colorScheme: isDark(host) ? 'dark' : 'light' } }
}

/** With auto, calls `changed` when the cardholder's system turns light or dark; returns the function that stops it. */
export function watchColorScheme(
  { appearance }: Configuration,
  changed: () => void,
): (() => void) | undefined {
  if (appearance?.colorScheme !== 'auto') return undefined
  const query = prefersDark()
  // The page applies its own dark styles with the next animation frame.
  const later = () => requestAnimationFrame(changed)
  query?.addEventListener?.('change', later)
  return () => {
    query?.removeEventListener?.('change', later)
  }
}

/** By the first opaque background around `host`. Without one the browser paints by the inherited `color-scheme`. */
function isDark(host: Element): boolean {
  for (let element: Element | undefined = host; element; element = parentAcrossShadow(element)) {
    const color = getComputedStyle(element).backgroundColor
    const [red = 0, green = 0, blue = 0, opacity = 1] = (color.match(/[\d.]+/g) ?? []).map(Number)
    // Other notations, such as oklch(), are skipped: such a page can set light or dark itself.
    if (color.startsWith('rgb') && opacity > 0.5) return red + green + blue < 384
  }
  return prefersDark()?.matches === true && getComputedStyle(host).colorScheme.includes('dark')
}

/** The parent, or the host of the shadow root that holds the element. A document has no `host`. */
export function parentAcrossShadow(element: Element): Element | undefined {
  return element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host
}
