/** The texts of the form, with the theme's colors, which apply if no rule sets another color. */
import type { RulePart, RuleState } from '../../protocol/appearanceRules.js'
import type { RulePropertyName } from './ruleProperties.js'

/** A text, and the part whose background it is on. Without `color`, the text is checked only if a rule sets its color. */
export type RuleText = {
  part: RulePart
  property?: RulePropertyName
  color?: string
  on: RulePart
  /** The text is shown only in this state. */
  only?: RuleState
  /** The text is hidden in this state. */
  except?: RuleState
}

export const TEXT = 'var(--color-text)'
/** The color of the focus and of the selected option. */
const ACCENT = 'var(--accent, var(--color-primary))'
const MUTED = 'var(--color-muted)'
const DANGER = 'var(--color-danger)'
export const BACKGROUND = 'var(--color-background)'

/** The colors that are mixed from others, with those others. */
const mixed = new Map([
  [ACCENT, ['var(--color-primary)']],
  ['var(--placeholder)', [MUTED, BACKGROUND]],
  ['var(--danger-fill)', [DANGER, BACKGROUND]],
])

/** The custom properties that determine a color of the theme. The first one determines it most. */
export function toProperties(color: string): string[] {
  return (mixed.get(color) ?? [color]).map((expression) => expression.slice(4, -1))
}

/** The theme's backgrounds. The form has none: the page around it shows through. */
export const backgrounds: Partial<Record<RulePart, string>> = {
  input: BACKGROUND,
  button: 'var(--color-primary)',
  secondaryButton: BACKGROUND,
  method: BACKGROUND,
  notice: 'var(--danger-fill)',
  badge: 'var(--badge-background)',
}

/** Returns all texts, including those that are not a part of their own: a word in a label, the note below an option. */
export function createTexts(isFloating: boolean): RuleText[] {
  const labels: RuleText[] = isFloating
    ? [{ part: 'label', color: MUTED, on: 'input' }]
    : [
        { part: 'label', color: TEXT, on: 'form' },
        { part: 'label', color: MUTED, on: 'form' },
      ]
  return [
    ...labels,
    { part: 'heading', color: TEXT, on: 'form' },
    { part: 'text', color: TEXT, on: 'form' },
    { part: 'text', color: MUTED, on: 'form' },
    { part: 'hint', color: MUTED, on: 'form' },
    { part: 'error', color: DANGER, on: 'form' },
    { part: 'heading', color: TEXT, on: 'panel' },
    { part: 'panel', color: TEXT, on: 'panel' },
    { part: 'panel', color: MUTED, on: 'panel' },
    { part: 'panel', color: 'var(--color-success)', on: 'panel' },
    { part: 'input', color: TEXT, on: 'input' },
    { part: 'input', property: 'caretColor', on: 'input' },
    { part: 'placeholder', color: 'var(--placeholder)', on: 'input', except: 'filled' },
    { part: 'icon', on: 'input' },
    { part: 'button', color: 'var(--color-on-primary)', on: 'button' },
    { part: 'secondaryButton', color: TEXT, on: 'secondaryButton' },
    { part: 'method', color: TEXT, on: 'method' },
    { part: 'method', color: MUTED, on: 'method' },
    {
      part: 'method',
      property: 'accentColor',
      color: ACCENT,
      on: 'method',
      only: 'selected',
    },
    { part: 'notice', color: TEXT, on: 'notice' },
    { part: 'badge', color: 'var(--badge)', on: 'badge' },
  ]
}
