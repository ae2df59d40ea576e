/** Replaces the browser's computed colors: those of the default theme, and of the page's variables. */
import type { Color } from '../appearance/contrast.js'

const theme = {
  'var(--color-primary)': '#1d4ed8',
  'var(--color-on-primary)': '#ffffff',
  'var(--color-background)': '#ffffff',
  'var(--color-text)': '#111827',
  'var(--color-muted)': '#5b6472',
  'var(--color-danger)': '#b42318',
  'var(--color-success)': '#067647',
  'var(--badge)': '#7a4a05',
  'var(--badge-background)': '#fff8eb',
}
const known = new Map([...Object.entries(theme), ['white', '#ffffff'], ['transparent', '#00000000']])

/** The page's variables, as the document's style has them. */
export const properties = new Map<string, string>()
export const style = {
  getPropertyValue: (property: string) => properties.get(property) ?? '',
  setProperty: (property: string, value: string) => void properties.set(property, value),
  removeProperty: (property: string) => String(properties.delete(property)),
}

/** The theme's mixed colors, as a browser without `color-mix()` has them. */
const mixed = new Map([
  ['--placeholder', '--color-muted'],
  ['--danger-fill', '--color-background'],
])

/** Reads hexadecimal colors, the light theme's and the page's. The browser specs use real computed colors. */
export function readColor(expression: string): Color | undefined {
  const [, name, fallback = ''] = /^var\(([\w-]+)(?:, (.*))?\)$/.exec(expression) ?? []
  if (name) {
    const property = mixed.get(name) ?? name
    return readColor(properties.get(property) ?? known.get(`var(${property})`) ?? fallback)
  }
  const hex = known.get(expression) ?? expression
  const [red = 0, green = 0, blue = 0, opacity = 1] = (hex.match(/[\da-f]{2}/g) ?? []).map(
    (pair) => parseInt(pair, 16) / 255,
  )
  return [red, green, blue, opacity]
}
