import { beforeEach, expect, test } from 'vitest'
import type { AppearanceVariables } from '../../protocol/appearance.js'
import { parseAppearance, toRefusedEvent } from './parseAppearance.js'
import { stubColorSyntax } from '../testing/colorSyntax.case.js'
import { hostile } from '../testing/hostile.case.js'

beforeEach(stubColorSyntax)

test.each([
  ['fontSizeBase', '16px', '16px'],
  ['fontSizeBase', '1.25rem', '1.25rem'],
  ['fontSizeBase', ' 2em ', '2em'],
  ['spacingUnit', '5px', '5px'],
  ['borderRadius', '0px', '0px'],
  ['borderRadius', '24px', '24px'],
  ['borderRadius', '.5rem', '.5rem'],
  ['borderRadius', '0.625rem', '0.625rem'],
  ['fontWeightMedium', '600', '600'],
  ['fontFamily', 'Inter', '"host Inter", Inter'],
  [
    'fontFamily',
    'system-ui,-apple-system, "Segoe UI" ,sans-serif',
    '"host system-ui", system-ui, "host -apple-system", -apple-system, "host Segoe UI", "Segoe UI", "host sans-serif", sans-serif',
  ],
  ['fontFamily', "'Source Serif 4', serif", `"host Source Serif 4", 'Source Serif 4', "host serif", serif`],
  ['fontFamily', 'Source Serif 4', '"host Source Serif 4", "Source Serif 4"'],
  ['fontFamily', "'__Inter_d65c78'", `"host __Inter_d65c78", '__Inter_d65c78'`],
  [
    'fontFamily',
    "'__Inter_abc123', '__Inter_Fallback_abc123'",
    `"host __Inter_abc123", '__Inter_abc123', "host __Inter_Fallback_abc123", '__Inter_Fallback_abc123'`,
  ],
  [
    'fontFamily',
    "'Inter', 'Inter Fallback'",
    `"host Inter", 'Inter', "host Inter Fallback", 'Inter Fallback'`,
  ],
  ['fontFamily', '__Inter_Fallback_d65c78', '"host __Inter_Fallback_d65c78", __Inter_Fallback_d65c78'],
  ['fontFamily', 'IBM_Plex', '"host IBM_Plex", IBM_Plex'],
  ['fontFamily', '"Söhne"', '"host Söhne", "Söhne"'],
  ['fontFamily', 'Ťapák Sans', '"host Ťapák Sans", Ťapák Sans'],
])('accepts %s %s', (name, value, applied) => {
  const { settings, refused } = parseAppearance({ variables: { [name]: value } })
  expect(refused).toEqual([])
  expect([...settings.properties.values()]).toEqual([applied])
})

test('accepts the choices, `stacked` as the old name of `spacious`, and ignores undefined settings', () => {
  const appearance = {
    theme: 'flat',
    labels: 'floating',
    layout: 'stacked',
    colorScheme: undefined,
    variables: { colorText: undefined },
  }
  expect(parseAppearance(appearance)).toEqual({
    settings: { theme: 'flat', labels: 'floating', layout: 'spacious', properties: new Map() },
    refused: [],
  })
})

const names = Object.keys({
  colorPrimary: '',
  colorText: '',
  fontFamily: '',
  fontSizeBase: '',
  fontWeightMedium: '',
  spacingUnit: '',
  borderRadius: '',
} satisfies AppearanceVariables)

test.each(hostile.map((value) => [JSON.stringify(value).slice(0, 40), value] as const))(
  'rejects %s by name in every variable',
  (_, value) => {
    const { settings, refused } = parseAppearance({
      variables: Object.fromEntries(names.map((name) => [name, value])),
    })
    expect(refused).toEqual(names.map((name) => `appearance.variables.${name}`))
    expect(settings.properties.size).toBe(0)
  },
)

test.each([
  ['fontSizeBase', '15.9px'],
  ['fontSizeBase', '0.9rem'],
  ['fontSizeBase', '33px'],
  ['spacingUnit', '1px'],
  ['spacingUnit', '1rem'],
  ['borderRadius', '3rem'],
  ['fontWeightMedium', '0'],
])('rejects %s %s, which is out of bounds', (name, value) => {
  expect(parseAppearance({ variables: { [name]: value } }).refused).toEqual([`appearance.variables.${name}`])
})

