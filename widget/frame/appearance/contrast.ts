/** The contrast of two colors that the browser has resolved: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */

/** Red, green and blue from 0 to 1 in sRGB, and the opacity. */
export type Color = [red: number, green: number, blue: number, opacity: number]

export type ColorResolver = (expression: string) => Color | undefined

/** Caches the color of each expression, because the browser computes styles for each. Create a new one for each theme. */
export function createColorResolver(): ColorResolver {
  const known = new Map<string, Color | undefined>()
  return (expression) => {
    if (!known.has(expression)) known.set(expression, resolveColor(expression))
    return known.get(expression)
  }
}

/**
 * The color of a CSS expression, with the current values of the document's custom properties. Undefined if the browser
 * can't convert it to sRGB.
 */
function resolveColor(expression: string): Color | undefined {
  const root = document.documentElement
  const mixed = `color-mix(in srgb, ${expression}, ${expression})`
  // The root has no outline, so its outline color is invisible.
  root.style.setProperty(
    'outline-color',
    CSS.supports('color', 'color-mix(in srgb, red, red)') ? mixed : expression,
  )
  const computed = getComputedStyle(root).outlineColor
  root.style.removeProperty('outline-color')
  return parseComputed(computed)
}

/** `rgb(1, 2, 3)`, `rgba(1, 2, 3, 0.5)` or `color(srgb 0.1 0.2 0.3 / 0.5)`. */
function parseComputed(computed: string): Color | undefined {
  const [, space, list = ''] = /^(rgba?\(|color\(srgb )(.*)\)$/.exec(computed) ?? []
  if (space === undefined) return undefined
  const [red, green, blue, opacity = 1] = list
    .split(/[\s,/]+/)
    .map((part) => (part === 'none' ? 0 : Number(part)))
  const scale = space.startsWith('rgb') ? 255 : 1
  const channels = [red, green, blue].map((channel = NaN) => Math.min(Math.max(channel / scale, 0), 1))
  const [r = NaN, g = NaN, b = NaN] = channels
  return Number.isNaN(r + g + b + opacity) ? undefined : [r, g, b, opacity]
}

/** The color that is seen where one color lies over another. */
export function blend([red, green, blue, opacity]: Color, [r, g, b, below]: Color): Color {
  const mix = (above: number, under: number) => above * opacity + under * (1 - opacity)
  return [mix(red, r), mix(green, g), mix(blue, b), opacity + below * (1 - opacity)]
}

/** Returns 1 to 21. Both colors must be opaque. */
export function contrastRatio(one: Color, other: Color): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** Whether white text is easier to read on the color than black text. */
export function isDark(color: Color): boolean {
  return luminance(color) < 0.179
}

function luminance([red, green, blue]: Color): number {
  const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}
