import { beforeEach, expect, test, vi } from 'vitest'
import type { AppearanceRules } from '../../protocol/appearanceRules.js'
import { stubColorSyntax } from '../testing/colorSyntax.case.js'
import { properties, readColor, style } from '../testing/themeColors.case.js'
import { createColorResolver } from './contrast.js'
import { parseRules } from './parseRules.js'
import { refuseCoveringShadows } from './refuseCoveringShadows.js'
import { refuseHiddenFocus } from './refuseHiddenFocus.js'
import { refuseUnreadable } from './refuseUnreadable.js'

vi.mock('./contrast.js', async (load) => ({
  ...(await load<typeof import('./contrast.js')>()),
  createColorResolver: () => readColor,
}))

beforeEach(() => {
  stubColorSyntax()
  properties.clear()
})

type Case = [rules: AppearanceRules, ...refused: string[]]

/** The paths that are refused, such as `input:focus.color` or `variables.colorText`. */
function listRefused(given: AppearanceRules, backdrop?: string): string[] {
  const { rules, refused } = parseRules(given)
  expect(refused).toEqual([])
  const events = [
    ...refuseUnreadable(rules, { style, backdrop, isFloating: false }),
    ...refuseCoveringShadows(rules, createColorResolver()),
    ...refuseHiddenFocus(rules, createColorResolver()),
  ]
  for (const { message } of events) expect(message).toMatch(/It was left out\. [A-Z].+\.$/)
  return events.map(({ field = '' }) => field.replace(/^appearance\.(?:rules\['(.*)'\])?/, '$1'))
}

const dark = '#111827'
const ring = '0 0 0 3px #0f766e40'

test.each<Case>([
  // In every state of the part, or in one that comes with the focus.
  [{ button: { outlineWidth: '0' } }, 'button.outlineWidth'],
  [{ button: { outlineWidth: '0', boxShadow: ring } }, 'button.outlineWidth'],
  [{ secondaryButton: { outlineWidth: '0.05rem' } }, 'secondaryButton.outlineWidth'],
  [{ 'button:hover': { outlineColor: '#0f766e40' } }, 'button:hover.outlineColor'],
  [{ method: { outlineColor: 'transparent' } }, 'method.outlineColor'],
  [{ input: { outlineWidth: '0' } }, 'input.outlineWidth'],
  [{ 'input:invalid': { outlineWidth: '0', boxShadow: ring } }, 'input:invalid.outlineWidth'],
  [{ button: { outlineWidth: '0.1rem', outlineColor: 'teal' } }],
  // The outline of a field has the color of its line.
  [{ 'input:focus': { borderColor: 'transparent' } }, 'input:focus.borderColor'],
  [{ 'input:invalid': { borderColor: 'transparent' } }, 'input:invalid.borderColor'],
  [{ input: { borderColor: 'transparent' }, 'input:hover': { borderColor: 'transparent' } }],
  [{ 'input:focus': { borderColor: 'transparent', outlineColor: 'teal' } }],
  // A shadow that comes with the focus replaces it, if there is anything to see.
  [{ 'input:focus': { outlineWidth: '0', borderColor: 'transparent', boxShadow: ring } }],
  [{ 'input:focus': { outlineWidth: '0', boxShadow: 'inset 0 -2px 0 0 teal' } }],
  [{ 'input:focus': { outlineWidth: '0', boxShadow: '0 0 0 3px #0f766e10' } }, 'input:focus.outlineWidth'],
  [{ 'input:focus': { outlineWidth: '0', boxShadow: '0 0 0 0 teal' } }, 'input:focus.outlineWidth'],
  [{ 'input:focus': { outlineWidth: '0', boxShadow: '0 2px 2px -4px teal' } }, 'input:focus.outlineWidth'],
  [{ 'button:focus': { outlineWidth: '0', boxShadow: '0 0 0 0 teal, 0 0 0 2px teal' } }],
  // A later state has another shadow.
  [
    { 'input:focus': { outlineWidth: '0', boxShadow: ring }, 'input:invalid': { boxShadow: 'none' } },
    'input:invalid.boxShadow',
  ],
  [{ 'input:focus': { boxShadow: ring }, 'input:invalid': { boxShadow: 'none' } }],
  [{ 'input:focus': { outlineWidth: '0', boxShadow: ring }, 'input:hover': { boxShadow: 'none' } }],
])('keeps a sign of the focus: %j', (rules, ...refused) => {
  expect(listRefused(rules)).toEqual(refused)
})

test.each<Case>([
  // Over the texts of the part itself.
  [{ input: { boxShadow: 'inset 0 0 0 20px #111827' } }, 'input.boxShadow'],
  [{ button: { boxShadow: 'inset 0 0 0 100px #ffffff' } }, 'button.boxShadow'],
  [{ 'method:hover': { boxShadow: 'inset 0 60px 0 0 #1f2937' } }, 'method:hover.boxShadow'],
  [{ button: { boxShadow: 'inset 0 0 0 100px #1e40af' } }],
  // Over a label or a note beside it.
  [{ input: { boxShadow: '0 24px 0 6px #111827' } }, 'input.boxShadow'],
  [{ 'button:focus': { boxShadow: '0 -16px 0 #111827' } }, 'button:focus.boxShadow'],
  [{ input: { boxShadow: '0 4px 60px #111827' } }, 'input.boxShadow'],
  [{ input: { boxShadow: '0 9px 0 #11182733, 0 8px 0 #11182733' } }, 'input.boxShadow'],
  [{ input: { boxShadow: '4px 4px 0 #111827' }, button: { boxShadow: '0 10px 30px #11182726' } }],
  [{ input: { boxShadow: '0 20px 0 #ffffff' } }],
])('keeps shadows off the texts: %j', (rules, ...refused) => {
  expect(listRefused(rules)).toEqual(refused)
})

