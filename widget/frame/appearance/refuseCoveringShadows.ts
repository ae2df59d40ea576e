/** Removes shadows from rules that would cover a text: one beside their part, or one on it, if they are `inset`. */
import type { RulePart } from '../../protocol/appearanceRules.js'
import type { ErrorEvent } from '../../protocol/messages.js'
import type { ColorResolver } from './contrast.js'
import { findProblem } from './findProblem.js'
import type { Rule } from './parseRules.js'
import { createRefusal, toPath, toSelector } from './refusal.js'
import { BACKGROUND, backgrounds, createTexts } from './ruleTexts.js'
import { splitShadows } from './ruleValues.js'

/** From the edge of its part a shadow of any color may reach so far: no text begins nearer. */
const NEAR_PX = 6

/** Changes `rules`; returns an event for each value that it removed. */
export function refuseCoveringShadows(rules: Rule[], resolve: ColorResolver): ErrorEvent[] {
  return rules.flatMap((rule) => {
    const shadow = rule.values.get('boxShadow')
    if (shadow === undefined || !isCovering(shadow, rule.part, resolve)) return []
    rule.values.delete('boxShadow')
    const problem = `covers a text: it reaches more than ${NEAR_PX}px from the edge of its part, and is not faint enough`
    return [
      createRefusal(toPath(toSelector(rule), 'boxShadow'), problem, 'Choose a smaller or a fainter shadow'),
    ]
  })
}

/** Blends the shadows that reach far, over each other and the theme's background, and judges the theme's texts on them. */
function isCovering(shadow: string, part: RulePart, resolve: ColorResolver): boolean {
  const far = splitShadows(shadow).filter(({ reach }) => reach > NEAR_PX)
  return [true, false].some((isInset) => {
    const on = isInset ? part : 'form'
    const colors = far.filter((one) => one.isInset === isInset).map(({ color }) => color)
    const layers = [...colors, backgrounds[on] ?? BACKGROUND]
    const inks = createTexts(false).flatMap((text) => (text.on === on && text.color ? [text.color] : []))
    return colors.length > 0 && inks.some((ink) => findProblem(ink, layers, resolve) !== undefined)
  })
}
