import { beforeEach, expect, test, vi } from 'vitest'
import type { AppearanceRules } from '../../protocol/appearanceRules.js'
import { stubColorSyntax } from '../testing/colorSyntax.case.js'
import type { Color } from './contrast.js'
import { parseRules } from './parseRules.js'
import { refuseUnreadable } from './refuseUnreadable.js'

const theme = {
  'var(--color-primary)': '#1d4ed8',
  'var(--color-on-primary)': '#ffffff',
  'var(--color-background)': '#ffffff',
  'var(--color-text)': '#111827',
  'var(--color-muted)': '#5b6472',
  'var(--placeholder)': '#5b6472',
  'var(--color-danger)': '#b42318',
  'var(--danger-fill)': '#ffffff',
  'var(--badge)': '#7a4a05',
  'var(--badge-background)': '#fff8eb',
}
const known = new Map([...Object.entries(theme), ['white', '#ffffff'], ['transparent', '#00000000']])

/** Hexadecimal colors and the light theme's; the specs ask a browser. */
function readColor(expression: string): Color | undefined {
  const hex = known.get(expression) ?? expression
  const [red = 0, green = 0, blue = 0, opacity = 1] = (hex.match(/[\da-f]{2}/g) ?? []).map(
    (pair) => parseInt(pair, 16) / 255,
  )
  return [red, green, blue, opacity]
}

vi.mock('./contrast.js', async (load) => ({
  ...(await load<typeof import('./contrast.js')>()),
  createColorResolver: () => readColor,
}))

beforeEach(stubColorSyntax)

type Case = [rules: AppearanceRules, ...refused: string[]]

/** The paths that are refused, such as `input:focus.color`. */
function listRefused(given: AppearanceRules, isFloating = false): string[] {
  const { rules, refused } = parseRules(given)
  expect(refused).toEqual([])
  const events = refuseUnreadable(rules, isFloating)
  for (const { message } of events) expect(message).toMatch(/It was left out\. [A-Z].+\.$/)
  return events.map(({ field = '' }) => field.replace(/^appearance\.rules\['(.*)'\]/, '$1'))
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
  const [event] = refuseUnreadable(parseRules(given).rules, false)
  expect(event?.message).toContain('or set color of button:hover too')
})
