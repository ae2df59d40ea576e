/** The styles of single parts of the form. The frame has a table of the same names: `ruleParts.ts`. */

/** The parts that rules can style, and the states of each. */
export type PartStates = {
  /** The area around all fields. */
  form: never
  heading: never
  /** The question above a choice, and an introduction. */
  text: never
  /** Includes “(optional)”. */
  label: 'filled' | 'focus' | 'invalid'
  /** Text fields and selects. */
  input: 'filled' | 'hover' | 'focus' | 'invalid' | 'disabled'
  placeholder: never
  /** The card and the arrow inside a field. */
  icon: never
  hint: never
  error: never
  /** The submit button, and the button of a result. */
  button: 'hover' | 'focus' | 'disabled'
  secondaryButton: 'hover' | 'focus' | 'disabled'
  /** An option of a choice, such as card or check, with its icon and note. */
  method: 'hover' | 'selected' | 'focus' | 'disabled'
  /** Why the last submit failed. */
  notice: never
  /** The result, in place of the form. */
  panel: never
  badge: never
}

export type RulePart = keyof PartStates
export type RuleState = PartStates[RulePart]

/** A part, or a part in a state: `input`, `input:focus`. */
export type RuleSelector = { [Part in RulePart]: Part | `${Part}:${PartStates[Part]}` }[RulePart]

/**
 * docs/theming.md lists the properties of each part, and their bounds. A rule for a state accepts only properties that
 * don't move anything: colors, shadows and outlines. Lengths are in `px`, `rem` or `em`.
 */
export type RuleProperties = {
  /** Any CSS color, without `var()` and system colors. Its contrast with a known background is at least 3:1. */
  color?: string | undefined
  backgroundColor?: string | undefined
  borderColor?: string | undefined
  borderWidth?: string | undefined
  borderStyle?: 'solid' | 'dashed' | 'dotted' | 'double' | 'none' | undefined
  borderRadius?: string | undefined
  /** `none`, or at most four shadows: `0 0 0 3px rgb(15 118 110 / 25%)`. */
  boxShadow?: string | undefined
  outlineColor?: string | undefined
  /** Less than `1px` is accepted only in a rule for `:focus` with a visible `boxShadow`. */
  outlineWidth?: string | undefined
  outlineOffset?: string | undefined
  caretColor?: string | undefined
  /** The radio button of a `method`, and the line around the selected one. */
  accentColor?: string | undefined
  /** Not for inputs and hints, because typed text is drawn in system fonts. */
  fontFamily?: string | undefined
  /** At least 16 px for an input. */
  fontSize?: string | undefined
  /** `100` to `900`. */
  fontWeight?: string | undefined
  fontStyle?: 'normal' | 'italic' | undefined
  letterSpacing?: string | undefined
  /** `1` to `2`. */
  lineHeight?: string | undefined
  textTransform?: 'none' | 'uppercase' | 'lowercase' | 'capitalize' | undefined
  textAlign?: 'start' | 'center' | 'end' | undefined
  textDecorationLine?: 'none' | 'underline' | undefined
  paddingBlock?: string | undefined
  paddingInline?: string | undefined
  marginBottom?: string | undefined
  minHeight?: string | undefined
  /** At most `500ms`. None for cardholders who prefer reduced motion. */
  transitionDuration?: string | undefined
}

/** Styles by part and state, such as `{ 'input:focus': { boxShadow: '0 0 0 3px #99f6e4' } }`. They win over the theme. */
export type AppearanceRules = { [Selector in RuleSelector]?: RuleProperties | undefined }
