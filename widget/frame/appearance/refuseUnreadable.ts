/** Removes from rules what would make a text unreadable or the focus invisible, in the theme that the document has now. */
import type { RulePart, RuleState } from '../../protocol/appearanceRules.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import { blend, contrastRatio, resolveColor, type Color } from './contrast.js'
import { createRefusal, toPath, toSelector, type Rule } from './parseRules.js'
import { ruleStates } from './ruleParts.js'
import type { RulePropertyName } from './ruleProperties.js'

/** WCAG 2.2 asks for 3:1 for large text and for what identifies a control, and 4.5:1 for small text. */
const MIN_CONTRAST = 3
/** On a background that is not known. */
const MIN_OPACITY = 0.5

/** A text, and the part whose background it is on; the theme's colors where no rule sets one. Without `color` it needs no check then. */
type Text = { part: RulePart; property?: RulePropertyName; color?: string; on: RulePart }

/** The theme's backgrounds. The form has none: the page around it shows through. */
const backgrounds: Partial<Record<RulePart, string>> = {
  input: 'var(--color-background)',
  button: 'var(--color-primary)',
  secondaryButton: 'var(--color-background)',
  method: 'var(--color-background)',
  notice: 'var(--danger-fill)',
  badge: 'var(--badge-background)',
}

function createTexts(isFloating: boolean): Text[] {
  return [
    { part: 'heading', color: 'var(--color-text)', on: 'form' },
    { part: 'hint', color: 'var(--color-muted)', on: 'form' },
    { part: 'error', color: 'var(--color-danger)', on: 'form' },
    isFloating
      ? { part: 'label', color: 'var(--color-muted)', on: 'input' }
      : { part: 'label', color: 'var(--color-text)', on: 'form' },
    { part: 'heading', color: 'var(--color-text)', on: 'panel' },
    { part: 'panel', color: 'var(--color-muted)', on: 'panel' },
    { part: 'input', color: 'var(--color-text)', on: 'input' },
    { part: 'input', property: 'caretColor', on: 'input' },
    { part: 'placeholder', color: 'var(--placeholder)', on: 'input' },
    { part: 'icon', on: 'input' },
    { part: 'button', color: 'var(--color-on-primary)', on: 'button' },
    { part: 'secondaryButton', color: 'var(--color-text)', on: 'secondaryButton' },
    { part: 'method', color: 'var(--color-text)', on: 'method' },
    { part: 'notice', color: 'var(--color-text)', on: 'notice' },
    { part: 'badge', color: 'var(--badge)', on: 'badge' },
  ]
}

/** Changes `rules`; returns an event for each value that it removed. */
export function refuseUnreadable(rules: Rule[], isFloating: boolean): ErrorEvent[] {
  const texts = createTexts(isFloating)
  const refused: ErrorEvent[] = []
  for (;;) {
    const more = texts.flatMap((text) =>
      [undefined, ...ruleStates].flatMap((state) => refuseText(rules, text, state)),
    )
    refused.push(...more)
    // Without a background that was refused, another text may have too little contrast.
    if (more.length === 0) return [...refused, ...rules.flatMap(refuseHiddenFocus)]
  }
}

/** Removes values until the text is readable in this state: at last it has the theme's colors. */
function refuseText(rules: Rule[], text: Text, state: RuleState | undefined): ErrorEvent[] {
  const { part, property = 'color', on } = text
  const refused: ErrorEvent[] = []
  for (;;) {
    const ink = findValue(rules, part, property, state)
    const fill = findValue(rules, on, 'backgroundColor', state)
    // The one that was set for this state is the cause.
    const causes = [ink, fill].filter((each) => each !== undefined)
    const cause = causes.find(({ rule }) => rule.state !== undefined) ?? causes[0]
    const color = ink?.value ?? text.color
    const problem = cause && color && findProblem(color, toLayers(rules, on, fill?.value, state))
    if (!problem) return refused
    cause.rule.values.delete(cause.property)
    const fix =
      cause === ink ? 'Choose another color' : `Choose another color, or set ${property} of ${part} too`
    refused.push(createRefusal(toPath(toSelector(cause.rule), cause.property), problem, fix))
  }
}

type Found = { rule: Rule; property: RulePropertyName; value: string }

/** The value in this state, or else the part's own. */
function findValue(
  rules: Rule[],
  part: RulePart,
  property: RulePropertyName,
  state?: RuleState,
): Found | undefined {
  for (const each of state ? [state, undefined] : [undefined]) {
    const rule = rules.find((other) => other.part === part && other.state === each)
    const value = rule?.values.get(property)
    if (rule && value !== undefined) return { rule, property, value }
  }
  return undefined
}

/** The backgrounds behind a part, from the top. */
function toLayers(rules: Rule[], on: RulePart, fill?: string, state?: RuleState): string[] {
  const own = fill ?? backgrounds[on]
  const form = on === 'form' ? undefined : findValue(rules, 'form', 'backgroundColor', state)?.value
  return [own, form].filter((layer) => layer !== undefined)
}

/** What is wrong with a text on these backgrounds; undefined when nothing is, or the browser can't say. */
function findProblem(ink: string, layers: string[]): string | undefined {
  const color = resolveColor(ink)
  if (!color) return undefined
  const background = blendLayers(layers)
  if (!background) {
    return color[3] < MIN_OPACITY
      ? `is less than ${MIN_OPACITY * 100}% opaque, so the text can't be read`
      : undefined
  }
  const ratio = contrastRatio(blend(color, background), background)
  if (ratio >= MIN_CONTRAST) return undefined
  // Rounded down: 2.99 is not 3.
  const shown = Math.floor(ratio * 10) / 10
  return `gives a text a contrast of ${shown}:1 with its background; the least is ${MIN_CONTRAST}:1`
}

/** The opaque background that the layers make; undefined if the page shows through. */
function blendLayers(layers: string[]): Color | undefined {
  const colors = layers.map(resolveColor)
  const bottom = colors.findIndex((color) => color?.[3] === 1)
  const [base, ...above] = colors.slice(0, bottom + 1).reverse()
  if (!base) return undefined
  return above.reduce<Color | undefined>((below, color) => below && color && blend(color, below), base)
}

/** An outline may be replaced with a shadow, not removed. */
function refuseHiddenFocus({ part, state, values }: Rule): ErrorEvent[] {
  const shadow = values.get('boxShadow') ?? 'none'
  if (state !== 'focus' || shadow !== 'none') return []
  const color = values.get('outlineColor')
  const hidden: RulePropertyName[] = []
  if (parseFloat(values.get('outlineWidth') ?? '1') < 1) hidden.push('outlineWidth')
  if (color !== undefined && (resolveColor(color)?.[3] ?? 1) < MIN_OPACITY) hidden.push('outlineColor')
  return hidden.map((property) => {
    values.delete(property)
    const path = toPath(toSelector({ part, state }), property)
    return createRefusal(path, 'hides the focus', 'Set a boxShadow in the same rule that shows it')
  })
}