test.each([
  [{ theme: 'stripe' }, 'appearance.theme'],
  [{ theme: ['night'] }, 'appearance.theme'],
  [{ labels: 'none' }, 'appearance.labels'],
  [{ layout: null }, 'appearance.layout'],
  [{ colorScheme: 'Dark' }, 'appearance.colorScheme'],
  [{ variables: 'red' }, 'appearance.variables'],
  [{ variables: [] }, 'appearance.variables'],
  [{ variables: null }, 'appearance.variables'],
  [{ variables: { colourPrimary: 'red' } }, 'appearance.variables.colourPrimary'],
  [{ variables: { '--color-primary': 'red' } }, 'appearance.variables'],
  [{ variables: { constructor: 'red' } }, 'appearance.variables.constructor'],
  [{ constructor: 'default' }, 'appearance.constructor'],
  [{ toString: 'default' }, 'appearance.toString'],
  [JSON.parse('{"__proto__": {"theme": "night"}}'), 'appearance.__proto__'],
  [JSON.parse('{"variables": {"__proto__": "red"}}'), 'appearance.variables.__proto__'],
  [{ variables: { 'a b<c>': 'red' } }, 'appearance.variables'],
  [[], 'appearance'],
  ['night', 'appearance'],
  [null, 'appearance'],
])('rejects an unknown setting by name: %j', (appearance: unknown, field) => {
  const { settings, refused } = parseAppearance(appearance)
  expect(refused).toEqual([field])
  expect(settings).toEqual({ properties: new Map() })
  expect(Object.prototype).not.toHaveProperty('theme')
})

test('keeps valid settings when others are rejected', () => {
  const { settings, refused } = parseAppearance({
    theme: 'flat',
    variables: { colorPrimary: 'url(x)', colorText: '#123456' },
  })
  expect(refused).toEqual(['appearance.variables.colorPrimary'])
  expect(settings).toEqual({ theme: 'flat', properties: new Map([['--color-text', '#123456']]) })
})

test('reports at most twenty rejected settings', () => {
  const variables = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x${index}`, 'red']))
  expect(parseAppearance({ variables }).refused).toHaveLength(20)
})

test('names the rejected setting without its value', () => {
  const { refused } = parseAppearance({ variables: { colorText: 'url(4111111111111111)' } })
  const [event] = refused.map(toRefusedEvent)
  expect(event).toMatchObject({
    code: 'invalid_request',
    field: 'appearance.variables.colorText',
    retryable: false,
  })
  expect(JSON.stringify(event)).not.toContain('4111')
})

test.each([
  [{ colorPrimary: 'var(--brand)' }, 'oklch(0.6 0.15 250)'],
  [{ colorText: 'CanvasText' }, 'without var() and system colors'],
  [{ borderRadius: '0' }, 'Write 0px to 40px'],
  [{ borderRadius: '9999px' }, 'Write 0px to 40px'],
  [{ fontWeightMedium: 'bold' }, "'100' to '900'"],
  [{ fontFamily: 'var(--font-inter)' }, 'font names separated by commas'],
])('advises what to write instead of a rejected value: %j', (variables, advice) => {
  const [event] = parseAppearance({ variables }).refused.map(toRefusedEvent)
  expect(event?.message).toContain(advice)
})

test.each([
  ['appearance.theme', 'default, night, flat, none'],
  ['appearance.style', 'theme, labels, layout, colorScheme, variables, rules'],
  ['appearance.variables.colorPrimry', 'Did you mean colorPrimary?'],
  ['appearance.colourScheme', 'Did you mean colorScheme?'],
  ['appearance.variables.colour', 'is not a setting of this form'],
  ['appearance.variables', 'is not a setting of this form'],
])('advises what to write for the rejected setting %s', (field, advice) => {
  expect(toRefusedEvent(field).message).toContain(advice)
})
