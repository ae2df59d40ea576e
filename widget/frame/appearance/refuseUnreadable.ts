/** Removes from rules what would make a text unreadable or the focus invisible, in the theme that the document has now. */
import type { RulePart, RuleState } from '../../protocol/appearanceRules.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import { blend, contrastRatio, createColorResolver, type Color, type ColorResolver } from './contrast.js'
import { createRefusal, toPath, toSelector, type Rule } from './parseRules.js'
import { refuseHiddenFocus } from './refuseHiddenFocus.js'
import { ruleStates } from './ruleParts.js'
import type { RulePropertyName } from './ruleProperties.js'
import { backgrounds, createTexts, type RuleText } from './ruleTexts.js'

/** WCAG 2.2 asks for 3:1 for large text and for what identifies a control, and 4.5:1 for small text. */
const MIN_CONTRAST = 3
/** On a background that is not known. */
const MIN_OPACITY = 0.5

/** Changes `rules`; returns an event for each value that it removed. */
export function refuseUnreadable(rules: Rule[], isFloating: boolean): ErrorEvent[] {
  const texts = createTexts(isFloating)
  const resolve = createColorResolver()
  const refused: ErrorEvent[] = []
  for (;;) {
    const more = texts.flatMap((text) =>
      listStates(rules, text).flatMap((states) => refuseText(rules, text, states, resolve)),
    )
    refused.push(...more)
    // Without a background that was refused, another text may have too little contrast.
    if (more.length === 0) return [...refused, ...refuseHiddenFocus(rules, resolve)]
  }
}

/**
 * The states to judge a text in: none, each one that a rule of its parts has, and each two of them, in the tables' order.
 * Three at a time show nothing new: the color is of one of them, and the background of another.
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

/** Removes values until the text is readable in these states: at last it has the theme's colors. */
function refuseText(
  rules: Rule[],
  { part, property = 'color', color: themeColor, on }: RuleText,
  states: RuleState[],
  resolve: ColorResolver,
): ErrorEvent[] {
  const refused: ErrorEvent[] = []
  for (;;) {
    const ink = findValue(rules, part, property, states)
    const fill = findValue(rules, on, 'backgroundColor', states)
    // The one that was set for the later state is the cause.
    const cause = toRank(fill) > toRank(ink) ? fill : ink
    const color = ink?.value ?? themeColor
    const problem = cause && color && findProblem(color, toLayers(rules, on, fill?.value), resolve)
    if (!problem) return refused
    cause.rule.values.delete(cause.property)
    const other = toSelector({ part, state: cause.rule.part === part ? cause.rule.state : undefined })
    const fix =
      cause === ink ? 'Choose another color' : `Choose another color, or set ${property} of ${other} too`
    refused.push(createRefusal(toPath(toSelector(cause.rule), cause.property), problem, fix))
  }
}

type Found = { rule: Rule; property: RulePropertyName; value: string }

/** The value in these states: the latest one's that has any, or else the part's own. */
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

/** The later of two wins: 0 and more for a state, -1 for the part's own, -2 for none. */
function toRank(found: Found | undefined): number {
  if (!found) return -2
  return found.rule.state ? ruleStates.indexOf(found.rule.state) : -1
}

/** The backgrounds behind a part, from the top. */
function toLayers(rules: Rule[], on: RulePart, fill?: string): string[] {
  const own = fill ?? backgrounds[on]
  const form = on === 'form' ? undefined : findValue(rules, 'form', 'backgroundColor', [])?.value
  return [own, form].filter((layer) => layer !== undefined)
}

/** What is wrong with a text on these backgrounds; undefined when nothing is, or the browser can't say. */
function findProblem(ink: string, layers: string[], resolve: ColorResolver): string | undefined {
  const color = resolve(ink)
  if (!color) return undefined
  const background = blendLayers(layers.map(resolve))
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
function blendLayers(colors: (Color | undefined)[]): Color | undefined {
  const bottom = colors.findIndex((color) => color?.[3] === 1)
  const [base, ...above] = colors.slice(0, bottom + 1).reverse()
  if (!base) return undefined
  return above.reduce<Color | undefined>((below, color) => below && color && blend(color, below), base)
}
