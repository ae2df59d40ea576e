/** The parts of the form that `appearance.rules` can style: their selectors, states and properties. */
import type { PartStates, RulePart, RuleState } from '../../protocol/appearanceRules.js'
import {
  length,
  linedProperties,
  ruleProperties,
  type RuleProperty,
  type RulePropertyName,
} from './ruleProperties.js'

/** A state in which the theme's value stays, unless a rule for `from` or a later state sets another. */
type Kept = { from?: RuleState; selector: string }

export type Part = {
  /** The element that has the states. */
  selector: string
  /** The selector from that element to the part itself. */
  inner?: string
  states: Partial<Record<RuleState, string>>
  properties: Partial<Record<RulePropertyName, RuleProperty>>
  kept?: Partial<Record<RulePropertyName, Kept[]>>
  /** Properties that don't apply with floating labels, whose size and place depend on the field. */
  onlyAbove?: RulePropertyName[]
}

function pick(names: string): Part['properties'] {
  return Object.fromEntries(names.split(' ').map((name) => [name, ruleProperties[name as RulePropertyName]]))
}

const OUTLINE = 'outlineColor outlineWidth outlineOffset'
const TEXT = 'color fontFamily fontSize fontWeight fontStyle letterSpacing textTransform'
const BOX = 'backgroundColor borderColor borderWidth borderStyle borderRadius'
const PADDING = 'paddingBlock paddingInline'
const BUTTON = `${TEXT} lineHeight textDecorationLine ${BOX} boxShadow ${OUTLINE} ${PADDING} transitionDuration`

const CONTROL = ':is(input, select)'
const INVALID = "[aria-invalid='true']"
const focusAndInvalid: Kept[] = [
  { from: 'focus', selector: ':focus' },
  { from: 'invalid', selector: INVALID },
]
const focusedInvalid: Kept[] = [{ from: 'invalid', selector: `:has(${INVALID}:focus)` }]
const chosen: Kept[] = [{ from: 'selected', selector: ':has(:checked)' }]
const buttonStates = { hover: ':hover', focus: ':focus-visible', disabled: "[aria-disabled='true']" }
/** Also colors the muted text inside: “(optional)”, and the note below an option's name. */
const colorWithNotes = { color: { ...ruleProperties.color, css: ['color', '--color-muted'] } }
const noteSize = { fontSize: length('font-size', 12, 14) }
const buttonHeight = { minHeight: length('min-height', 40, 72) }

export const ruleParts: { [Name in RulePart]: Part & { states: Record<PartStates[Name], string> } } = {
  form: { selector: '.capture > div', states: {}, properties: pick(`${BOX} ${PADDING}`) },
  heading: { selector: 'h2', states: {}, properties: pick(`${TEXT} lineHeight textAlign`) },
  text: {
    selector: ':is(legend, .lead)',
    states: {},
    properties: pick('color fontFamily fontWeight fontStyle letterSpacing'),
  },
  label: {
    selector: '.field',
    inner: ' > label',
    states: {
      filled: `:has(input:not(:placeholder-shown), option:checked:not([value='']))`,
      focus: `:has(${CONTROL}:focus)`,
      invalid: `:has(${INVALID})`,
    },
    properties: { ...pick(`${TEXT} lineHeight marginBottom`), ...colorWithNotes },
    kept: { color: focusedInvalid, fontWeight: focusedInvalid },
    onlyAbove: ['fontSize', 'lineHeight', 'marginBottom'],
  },
  input: {
    selector: `.control > ${CONTROL}`,
    states: {
      filled: `:is(input:not(:placeholder-shown), :has(option:checked:not([value=''])))`,
      hover: ':hover',
      focus: ':focus',
      invalid: INVALID,
      disabled: ':is(input:read-only, .readonly)',
    },
    properties: {
      ...pick(`fontWeight letterSpacing borderWidth borderRadius ${OUTLINE} caretColor`),
      ...pick('minHeight transitionDuration'),
      ...linedProperties,
      // A variable, because the background of an autofilled field is a second shadow, below this one.
      boxShadow: { ...ruleProperties.boxShadow, css: ['--ring'] },
      // An autofilled field takes its text color from the variable.
      color: { ...ruleProperties.color, css: ['color', '--color-text'] },
      // Below 16 px iOS zooms the page.
      fontSize: length('font-size', 16, 32),
    },
    kept: {
      borderColor: focusAndInvalid,
      boxShadow: focusAndInvalid,
    },
  },
  placeholder: {
    selector: '.control > input',
    inner: '::placeholder',
    states: {},
    properties: pick('color fontWeight fontStyle letterSpacing'),
  },
  icon: { selector: '.control > .icon', states: {}, properties: pick('color') },
  hint: {
    selector: '.note:not(.problem)',
    states: {},
    properties: { ...pick('color fontWeight fontStyle letterSpacing'), ...noteSize },
  },
  error: {
    selector: '.problem',
    states: {},
    properties: { ...pick('color fontFamily fontWeight fontStyle letterSpacing'), ...noteSize },
  },
  button: {
    selector: 'button:not(.second)',
    states: buttonStates,
    properties: { ...pick(BUTTON), ...buttonHeight },
  },
  secondaryButton: {
    selector: 'button.second',
    states: buttonStates,
    properties: { ...pick(BUTTON), ...buttonHeight, ...linedProperties },
  },
  method: {
    selector: '.option',
    states: {
      hover: ':hover',
      selected: ':has(:checked)',
      focus: ':has(:focus-visible)',
      disabled: ":has([aria-disabled='true'])",
    },
    properties: {
      ...colorWithNotes,
      ...pick(`fontFamily fontWeight fontStyle letterSpacing borderWidth borderStyle borderRadius`),
      ...pick(`boxShadow ${OUTLINE} accentColor transitionDuration`),
      ...linedProperties,
      fontSize: length('font-size', 14, 20),
    },
    kept: { borderColor: chosen, boxShadow: chosen },
  },
  notice: {
    selector: '.notice',
    states: {},
    properties: { ...pick(`color fontFamily fontSize fontWeight ${BOX} ${PADDING}`) },
  },
  panel: {
    selector: '.panel',
    states: {},
    properties: { ...pick(`${BOX} boxShadow ${PADDING} textAlign`) },
  },
  badge: {
    selector: '.badge',
    states: {},
    properties: pick('color backgroundColor borderColor borderRadius fontWeight letterSpacing textTransform'),
  },
}
