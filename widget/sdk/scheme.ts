/** What `colorScheme: 'auto'` comes to: the frame is see-through, so its text has to suit the page behind it. */
import type { Configuration } from '../protocol/appearance.js'

const prefersDark = () => matchMedia('(prefers-color-scheme: dark)')

/** The configuration with light or dark in the place of auto, as it suits what lies behind `host`. */
export function suited(host: Element, configuration: Configuration): Configuration {
  const { appearance } = configuration
  if (appearance?.colorScheme !== 'auto') return configuration
  return { ...configuration, appearance: { ...appearance, colorScheme: isDark(host) ? 'dark' : 'light' } }
}

/** Calls when the cardholder's system turns light or dark, once the page has followed; returns its undo. */
export function watchScheme(changed: () => void): () => void {
  const query = prefersDark()
  const later = () => requestAnimationFrame(changed)
  query.addEventListener('change', later)
  return () => {
    query.removeEventListener('change', later)
  }
}

/** By the first background that is painted; a page that paints none is what its `color-scheme` makes of it. */
function isDark(host: Element): boolean {
  for (let element: Element | null = host; element; element = outer(element)) {
    // Other notations than these are of pages that can say what they want.
    const parts = getComputedStyle(element)
      .backgroundColor.match(/^rgba?\((.+)\)$/)?.[1]
      ?.split(',')
    const [red = 0, green = 0, blue = 0, opacity = parts ? 1 : 0] = (parts ?? []).map(Number)
    if (opacity > 0.5) return 0.3 * red + 0.6 * green + 0.1 * blue < 128
  }
  return getComputedStyle(document.documentElement).colorScheme.includes('dark') && prefersDark().matches
}

function outer(element: Element): Element | null {
  const root = element.getRootNode()
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
}
