/** What `colorScheme: 'auto'` comes to: the frame is see-through, so its text has to suit the page behind it. */
import type { Configuration } from '../protocol/appearance.js'

const prefersDark = () => matchMedia('(prefers-color-scheme: dark)')

/** The configuration with light or dark in the place of auto, as it suits what lies behind `host`. */
export function suited(host: Element, configuration: Configuration): Configuration {
  const { appearance } = configuration
  if (appearance?.colorScheme !== 'auto') return configuration
  return { ...configuration, appearance: { ...appearance, colorScheme: isDark(host) ? 'dark' : 'light' } }
}

/** Calls when the cardholder's system has turned light or dark, where that counts; returns its undo. */
export function watchScheme({ appearance }: Configuration, changed: () => void): (() => void) | undefined {
  if (appearance?.colorScheme !== 'auto') return undefined
  const query = prefersDark()
  // The page follows with its next frame.
  const later = () => requestAnimationFrame(changed)
  query.addEventListener('change', later)
  return () => {
    query.removeEventListener('change', later)
  }
}

/** By the first background that is painted; a page that paints none is what its `color-scheme`, which is inherited, makes of it. */
function isDark(host: Element): boolean {
  for (let element: Element | null = host; element; element = outer(element)) {
    const colour = getComputedStyle(element).backgroundColor
    const [red = 0, green = 0, blue = 0, opacity = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number)
    // A page that writes colours in other ways can say what it wants.
    if (colour.startsWith('rgb') && opacity > 0.5) return red + green + blue < 384
  }
  return prefersDark().matches && getComputedStyle(host).colorScheme.includes('dark')
}

function outer(element: Element): Element | null {
  const root = element.getRootNode()
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null)
}
