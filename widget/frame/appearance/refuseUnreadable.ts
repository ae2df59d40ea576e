/** Removes variables and values of rules that would make a text unreadable in the document's current theme. */
import type { RulePart, RuleState } from '../../protocol/appearanceRules.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import { createColorResolver, type ColorResolver } from './contrast.js'
import { setAccent, type OwnStyle } from './accent.js'
import { findProblem, isReadable } from './findProblem.js'
import type { Rule } from './parseRules.js'
import { createRefusal, toPath, toSelector } from './refusal.js'
import type { RulePropertyName } from './ruleProperties.js'
import { ruleStates } from './ruleStates.js'
import { backgrounds, createTexts, TEXT, toProperties, type RuleText } from './ruleTexts.js'

/** The context in which colors are checked. */
type Surroundings = {
  /** The document's own style: the page's variables are custom properties in it. */
  style: OwnStyle
  /** The color behind the form, if it is known. */
  backdrop?: string | undefined
  isFloating: boolean
}
type Judging = Surroundings & { rules: Rule[]; resolve: ColorResolver }

/** Removes values from `rules`, and variables from `style`. Returns an event for each removed value. */
export function refuseUnreadable(rules: Rule[], surroundings: Surroundings): ErrorEvent[] {
  const texts = createTexts(surroundings.isFloating)
  const backdrop = findFittingBackdrop(surroundings)
  setAccent(surroundings.style)
  const judging = { ...surroundings, backdrop, rules, resolve: createColorResolver() }
  const refused: ErrorEvent[] = []
  for (;;) {
    const more = texts.flatMap((text) =>
      listStates(rules, text).flatMap((states) => refuseText(judging, text, states)),
    )
    refused.push(...more)
    // Check again after a removal: without a refused background, another text may have too little contrast.
    if (more.length === 0) return refused
  }
}

/** The backdrop, unless the theme's own text is unreadable on it: then a refusal would not help, so it isn't checked. */
function findFittingBackdrop({ style, backdrop }: Surroundings): string | undefined {
  const [property = ''] = toProperties(TEXT)
  const given = style.getPropertyValue(property)
  style.removeProperty(property)
  const isFitting = backdrop !== undefined && isReadable(TEXT, backdrop, createColorResolver())
  if (given) style.setProperty(property, given)
  return isFitting ? backdrop : undefined
}

/**
 * The combinations of states in which a text is checked: no state, each state for which there is a rule, and each pair.
 * Three states add nothing, because the color comes from one state, and the background from another.
 */
function listStates(rules: Rule[], { part, on, only, except }: RuleText): RuleState[][] {
  const states = ruleStates.filter(
    (state) => state === only || rules.some((rule) => [part, on].includes(rule.part) && rule.state === state),
  )
  const pairs = states.flatMap((state, index) => states.slice(index + 1).map((later) => [state, later]))
  return [[], ...states.map((state) => [state]), ...pairs].filter(
    (each) => (!only || each.includes(only)) && !(except && each.includes(except)),
  )
}

/** Removes values until the text is readable in these states, if need be until it has the theme's colors. */
function refuseText(judging: Judging, text: RuleText, states: RuleState[]): ErrorEvent[] {
  const { rules } = judging
  const { part, property = 'color', on } = text
  const refused: ErrorEvent[] = []
  for (;;) {
    const ink = findValue(rules, part, property, states)
    const fill = findValue(rules, on, 'backgroundColor', states)
    // The value of the later state is the cause.
    const cause = toRank(fill) > toRank(ink) ? fill : ink
    const color = ink?.value ?? text.color
    const problem = color && findProblem(color, toLayers(judging, on, fill?.value), judging.resolve)
    if (!problem) return refused
    const event = cause
      ? refuseValue(cause, cause === ink ? undefined : part, property, problem)
      : refuseVariable(judging, text, problem)
    // Only the theme's own colors are left.
    if (!event) return refused
    refused.push(event)
  }
}

type Found = { rule: Rule; property: RulePropertyName; value: string }

/** `other`: the part for which the page could set a color instead. */
function refuseValue(
  { rule, property }: Found,
  other: RulePart | undefined,
  color: RulePropertyName,
  problem: string,
): ErrorEvent {
  rule.values.delete(property)
  const selector = other && toSelector({ part: other, state: rule.part === other ? rule.state : undefined })
  const fix = selector ? `Choose another color, or set ${color} of ${selector} too` : 'Choose another color'
  return createRefusal(toPath(toSelector(rule), property), problem, fix)
}

/** Removes the variable that gives the text its color, or else its background. Undefined if both are the theme's. */
function refuseVariable(
  judging: Judging,
  { color = '', on }: RuleText,
  problem: string,
): ErrorEvent | undefined {
  const inks = toProperties(color)
  const properties = [...inks, ...toProperties(backgrounds[on] ?? '')]
  const property = properties.find((each) => judging.style.getPropertyValue(each) !== '')
  if (property === undefined) return undefined
  judging.style.removeProperty(property)
  // Other colors may depend on the removed variable.
  setAccent(judging.style)
  judging.resolve = createColorResolver()
  const [ink = ''] = inks
  const fix =
    property === ink ? 'Choose another color' : `Choose another color, or set ${toVariable(ink)} too`
  return createRefusal(`appearance.variables.${toVariable(property)}`, problem, fix)
}

/** `colorOnPrimary` for `--color-on-primary`. */
function toVariable(property: string): string {
  return property.slice(2).replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
}

/** The value in these states: that of the latest state with a value, or else that of the part without a state. */
function findValue(
  rules: Rule[],
  part: RulePart,
  property: RulePropertyName,
  states: RuleState[],
): Found | undefined {
  for (const state of [...[...states].reverse(), undefined]) {
    const rule = rules.find((other) => other.part === part && other.state === state)
    const value = rule?.values.get(property)
    if (rule && value !== undefined) return { rule, property, value }
  }
  return undefined
}

/** A higher rank wins: 0 and more for a state, -1 for the part without a state, -2 without a value. */
function toRank(found: Found | undefined): number {
  if (!found) return -2
  return found.rule.state ? ruleStates.indexOf(found.rule.state) : -1
}

/** The backgrounds behind a part, topmost first. */
function toLayers({ rules, backdrop }: Judging, on: RulePart, fill?: string): string[] {
  const own = fill ?? backgrounds[on]
  const form = on === 'form' ? undefined : findValue(rules, 'form', 'backgroundColor', [])?.value
  return [own, form, backdrop].filter((layer) => layer !== undefined)
}
