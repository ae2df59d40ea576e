/** Whether a layer that lets clicks through paints something at a point. */
import { expect, it } from 'vitest'
import { isPainted, PAINT, type Layer } from './paint.js'

const nothing = PAINT.map((name): [string, string] => [name, name.endsWith('width') ? '0px' : 'none'])
const through: Record<string, string> = {
  ...Object.fromEntries(nothing),
  'background-color': 'rgba(0, 0, 0, 0)',
  color: 'rgb(0, 0, 0)',
}
const box: Layer['box'] = [0, 0, 300, 200]

function layer(style: Record<string, string>, name = 'div'): Layer {
  return { name, style: { ...through, ...style }, opacity: 1, ...(name === 'div' && { box }) }
}

const side = { 'border-left-width': '100px', 'border-left-color': 'rgb(0, 0, 0)' }

it.each<[title: string, Layer, paints: boolean]>([
  ['nothing', layer({}), false],
  ['black', layer({ 'background-color': 'rgb(0, 0, 0)' }), true],
  ['transparent black', layer({ 'background-color': 'rgba(0, 0, 0, 0)' }), false],
  ['a color of CSS 4 without opacity', layer({ 'background-color': 'oklch(0.5 0.1 20 / 0)' }), false],
  ['a picture', layer({ 'background-image': 'url("a.png")' }), true],
  ['an inset shadow', layer({ 'box-shadow': 'rgb(0, 0, 0) 0px 0px 0px 90px inset' }), true],
  ['a shadow around it', layer({ 'box-shadow': 'rgb(0, 0, 0) 0px 0px 0px 90px' }), false],
  ['a border at the point', layer(side), true],
  ['a border elsewhere', layer({ ...side, 'border-left-width': '20px' }), false],
  ['a transparent border', layer({ ...side, 'border-left-color': 'rgba(0, 0, 0, 0)' }), false],
  ['a line of text', layer({}, '#text'), true],
  ['a line of transparent text', layer({ color: 'rgba(0, 0, 0, 0)' }, '#text'), false],
  ['no pseudo-element', layer({ content: 'none' }, '::before'), false],
  ['an empty pseudo-element', layer({ content: '""' }, '::after'), false],
  ['a pseudo-element with text', layer({ content: '"x"' }, '::after'), true],
  [
    'a pseudo-element with a background',
    layer({ content: '""', 'background-color': 'red' }, '::before'),
    true,
  ],
  ['an invisible layer', { ...layer({ 'background-color': 'red' }), opacity: 0 }, false],
  ['an invisible layer that catches clicks', { ...layer({ 'pointer-events': 'auto' }), opacity: 0 }, true],
])('%s', (_title, given, paints) => {
  expect(isPainted(given, [50, 50])).toBe(paints)
})
