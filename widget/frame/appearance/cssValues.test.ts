import { beforeEach, expect, test, vi } from 'vitest'
import { stubColorSyntax } from '../testing/colorSyntax.case.js'
import { relativeColors } from '../testing/hostile.case.js'
import { parseAppearance } from './parseAppearance.js'

beforeEach(stubColorSyntax)

const colors = [
  '#abc',
  '#abcd',
  '#A1B2C3',
  '#a1b2c3d4',
  'rgb(1,2,3)',
  'rgb(1, 2, 3)',
  'rgb(1 2 3)',
  'rgb(1 2 3 / 50%)',
  'rgba(10, 20, 30, 0.5)',
  'hsl(210, 50%, 40%)',
  'hsl(210 50% 40% / 0.5)',
  'hsla(210, 50%, 40%, 1)',
  'rebeccapurple',
  'White',
  // Design tokens.
  'oklch(0.145 0 0)',
  'oklch(62.3% 0.214 259.815)',
  'oklch(.7 .15 250deg / 80%)',
  'oklab(59% 0.1 -0.1)',
  'lab(29.2345% 39.3825 20.0664)',
  'lch(52.2345% 72.2 50)',
  'hsl(210deg 50% 40%)',
  'hsl(210deg, 50%, 40%)',
  'hwb(194 0% 0% / .5)',
  'color-mix(in oklab, oklch(0.6 0.15 250) 30%, white)',
  'color(display-p3 1 0 0)',
  'rgb(from teal r g b / 50%)',
  'light-dark(#fff, black)',
  'hsl(1turn 50% 50%)',
]

test.each(colors)('accepts the color %s', (value) => {
  const { settings, refused } = parseAppearance({ variables: { colorPrimary: value } })
  expect(refused).toEqual([])
  expect(settings.properties.get('--color-primary')).toBe(value)
})

test.each(relativeColors)('rejects the color %s', (value) => {
  expect(parseAppearance({ variables: { colorText: value } }).refused).toEqual([
    'appearance.variables.colorText',
  ])
})

test('rejects a word that is not a color in this browser', () => {
  const supports = vi.fn((_: string, value: string) => value === 'red')
  vi.stubGlobal('CSS', { supports })
  const { settings, refused } = parseAppearance({ variables: { colorText: 'red', colorMuted: 'blurple' } })
  expect(refused).toEqual(['appearance.variables.colorMuted'])
  expect([...settings.properties]).toEqual([['--color-text', 'red']])
})

test('accepts the longest lists of system fonts that frameworks have', () => {
  const fontFamily =
    'ui-sans-serif, system-ui, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", ' +
    'sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Segoe UI Symbol", "Noto Color Emoji"'
  expect(parseAppearance({ variables: { fontFamily } }).refused).toEqual([])
  expect(parseAppearance({ variables: { fontFamily: fontFamily.repeat(3) } }).refused).toHaveLength(1)
})
