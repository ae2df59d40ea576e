import { beforeEach, expect, test } from 'vitest'
import type { AppearanceRules } from '../../protocol/appearanceRules.js'
import { stubColorSyntax } from '../testing/colorSyntax.case.js'
import { parseRules } from './parseRules.js'
import { ruleParts, type Part } from './ruleParts.js'

beforeEach(stubColorSyntax)

test('applies a rule of every part and state', () => {
  const selectors = Object.entries<Part>(ruleParts).flatMap(([part, { states }]) => [
    part,
    ...Object.keys(states).map((state) => `${part}:${state}`),
  ])
  const { rules, refused } = parseRules(Object.fromEntries(selectors.map((selector) => [selector, {}])))
  expect(refused).toEqual([])
  expect(rules).toHaveLength(selectors.length)
  expect(selectors.length).toBeGreaterThan(30)
})

const input = "appearance.rules['input:focus']"
test.each<[rules: unknown, field: string, ...words: string[]]>([
  [{ 'input:focus': { opacity: '0.1' } }, `${input}.opacity`, 'could make the form invisible', 'Use color'],
  [{ 'input:focus': { visibility: 'hidden' } }, `${input}.visibility`, 'invisible'],
  [
    { 'input:focus': { minHeight: '48px' } },
    `${input}.minHeight`,
    'must not move the form',
    'Set it on input',
  ],
  [{ 'input:focus': { zoom: '2' } }, `${input}.zoom`, 'no property of this part', 'It takes'],
  [{ input: { fontSize: '15px' } }, "appearance.rules['input'].fontSize", 'Write 16px to 32px'],
  [{ input: { fontFamily: 'Inter' } }, "appearance.rules['input'].fontFamily", 'no property of this part'],
  [
    { button: { backgroundImage: 'url(x)' } },
    "appearance.rules['button'].backgroundImage",
    'backgroundColor',
  ],
  [{ input: { color: 4111111111111111 } }, "appearance.rules['input'].color", 'Write a CSS color'],
  [{ input: 'red' }, "appearance.rules['input']", 'is no object'],
  [{ input: null }, "appearance.rules['input']", 'is no object'],
  [{ 'input:selected': {} }, "appearance.rules['input:selected']", 'filled, hover, focus, invalid, disabled'],
  [{ 'heading:hover': {} }, "appearance.rules['heading:hover']", 'without a state'],
  [{ 'input::before': {} }, "appearance.rules['input::before']", 'The states of this part'],
  [{ 'input:focus:hover': {} }, 'appearance.rules', 'The states of this part'],
  [
    { '.input': { color: 'red' } },
    'appearance.rules',
    'has “.input”, which is no part',
    'Selectors of CSS are not taken',
  ],
  [{ '.capture input': {} }, 'appearance.rules', '“.capture input”', 'Did you mean input?'],
  [{ '.Input:focus': {} }, 'appearance.rules', 'Did you mean input:focus?'],
  [{ lable: {} }, "appearance.rules['lable']", 'Did you mean label?'],
  [{ input: { backgroundColour: 'red' } }, "appearance.rules['input'].backgroundColour", 'backgroundColor?'],
  [{ 'input, body': { color: 'red' } }, 'appearance.rules', 'The parts are form, heading'],
  [{ 'input{} *': {} }, 'appearance.rules', 'The parts are'],
  [{ '4111111111111111': {} }, 'appearance.rules', 'The parts are'],
  [{ constructor: {} }, "appearance.rules['constructor']", 'The parts are'],
  [{ 'input:constructor': {} }, "appearance.rules['input:constructor']", 'The states of'],
  [{ input: { constructor: 'red' } }, "appearance.rules['input'].constructor", 'no property'],
  [JSON.parse('{"__proto__": {"color": "red"}}'), 'appearance.rules', 'The parts are'],
  [JSON.parse('{"input": {"__proto__": "red"}}'), "appearance.rules['input']", 'no property'],
  [{ input: { 'color;x': 'red' } }, "appearance.rules['input']", 'no property'],
  ['input { color: red }', 'appearance.rules', 'is no object'],
  [null, 'appearance.rules', 'is no object'],
  [[], 'appearance.rules', 'is no object'],
])('refuses %j and says what to write', (rules, field, ...words) => {
  const { rules: valid, refused } = parseRules(rules)
  expect(refused).toMatchObject([{ code: 'invalid_request', field, retryable: false }])
  for (const word of words) expect(refused[0]?.message).toContain(word)
  expect(refused[0]?.message).not.toContain('4111')
  expect(valid.flatMap(({ values: found }) => [...found])).toEqual([])
})

test('keeps valid values when others are refused, and ignores undefined', () => {
  const rules: AppearanceRules = {
    'input:focus': { borderColor: 'teal', boxShadow: 'x' },
    button: undefined,
    label: { color: undefined, fontWeight: '600' },
  }
  const { rules: valid, refused } = parseRules(rules)
  expect(refused.map(({ field }) => field)).toEqual([`${input}.boxShadow`])
  expect(valid.map(({ part, state, values: found }) => [part, state, [...found]])).toEqual([
    ['input', 'focus', [['borderColor', 'teal']]],
    ['label', undefined, [['fontWeight', '600']]],
  ])
})

test('reports at most twenty refused values', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`part${index}`, {}]))
  expect(parseRules(many).refused).toHaveLength(20)
})
