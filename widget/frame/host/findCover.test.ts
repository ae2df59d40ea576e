import { expect, it } from 'vitest'
import { findCover, JUDGED_STYLES } from './findCover.js'

/** The computed styles of an element without styles of its own. */
const initial: Record<string, string> = {
  opacity: '1',
  'mix-blend-mode': 'normal',
  'pointer-events': 'auto',
  'background-color': 'rgba(0, 0, 0, 0)',
}

/** An element's description in the page's report. */
function describe(style: Record<string, string> = {}, element = 'div'): string[] {
  return [element, ...JUDGED_STYLES.map((name) => style[name] ?? initial[name] ?? 'none')]
}

const plain = describe()
const white = describe({ 'background-color': 'rgb(255, 255, 255)' })
const through = { 'pointer-events': 'none' }
const toasts = describe(through, 'section')

it('returns the points of a layer', () => {
  const points = [
    [1, 1, [white]],
    [31, 1, [plain, white]],
    [61, 1, []],
  ]
  expect(findCover({ around: [plain], points })).toEqual([
    [1, 1],
    [31, 1],
  ])
})

it.each<Record<string, string>>([
  { opacity: '0.9' },
  { opacity: '0.99' },
  { filter: 'drop-shadow(rgba(0, 0, 0, 0.4) 0px 2px 4px)' },
  { filter: 'saturate(1.2) hue-rotate(10deg)' },
  { transform: 'matrix(0.999998, 0.00174533, -0.00174533, 0.999998, 0, 0)' },
  { transform: 'matrix(0.9, 0, 0, 0.9, 0, 0)' },
  { 'backdrop-filter': 'blur(4px)' },
])('finds no cover under %j', (style) => {
  expect(findCover({ around: [plain, describe(style), plain], points: [[1, 1, []]] })).toEqual([])
})

it.each<Record<string, string>>([
  { opacity: '0.89' },
  { filter: 'opacity(0.02)' },
  { filter: 'drop-shadow(rgb(0, 0, 0) 0px 0px 1px) opacity(0.02)' },
  { filter: 'blur(9px)' },
  { filter: 'url("#veil")' },
  { transform: 'matrix3d(0, 0, -1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1)' },
  { transform: 'matrix(0, 1, -1, 0, 0, 0)' },
  { transform: 'matrix(0.01, 0, 0, 0.01, 0, 0)' },
  { 'mask-image': 'linear-gradient(rgba(0, 0, 0, 0), rgb(0, 0, 0))' },
  { 'clip-path': 'circle(5px)' },
  { 'mix-blend-mode': 'screen' },
])('treats the form as covered under %j, even if a harmless layer lies over it too', (style) => {
  expect(findCover({ around: [plain, describe(style)], points: [[1, 1, [toasts]]] })).toBe('unexplained')
})

it('multiplies the opacities', () => {
  const around = Array.from({ length: 4 }, () => describe({ opacity: '0.95' }))
  expect(findCover({ around, points: [] })).toBe('unexplained')
})

it('treats the form as covered if the page finds neither a layer nor an effect', () => {
  expect(findCover({ around: [plain], points: [[1, 1, []]] })).toBe('unexplained')
})

it.each([
  ['paints nothing', toasts],
  ['is invisible', describe({ ...through, 'background-color': 'rgb(0, 0, 0)', opacity: '0' })],
])('finds no cover under a layer that lets clicks through and %s', (_, layer) => {
  expect(findCover({ around: [plain], points: [[1, 1, [layer]]] })).toEqual([])
})

it.each([
  ['a layer below a harmless one', [toasts, white]],
  ['a layer that lets clicks through', [describe({ ...through, 'background-color': 'rgb(255, 255, 255)' })]],
  ['half-transparent white', [describe({ ...through, 'background-color': 'oklch(1 0 0 / 0.5)' })]],
  ['a picture', [describe(through, 'canvas')]],
  ['a gradient', [describe({ ...through, 'background-image': 'linear-gradient(red, blue)' })]],
  ['a shadow', [describe({ ...through, 'box-shadow': 'rgb(0, 0, 0) 0px 0px 0px 999px inset' })]],
  ['a layer without paint that catches clicks', [plain]],
])('finds a cover under %s', (_, layers) => {
  expect(findCover({ around: [plain], points: [[31, 1, layers]] })).toEqual([[31, 1]])
})

it.each([
  null,
  undefined,
  7,
  {},
  [],
  { around: 'none', points: 'none' },
  { around: [], points: [[1, 1, [white]]] },
  { around: [['x']], points: [] },
  { around: [null], points: [] },
  { around: [plain], points: [['a', 'b', [white]], [Number.NaN, 15, [white]], null, [1, 1]] },
])('treats the form as covered if the report is %j', (report) => {
  expect(findCover(report)).toBe('unexplained')
})
