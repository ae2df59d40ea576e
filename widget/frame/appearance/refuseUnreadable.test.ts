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

/** Returns the refused paths, such as `input:focus.color` or `variables.colorText`. */
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
  // The outline is hidden in every state, or in a state that may come with the focus.
  [{ button: { outlineWidth: '0' } }, 'button.outlineWidth'],
  [{ button: { outlineWidth: '0', boxShadow: ring } }, 'button.outlineWidth'],
  [{ secondaryButton: { outlineWidth: '0.05rem' } }, 'secondaryButton.outlineWidth'],
  [{ 'button:hover': { outlineColor: '#0f766e40' } }, 'button:hover.outlineColor'],
  [{ method: { outlineColor: 'transparent' } }, 'method.outlineColor'],
  [{ input: { outlineWidth: '0' } }, 'input.outlineWidth'],
  [{ 'input:invalid': { outlineWidth: '0', boxShadow: ring } }, 'input:invalid.outlineWidth'],
  [{ button: { outlineWidth: '0.1rem', outlineColor: 'teal' } }],
  // The outline of a focused field has its border color.
  [{ 'input:focus': { borderColor: 'transparent' } }, 'input:focus.borderColor'],
  [{ 'input:invalid': { borderColor: 'transparent' } }, 'input:invalid.borderColor'],
  [{ input: { borderColor: 'transparent' }, 'input:hover': { borderColor: 'transparent' } }],
  [{ 'input:focus': { borderColor: 'transparent', outlineColor: 'teal' } }],
  // A visible shadow in the rule for the focus replaces the outline.
  [{ 'input:focus': { outlineWidth: '0', borderColor: 'transparent', boxShadow: ring } }],
  [{ 'input:focus': { outlineWidth: '0', boxShadow: 'inset 0 -2px 0 0 teal' } }],
  [{ 'input:focus': { outlineWidth: '0', boxShadow: '0 0 0 3px #0f766e10' } }, 'input:focus.outlineWidth'],
  [{ 'input:focus': { outlineWidth: '0', boxShadow: '0 0 0 0 teal' } }, 'input:focus.outlineWidth'],
  [{ 'input:focus': { outlineWidth: '0', boxShadow: '0 2px 2px -4px teal' } }, 'input:focus.outlineWidth'],
  [{ 'button:focus': { outlineWidth: '0', boxShadow: '0 0 0 0 teal, 0 0 0 2px teal' } }],
  // A later state must not replace the shadow.
  [
    { 'input:focus': { outlineWidth: '0', boxShadow: ring }, 'input:invalid': { boxShadow: 'none' } },
    'input:invalid.boxShadow',
  ],
  [{ 'input:focus': { boxShadow: ring }, 'input:invalid': { boxShadow: 'none' } }],
  [{ 'input:focus': { outlineWidth: '0', boxShadow: ring }, 'input:hover': { boxShadow: 'none' } }],
])('keeps the focus visible: %j', (rules, ...refused) => {
  expect(listRefused(rules)).toEqual(refused)
})

test.each<Case>([
  // The shadow lies over the texts of the part itself.
  [{ input: { boxShadow: 'inset 0 0 0 20px #111827' } }, 'input.boxShadow'],
  [{ button: { boxShadow: 'inset 0 0 0 100px #ffffff' } }, 'button.boxShadow'],
  [{ 'method:hover': { boxShadow: 'inset 0 60px 0 0 #1f2937' } }, 'method:hover.boxShadow'],
  [{ button: { boxShadow: 'inset 0 0 0 100px #1e40af' } }],
  // The shadow lies over a label or a note beside the part.
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
  // The order of `ruleStates` counts, not the order in the page's object.
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
])('checks texts in every pair of states: %j', (rules, ...refused) => {
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
  // The note below an option has the muted color, and the icon of a selected option has the accent color.
  [{ method: { backgroundColor: '#8b94a3' } }, 'method.backgroundColor'],
  [{ method: { backgroundColor: '#5b6472', color: 'white', accentColor: 'white' } }],
  [
    { 'method:selected': { backgroundColor: '#1d4ed8', color: 'white' } },
    'method:selected.backgroundColor',
    'method:selected.color',
  ],
  [{ method: { accentColor: 'white' }, 'method:selected': { backgroundColor: '#1d4ed8', color: 'white' } }],
  [{ method: { accentColor: '#1d4ed840' } }, 'method.accentColor'],
  // A filled field shows no placeholder.
  [{ 'input:filled': { backgroundColor: dark, color: 'white' } }],
])('checks texts that are not a part of their own: %j', (rules, ...refused) => {
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
  // Only one color of a pair. The other is the theme's.
  [{ background: dark }, '#ffffff', 'colorBackground'],
  [{ primary: '#fde047' }, '#ffffff', 'colorPrimary'],
  [{ background: dark, text: 'white' }, undefined, 'colorBackground', 'colorText'],
  // Both colors of a pair, on a page with a similar background. Border colors are not checked.
  [{ text: '#0f766e', background: '#f0fdfa', primary: '#0f766e', border: '#eeeeee' }, '#ffffff'],
  // Labels are in front of the page, which is unknown here. Fields have their own background.
  [{ text: 'white', background: dark, muted: '#cbd5e1' }, undefined],
  // A primary color that is too bright for a line is accepted for the button.
  [{ primary: '#fde047', 'on-primary': dark }, '#ffffff'],
  // A transparent field has the page's background.
  [{ background: 'transparent' }, '#ffffff'],
  // The theme's own text is unreadable on this page, so the page is not checked.
  [{ text: '#374151' }, dark],
  [{ text: '#9ca3af' }, '#ffffff', 'colorText'],
])('checks variables %j on the page %s', (variables, page, ...refused) => {
  for (const [name, value] of Object.entries(variables)) properties.set(`--color-${name}`, value)
  expect(listRefused({}, page)).toEqual(refused.map((name) => `variables.${name}`))
  const left = [...properties.keys()].filter((property) => property !== '--accent')
  expect(left).toHaveLength(Object.keys(variables).length - refused.length)
})