test.each<Case>([
  [
    {
      'input:focus': { color: 'white', backgroundColor: dark },
      placeholder: { color: '#808080' },
      'input:invalid': { backgroundColor: '#fff5f5' },
    },
    'input:invalid.backgroundColor',
  ],
  // In the tables' order, whatever the order of the page.
  [
    {
      'button:disabled': { backgroundColor: '#1e3a8a' },
      'button:hover': { backgroundColor: 'white', color: '#1d4ed8' },
    },
    'button:disabled.backgroundColor',
  ],
  [
    {
      'method:hover': { color: '#0f766e' },
      'method:selected': { backgroundColor: dark, color: 'white', accentColor: 'white' },
      'method:focus': { color: '#134e4a' },
    },
    'method:focus.color',
  ],
  [
    {
      'input:hover': { color: 'white', backgroundColor: dark },
      placeholder: { color: '#808080' },
      'input:focus': { backgroundColor: 'white', color: dark },
    },
  ],
])('judges two states at a time: %j', (rules, ...refused) => {
  expect(listRefused(rules)).toEqual(refused)
})

const onDark: AppearanceRules = {
  form: { backgroundColor: dark },
  heading: { color: 'white' },
  text: { color: 'white' },
  label: { color: 'white' },
  hint: { color: 'white' },
  error: { color: '#fecaca' },
}

test.each<Case>([
  [onDark],
  [{ ...onDark, text: undefined }, 'form.backgroundColor'],
  [{ ...onDark, label: undefined }, 'form.backgroundColor'],
  [
    { form: { backgroundColor: '#7c8594' }, error: { color: dark }, hint: { color: dark } },
    'form.backgroundColor',
  ],
  // The note below an answer is muted, and its icon has the accent once it is chosen.
  [{ method: { backgroundColor: '#8b94a3' } }, 'method.backgroundColor'],
  [{ method: { backgroundColor: '#5b6472', color: 'white', accentColor: 'white' } }],
  [
    { 'method:selected': { backgroundColor: '#1d4ed8', color: 'white' } },
    'method:selected.backgroundColor',
    'method:selected.color',
  ],
  [{ method: { accentColor: 'white' }, 'method:selected': { backgroundColor: '#1d4ed8', color: 'white' } }],
  [{ method: { accentColor: '#1d4ed840' } }, 'method.accentColor'],
  // No field has both a text and its placeholder.
  [{ 'input:filled': { backgroundColor: dark, color: 'white' } }],
])('judges the texts that no part has for itself: %j', (rules, ...refused) => {
  expect(listRefused(rules)).toEqual(refused)
})

test('names the state whose color would help', () => {
  const given = { 'button:hover': { backgroundColor: 'white' } }
  const [event] = refuseUnreadable(parseRules(given).rules, { style, isFloating: false })
  expect(event?.message).toContain('or set color of button:hover too')
})

type VariableCase = [variables: Record<string, string>, page: string | undefined, ...refused: string[]]

test.each<VariableCase>([
  [{ text: '#ffffff' }, '#ffffff', 'colorText'],
  [{ text: 'transparent' }, '#ffffff', 'colorText'],
  [{ text: '#11182740' }, undefined, 'colorText'],
  [{ muted: '#c0c4cc' }, '#ffffff', 'colorMuted'],
  [{ danger: '#fecaca' }, '#ffffff', 'colorDanger'],
  [{ success: '#a7f3d0' }, '#ffffff', 'colorSuccess'],
  [{ 'on-primary': '#1e40af' }, '#ffffff', 'colorOnPrimary'],
  // One half of a pair, with the theme's other half.
  [{ background: dark }, '#ffffff', 'colorBackground'],
  [{ primary: '#fde047' }, '#ffffff', 'colorPrimary'],
  [{ background: dark, text: 'white' }, undefined, 'colorBackground', 'colorText'],
  // Both halves, on a page of the same kind; borders are not judged.
  [{ text: '#0f766e', background: '#f0fdfa', primary: '#0f766e', border: '#eeeeee' }, '#ffffff'],
  // Labels are on the page, and fields on their own background.
  [{ text: 'white', background: dark, muted: '#cbd5e1' }, undefined],
  // A primary color that is too bright for a line.
  [{ primary: '#fde047', 'on-primary': dark }, '#ffffff'],
  // Neither the page nor a translucent field hides what is behind.
  [{ background: 'transparent' }, '#ffffff'],
  // The theme itself does not fit the page.
  [{ text: '#374151' }, dark],
  [{ text: '#9ca3af' }, '#ffffff', 'colorText'],
])('judges variables %j on the page %s', (variables, page, ...refused) => {
  for (const [name, value] of Object.entries(variables)) properties.set(`--color-${name}`, value)
  expect(listRefused({}, page)).toEqual(refused.map((name) => `variables.${name}`))
  const left = [...properties.keys()].filter((property) => property !== '--accent')
  expect(left).toHaveLength(Object.keys(variables).length - refused.length)
})
